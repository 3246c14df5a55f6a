using Keratin.Core;

namespace Keratin;

/// <summary>
/// What a model that is being read from a file may take: no more weights at a time than the file holds numbers, and no
/// more layers and calls than real models have. A few bytes of a configuration can ask for far more than there is memory.
/// </summary>
/// <remarks>
/// It holds for all layers that are built on the same thread until it is disposed of, those of a user's own included,
/// so that no layer has to know of it.
/// </remarks>
internal sealed class ReadingBudget : IDisposable
{
    private const int MostLayers = 10_000;

    // Layers in layers that are each called twice: the calls double with every step inwards, and each takes a kilobyte.
    private const int MostCalls = 50_000;

    [ThreadStatic]
    private static ReadingBudget? s_current;

    private readonly ReadingBudget? _outer = s_current;
    private readonly long _elements;
    private long _taken;
    private int _layers, _calls;

    /// <summary>Begins to count.</summary>
    /// <param name="elements">How many numbers of weights the file holds.</param>
    public ReadingBudget(long elements)
    {
        _elements = elements;
        s_current = this;
    }

    /// <summary>Counts a weight that is about to be made.</summary>
    /// <exception cref="InvalidDataException">The file holds fewer numbers than the weights have; so for layers and calls.</exception>
    public static void TakeWeight(string name, Shape shape)
    {
        if (s_current is not { } budget) return;
        budget._taken += shape.Size;
        if (budget._taken > budget._elements)
            throw new InvalidDataException($"The weight \"{name}\" of the shape {shape} would make {budget._taken:N0} numbers, but there are only {budget._elements:N0} beside the configuration.");
    }

    /// <summary>Counts weights that are no longer there.</summary>
    public static void ReturnWeights(IEnumerable<Variable> weights)
    {
        if (s_current is { } budget) budget._taken -= weights.Sum(weight => (long)weight.Shape.Size);
    }

    /// <summary>Counts a layer.</summary>
    /// <inheritdoc cref="TakeWeight"/>
    public static void TakeLayer()
    {
        if (s_current is { } budget && ++budget._layers > MostLayers) throw new InvalidDataException($"There are more than {MostLayers:N0} layers.");
    }

    /// <summary>Counts a call of a layer.</summary>
    /// <inheritdoc cref="TakeWeight"/>
    public static void TakeCall()
    {
        if (s_current is { } budget && ++budget._calls > MostCalls) throw new InvalidDataException($"The layers call each other more than {MostCalls:N0} times.");
    }

    /// <summary>Ends it.</summary>
    public void Dispose() => s_current = _outer;
}
