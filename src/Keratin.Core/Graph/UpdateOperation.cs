namespace Keratin.Core;

/// <summary>
/// An optimizer's step on one variable, an effect. Inputs in order: the weight, the rule's slots, the slots of the
/// options (<see cref="UpdateOptions.Slots"/>), the learning rate, the iteration, the norm where the options need it,
/// the gradient. The weight and the slots are written.
/// </summary>
public abstract class UpdateOperation : Operation
{
    private protected UpdateOperation(UpdateOptions options) => Options = options;

    /// <summary>What stands around the rule.</summary>
    public UpdateOptions Options { get; }

    /// <summary>How many slots stand between the weight and the learning rate.</summary>
    public abstract int Slots { get; }

    /// <summary>How many inputs there are.</summary>
    public int InputCount => Slots + Options.ExtraInputs + 4;

    /// <inheritdoc/>
    public sealed override int Writes => (1 << (1 + Slots)) - 1;

    /// <inheritdoc/>
    public sealed override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape weight = Expect(inputs, InputCount, Name).Shape;
        for (int i = 1; i <= Slots; i++)
            if (inputs[i].Shape != weight) throw new ArgumentException($"{Name}: slot {i} has the shape {inputs[i].Shape} but the weight has {weight}.");
        if (Options.ExtraInputs > 0 && inputs[^2].Shape.Rank != 0) throw new ArgumentException($"{Name}: the norm must be a single number but has the shape {inputs[^2].Shape}.");
        if (inputs[^1].Shape != weight) throw new ArgumentException($"{Name}: the gradient has the shape {inputs[^1].Shape} but the weight has {weight}.");
        return weight;
    }

    /// <summary>The same rule with other options.</summary>
    /// <param name="options">What stands around it.</param>
    public abstract UpdateOperation With(UpdateOptions options);

    /// <summary>Hands the rule to a visitor as a type of its own.</summary>
    /// <param name="visitor">Who wants to know.</param>
    public abstract void Accept(IUpdateVisitor visitor);
}
