using Keratin.Core;

namespace Keratin;

/// <summary>What a layer may know of the model that calls it.</summary>
public sealed class LayerContext
{
    internal LayerContext(bool training, ulong seed, int layerIndex, Variable iteration)
    {
        Training = training;
        Seed = seed;
        LayerIndex = layerIndex;
        Iteration = iteration;
    }

    /// <summary>Whether the graph is made for training; layers such as dropout do nothing otherwise.</summary>
    public bool Training { get; }

    /// <summary>The model's seed.</summary>
    public ulong Seed { get; }

    /// <summary>The layer's place in the model, from 0: layers of the same seed draw different random numbers.</summary>
    public int LayerIndex { get; }

    /// <summary>An integer variable that counts training steps: what changes a random mask from step to step.</summary>
    public Variable Iteration { get; }

    /// <summary>A key to draw random bits from.</summary>
    /// <param name="purpose">What they are for.</param>
    /// <param name="part">Which of several, as for the weights of a layer.</param>
    internal ulong Key(RandomPurpose purpose, int part = 0) => RandomBits.Key(Seed, (ulong)purpose, (ulong)LayerIndex, (ulong)part);
}
