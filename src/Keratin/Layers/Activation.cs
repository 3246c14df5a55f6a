using Keratin.Core;

namespace Keratin;

/// <summary>Applies an activation function to its input. Any shape; no weights.</summary>
public sealed class Activation : Layer, IFromConfig<Activation>
{
    /// <summary>Makes a layer.</summary>
    /// <param name="function">A name such as <c>"relu"</c>, or a function.</param>
    /// <param name="name">The layer's name; default: <c>activation</c>, <c>activation_1</c>, …</param>
    public Activation(ActivationFunction function, string? name = null)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(function);
        Function = function;
    }

    /// <summary>What is applied.</summary>
    public ActivationFunction Function { get; }

    static Activation IFromConfig<Activation>.FromConfig(Config config) => new(config.GetActivation("activation") ?? Activations.Linear, config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => Function.Apply(x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config) => config.Set("activation", Function);
}
