namespace Keratin.Core;

/// <summary>
/// An optimizer's step on one variable, an effect. Inputs in order: the weight, its slots, the learning rate, the
/// iteration, the gradient. The weight and the slots are written.
/// </summary>
public abstract class UpdateOperation : Operation
{
    private protected UpdateOperation() { }

    /// <summary>How many slots stand between the weight and the learning rate.</summary>
    public abstract int Slots { get; }

    /// <inheritdoc/>
    public sealed override int Writes => (1 << (1 + Slots)) - 1;

    /// <inheritdoc/>
    public sealed override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape weight = Expect(inputs, Slots + 4, Name).Shape;
        for (int i = 1; i <= Slots; i++)
            if (inputs[i].Shape != weight) throw new ArgumentException($"{Name}: slot {i} has the shape {inputs[i].Shape} but the weight has {weight}.");
        if (inputs[^1].Shape != weight) throw new ArgumentException($"{Name}: the gradient has the shape {inputs[^1].Shape} but the weight has {weight}.");
        return weight;
    }

    /// <summary>Hands the rule to a visitor as a type of its own.</summary>
    /// <param name="visitor">Who wants to know.</param>
    public abstract void Accept(IUpdateVisitor visitor);
}
