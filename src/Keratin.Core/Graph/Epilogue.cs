namespace Keratin.Core;

/// <summary>
/// What happens to each element of a product or a sum as soon as it is finished, without a pass of its own. Made by
/// fusion; it changes speed, never a bit.
/// </summary>
public abstract record Epilogue
{
    private Epilogue() { }

    /// <summary>How many more inputs the fused node has than the plain one.</summary>
    public abstract int ExtraInputs { get; }

    /// <summary>Adds a bias to the finished sum, then applies an activation if there is one. Extra input: the bias.</summary>
    public sealed record Bias(UnaryOperation? Activation) : Epilogue
    {
        /// <inheritdoc/>
        public override int ExtraInputs => 1;
    }

    /// <summary>Combines the finished sum with another value of its shape, such as an activation's output. Extra input: that value.</summary>
    public sealed record Combine(BinaryOperation Operation) : Epilogue
    {
        /// <inheritdoc/>
        public override int ExtraInputs => 1;
    }

    /// <summary>Uses the finished sum as the gradient of a weight. Extra inputs: those of the update, but for the gradient.</summary>
    public sealed record Update(UpdateOperation Operation) : Epilogue
    {
        /// <inheritdoc/>
        public override int ExtraInputs => Operation.InputCount - 1;
    }

    /// <summary>The shape of the fused node, and a check of its extra inputs.</summary>
    /// <param name="plain">The shape of the sum.</param>
    /// <param name="extra">The extra inputs.</param>
    internal Shape InferShape(Shape plain, ReadOnlySpan<Node> extra)
    {
        Shape expected = this is Bias ? plain[^1..] : plain;
        return extra[0].Shape == expected ? plain
            : throw new ArgumentException($"A fused {GetType().Name} expects the shape {expected} but got {extra[0].Shape}.");
    }
}
