namespace Keratin.Formats;

/// <summary>An array inside a pickle: made empty, then filled once.</summary>
internal sealed class PickledArray
{
    /// <summary>The sizes of the axes.</summary>
    public long[] Sizes { get; set; } = [];

    /// <summary>The element type; none until the array is filled.</summary>
    public PickledType? Type { get; set; }

    /// <summary>A list of objects, or the bytes of numbers.</summary>
    public PickleValue Content { get; set; } = new(PickleValue.None);
}
