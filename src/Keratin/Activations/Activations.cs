using Keratin.Core;

namespace Keratin;

/// <summary>Keras's activation functions; each can also be given by its name in lower case.</summary>
public static class Activations
{
    /// <summary>x itself. Keras's default where no activation is given.</summary>
    public static ActivationFunction Linear { get; } = new("linear", x => x);

    /// <summary>max(x, 0)</summary>
    public static ActivationFunction Relu { get; } = new("relu", x => new Node(new Relu(), x));

    /// <summary>1 / (1 + e^−x), from 0 to 1: the probability in a yes-or-no question.</summary>
    public static ActivationFunction Sigmoid { get; } = new("sigmoid", x => new Node(new Sigmoid(), x));

    /// <summary>Hyperbolic tangent, from −1 to 1.</summary>
    public static ActivationFunction Tanh { get; } = new("tanh", x => new Node(new Tanh(), x));

    /// <summary>exp(x) / Σ exp(x) along the last axis: one probability per class, with sum 1.</summary>
    public static ActivationFunction Softmax { get; } = new("softmax", x => new Node(new Softmax(), x));

    internal static NameTable<ActivationFunction> Known { get; } = new("activation",
        ("linear", _ => Linear),
        ("relu", _ => Relu),
        ("sigmoid", _ => Sigmoid),
        ("softmax", _ => Softmax),
        ("tanh", _ => Tanh));
}
