using Keratin.Core;

namespace Keratin;

/// <summary>
/// A function that a layer applies to its result: one of <see cref="Activations"/> by its Keras name, or one of your own.
/// </summary>
/// <example>
/// <code>
/// new Dense(64, activation: "relu");
/// new Dense(64, activation: new ActivationFunction("square", x =&gt; new Node(new Square(), x)));
/// </code>
/// </example>
public sealed class ActivationFunction
{
    private readonly Func<Node, Node> _apply;

    /// <summary>Makes an activation of your own.</summary>
    /// <param name="name">What printed models call it.</param>
    /// <param name="apply">The function: from a node of any shape to a node of the same shape.</param>
    public ActivationFunction(string name, Func<Node, Node> apply)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(apply);
        Name = name;
        _apply = apply;
    }

    /// <summary>Keras's name, for example <c>relu</c>.</summary>
    public string Name { get; }

    /// <summary>Whether a function that has parameters has Keras's own.</summary>
    internal bool HasDefaultParameters { get; init; }

    /// <summary>The name by which a file can hold the activation: that of one of <see cref="Activations"/> with Keras's own parameters.</summary>
    /// <exception cref="InvalidOperationException">It is another function than the name says.</exception>
    internal string NameInFiles => HasDefaultParameters || ReferenceEquals(Activations.Known.TryFind(Name), this) ? Name
        : throw new InvalidOperationException($"The activation \"{Name}\" is a function of your own or has parameters of its own, and files hold activations by Keras's names alone: use a layer for it, such as LeakyReLU, or a layer of your own that is registered.");

    /// <summary>The function of a node.</summary>
    /// <param name="x">Any shape; the result has the same.</param>
    /// <exception cref="InvalidOperationException">A function of your own changed the shape.</exception>
    public Node Apply(Node x)
    {
        ArgumentNullException.ThrowIfNull(x);
        Node y = _apply(x);
        return y.Shape == x.Shape ? y : throw new InvalidOperationException($"The activation \"{Name}\" must keep the shape {x.Shape} but returned {y.Shape}.");
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The activation of that name among <see cref="Activations"/>, in Keras's spelling: <c>relu</c>, <c>leaky_relu</c>.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator ActivationFunction(string name) => Activations.Known.Find(name);

    /// <summary>A function of your own; its name is that of the method.</summary>
    public static implicit operator ActivationFunction(Func<Node, Node> apply) => new(FunctionName.Of(apply), apply);
}
