namespace Keratin.Tests;

/// <summary>The kinds of a thing that the library has, so that one without a sample is seen.</summary>
internal static class ExportedTypes
{
    /// <summary>All public classes of a base that can be made.</summary>
    /// <param name="without">A class whose subclasses are left out. Default: none are.</param>
    public static TheoryData<Type> Of<T>(Type? without = null) =>
        [.. typeof(T).Assembly.GetExportedTypes().Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract && (without is null || !type.IsSubclassOf(without)))];

    /// <summary>The sample of a type; fails, and says where it is to be added, if there is none.</summary>
    public static TSample SampleOf<TSample>(this IReadOnlyDictionary<Type, TSample> samples, Type type, string place)
    {
        Assert.True(samples.TryGetValue(type, out TSample? sample), $"Add a sample of {type.Name} to {place}.");
        return sample!;
    }
}
