namespace Keratin.Core;

/// <summary>Sums over leading axes until the last axes of the given shape remain, row after row in order: the gradient of a bias.</summary>
/// <param name="shape">The shape that remains.</param>
/// <param name="epilogue">What fusion appended, or nothing.</param>
public sealed class SumRows(Shape shape, Epilogue? epilogue = null) : Operation
{
    /// <summary>What fusion appended.</summary>
    public Epilogue? Epilogue => epilogue;

    /// <inheritdoc/>
    public override string Name => epilogue is Epilogue.Update update ? $"{nameof(SumRows)}+{update.Operation.Name}" : nameof(SumRows);

    /// <inheritdoc/>
    public override int Writes => epilogue is Epilogue.Update update ? update.Operation.Writes << 1 : 0;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 1 + (epilogue?.ExtraInputs ?? 0), nameof(SumRows)).Shape;
        if (shape.HasBatch || !BinaryOperation.RepeatsRows(shape, x)) throw new ArgumentException($"{Name}: {shape} are not the last axes of {x}.");
        return epilogue is null ? shape : epilogue.InferShape(shape, inputs[1..]);
    }

    /// <summary>The gradient again for every row.</summary>
    public override Node?[] Gradient(Node output, Node gradient) =>
        epilogue is null ? [new Node(new RepeatRows(output.Inputs[0].Shape), gradient)] : base.Gradient(output, gradient);

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.SumRows(node, epilogue);

    /// <summary>Reduces the gradient of a value that was repeated to the value's own shape.</summary>
    internal static Node Undo(Node gradient, Shape shape)
    {
        if (gradient.Shape == shape) return gradient;
        return BinaryOperation.RepeatsRows(shape, gradient.Shape)
            ? new Node(new SumRows(shape), gradient)
            : new Node(new SumLast(keepAxis: true), gradient);
    }
}
