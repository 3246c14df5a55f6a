using Keratin.Core;

namespace Keratin;

/// <summary>How the layers of a model hang together.</summary>
internal abstract class Topology
{
    /// <summary>The layers, in order, without inputs.</summary>
    public abstract IReadOnlyList<Layer> Layers { get; }

    /// <summary>The names of the inputs, at least one.</summary>
    public abstract IReadOnlyList<string> InputNames { get; }

    /// <summary>The names of the outputs, at least one.</summary>
    public abstract IReadOnlyList<string> OutputNames { get; }

    /// <summary>The shapes of the inputs, batch first, where the model says them itself; else null.</summary>
    public abstract IReadOnlyList<Shape>? StatedInputs { get; }

    /// <summary>Whether an input is read by matrix products alone.</summary>
    public abstract bool ReadsSparseRows(int input);

    /// <summary>What is asked of an input's numbers where a layer looks them up in a table.</summary>
    public abstract Lookup? LookupOf(int input);

    /// <summary>Writes the layers.</summary>
    /// <param name="model">The model, for messages.</param>
    /// <param name="inputs">The inputs.</param>
    /// <param name="context">The model's context.</param>
    /// <param name="seed">What the layers draw from.</param>
    /// <param name="called">Told each layer with each of its outputs.</param>
    /// <returns>The outputs.</returns>
    public abstract Node[] Call(Model model, Node[] inputs, LayerContext context, ulong seed, Action<Layer, Node> called);
}
