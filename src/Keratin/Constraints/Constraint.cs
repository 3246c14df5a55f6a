using Keratin.Core;

namespace Keratin;

/// <summary>
/// What is done to a weight after each update: a rule that it has to keep. By name, with Keras's defaults: max_norm,
/// min_max_norm, non_neg, unit_norm. A function of your own from a weight to one of the same shape is a constraint as well.
/// </summary>
public abstract class Constraint
{
    // keras.backend.epsilon(): keeps a weight of zeros from becoming 0 / 0.
    private const float Epsilon = 1e-7f;

    internal static NameTable<Constraint> Known { get; } = new("constraint",
        ("max_norm", config => Config.Make<MaxNorm>(config)),
        ("min_max_norm", config => Config.Make<MinMaxNorm>(config)),
        ("non_neg", config => Config.Make<NonNeg>(config)),
        ("unit_norm", config => Config.Make<UnitNorm>(config)));

    /// <summary>The weight as it has to be.</summary>
    /// <param name="weight">The weight after its update.</param>
    /// <returns>A node of the same shape.</returns>
    public abstract Node Call(Node weight);

    /// <summary>The constraint's settings, in Keras's words.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        WriteConfig(config);
        return config;
    }

    /// <summary>Writes the settings of which <see cref="IFromConfig{TSelf}.FromConfig"/> makes an equal constraint. One without settings has nothing to write.</summary>
    /// <param name="config">Where they go.</param>
    protected virtual void WriteConfig(Config config) { }

    /// <summary>The constraint as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Of(this, "keras.constraints", GetConfig());

    /// <summary>The constraint of that name, with Keras's defaults.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Constraint(string name) => Known.Find(name);

    /// <summary>A function of your own, from a weight to one of the same shape.</summary>
    public static implicit operator Constraint(Func<Node, Node> function) => new CustomConstraint(function);

    /// <summary>The weight with lengths that a function makes of the present ones: w · desired / (1e-7 + length).</summary>
    /// <param name="weight">A vector or a matrix.</param>
    /// <param name="axis">Along which the lengths are: 0 for one per column, 1 or −1 for one per row of a matrix.</param>
    /// <param name="desired">From lengths to the desired ones; null for 1.</param>
    private protected static Node Resize(Node weight, int axis, Func<Node, Node>? desired)
    {
        ArgumentNullException.ThrowIfNull(weight);
        Shape shape = weight.Shape;
        if (shape.Rank is 0 or > 2 || axis >= shape.Rank || axis < -shape.Rank)
            throw new ArgumentException($"A norm along axis {axis} needs a weight of one or two axes that has this one, but the weight has the shape {shape}: choose axis 0 for the weights of each unit.");
        Node squares = new(new Square(), weight);
        Node sums = (axis + shape.Rank) % shape.Rank == 0 ? new Node(new SumRows(shape[1..]), squares) : new Node(new SumLast(keepAxis: true), squares);
        Node lengths = new(new Sqrt(), sums);
        return desired is null ? weight / (lengths + Epsilon) : weight * (desired(lengths) / (lengths + Epsilon));
    }

    /// <summary>A length that was given by a user, checked.</summary>
    private protected static double Length(string constraint, string argument, double value) =>
        value >= 0 && float.IsFinite((float)value) ? value
            : throw new ArgumentOutOfRangeException(argument, FormattableString.Invariant($"{constraint}: {argument} must be a number from 0 on but was {value}."));
}
