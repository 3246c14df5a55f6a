using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// What large weights, or large outputs of a layer, cost: a number that is added to the loss. By name: l1, l2, l1_l2,
/// orthogonal_regularizer. A function of your own from a node to a single number is a regularizer as well.
/// </summary>
/// <example>
/// <code>
/// new Dense(64, activation: "relu", kernelRegularizer: new L2(0.001));
/// </code>
/// </example>
public abstract class Regularizer
{
    internal static NameTable<Regularizer> Known { get; } = new("regularizer",
        ("l1", config => Config.Make<L1>(config)),
        ("l2", config => Config.Make<L2>(config)),
        // By its name alone both factors are 0.01; the class's own defaults are 0.
        ("l1_l2", config => config.Has("name") ? new L1L2(0.01, 0.01) : Config.Make<L1L2>(config)),
        ("orthogonal_regularizer", config => Config.Make<OrthogonalRegularizer>(config)));

    /// <summary>The penalty of a weight.</summary>
    /// <param name="weight">The weight.</param>
    /// <returns>A single number.</returns>
    public abstract Node Call(Node weight);

    /// <summary>The penalty of each row of a layer's output, (None,), for penalties that are sums over elements; null for others.</summary>
    internal virtual Node? CallPerRow(Node output) => null;

    /// <summary>The regularizer's settings, in Keras's words.</summary>
    public Config GetConfig()
    {
        var config = new Config();
        WriteConfig(config);
        return config;
    }

    /// <summary>Writes the settings of which <see cref="IFromConfig{TSelf}.FromConfig"/> makes an equal regularizer. One without settings has nothing to write.</summary>
    /// <param name="config">Where they go.</param>
    protected virtual void WriteConfig(Config config) { }

    /// <summary>The regularizer as files name it: its class beside its settings.</summary>
    internal Config ToObject() => ConfigObject.Of(this, "keras.regularizers", GetConfig());

    /// <summary>The regularizer of that name, with Keras's defaults: a factor of 0.01.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Regularizer(string name) => Known.Find(name);

    /// <summary>A function of your own, from a weight to a single number.</summary>
    public static implicit operator Regularizer(Func<Node, Node> function) => new CustomRegularizer(function);

    /// <summary>A regularizer that can be an activity regularizer, or an error that says so.</summary>
    internal static Regularizer? ForActivity(Regularizer? regularizer) =>
        regularizer is null or L1 or L2 or L1L2 ? regularizer
            : throw new ArgumentException($"An activityRegularizer must be a sum over elements, \"l1\", \"l2\" or \"l1_l2\", but was {regularizer.GetType().Name}: call context.AddLoss in a layer of your own for another.");

    /// <summary>A factor that was given by a user, checked.</summary>
    private protected static double Factor(string regularizer, string argument, double value) =>
        value >= 0 && float.IsFinite((float)value) ? value
            : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"{regularizer}: {argument} must be a number from 0 on, such as 0.01, but was {value}."));

    /// <summary>The penalty of each row of an output of any rank.</summary>
    private protected static Node SumPerRow(Node output, double l1, double l2)
    {
        Node rows = output.Shape.Rank == 2 ? output : new Node(new Core.Reshape(Shape.Create(output.Shape[0], output.Shape[1..].Size)), output);
        Node squares = (float)l2 * new Node(new Square(), rows), sizes = (float)l1 * new Node(new Abs(), rows);
        return new Node(new SumLast(), l1 == 0 ? squares : l2 == 0 ? sizes : sizes + squares);
    }
}
