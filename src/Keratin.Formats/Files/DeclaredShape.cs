namespace Keratin.Formats;

/// <summary>The shape of an array as a file declares it.</summary>
internal static class DeclaredShape
{
    /// <summary>Makes a shape of sizes that may be anything.</summary>
    /// <param name="sizes">The sizes of the axes.</param>
    /// <param name="part">The file and the array, for errors.</param>
    /// <exception cref="InvalidDataException">They are more than an array can have.</exception>
    public static Shape Of(IReadOnlyList<long> sizes, string part)
    {
        long elements = 1;
        foreach (long size in sizes)
        {
            elements = size is >= 0 && size <= Array.MaxLength ? elements * size : long.MaxValue;
            if (elements > Array.MaxLength) throw Malformed.In(part, $"it declares {string.Join(" × ", sizes)} elements, more than one array can hold");
        }
        return Shape.Create([.. sizes.Select(size => (int)size)]);
    }
}
