namespace Keratin.Tests;

/// <summary>Layers that merge, each with the shapes that it is given, without the batch. A layer without a sample fails the suite.</summary>
internal static class MergingLayerSamples
{
    private static readonly Dictionary<Type, (Func<MergingLayer> Make, int[][] PerRow)[]> Samples = new()
    {
        [typeof(Add)] = [(() => new Add(), [[3], [3], [1]]), (() => new Add(), [[4, 3], [3], [1, 3]])],
        [typeof(Average)] = [(() => new Average(), [[3], [3], [3]])],
        [typeof(Concatenate)] = [(() => new Concatenate(), [[3], [1], [2]]), (() => new Concatenate(axis: 1), [[2, 3], [4, 3]]), (() => new Concatenate(axis: -2), [[2, 3], [4, 3]])],
        [typeof(Dot)] =
        [
            (() => new Dot(1), [[3], [3]]), (() => new Dot(-1, normalize: true), [[3], [3]]), (() => new Dot(2), [[2, 3], [4, 3]]), (() => new Dot(1, normalize: true), [[3, 2], [3, 4]]),
            (() => new Dot([2, 1]), [[2, 3], [3, 1]]), (() => new Dot(1), [[3, 1], [3, 4]]),
        ],
        [typeof(Maximum)] = [(() => new Maximum(), [[3], [3], [1]])],
        [typeof(Minimum)] = [(() => new Minimum(), [[3], [3]])],
        [typeof(Multiply)] = [(() => new Multiply(), [[2, 3], [2, 1], [1, 3]])],
        [typeof(Subtract)] = [(() => new Subtract(), [[3], [2, 3]])],
    };

    public static TheoryData<Type> Layers => ExportedTypes.Of<MergingLayer>();

    public static (Func<MergingLayer> Make, int[][] PerRow)[] Of(Type type) => Samples.SampleOf(type, nameof(MergingLayerSamples));
}
