using Keratin.Core;

namespace Keratin;

/// <summary>Puts values one after the other along an axis: (None, 2) and (None, 3) become (None, 5). All other sizes are equal.</summary>
public sealed class Concatenate : MergingLayer, IFromConfig<Concatenate>
{
    /// <summary>Makes a layer.</summary>
    /// <param name="axis">The axis, counted from 0, the batch, which cannot be it; from the last, −1, downwards where negative. Default: the last.</param>
    /// <param name="name">The layer's name; default: <c>concatenate</c>, <c>concatenate_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The axis is the batch.</exception>
    public Concatenate(int axis = -1, string? name = null)
        : base(name)
    {
        if (axis == 0) throw new ArgumentOutOfRangeException(nameof(axis), "Concatenate cannot join along axis 0, the batch: each row must stay one row.");
        Axis = axis;
    }

    /// <summary>The axis, as it was given.</summary>
    public int Axis { get; }

    static Concatenate IFromConfig<Concatenate>.FromConfig(Config config) => new(config.GetInt("axis", -1), config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(IReadOnlyList<Node> inputs, LayerContext context)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        Shape first = inputs[0].Shape;
        int axis = Axis < 0 ? first.Rank + Axis : Axis;
        if (axis < 1 || axis >= first.Rank)
            throw new ArgumentException($"{this} joins along axis {Axis}, which values of shape {first} do not have behind the batch: choose another axis, or give each row one more with new Reshape(…).");
        foreach (Shape shape in inputs.Select(input => input.Shape))
            if (shape.Rank != first.Rank || shape[1..axis] != first[1..axis] || shape[(axis + 1)..] != first[(axis + 1)..])
                throw new ArgumentException($"{this} joins along axis {axis}, so all other sizes must be equal, but got the shapes {first} and {shape}.");
        return new Node(new JoinAxis(axis, inputs.Count), [.. inputs]);
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("axis", Axis);
}
