namespace Keratin;

/// <summary>
/// The axis that files have a layer work along. Here it is always the last one, which Keras calls −1 or by its number;
/// the number is kept, and checked as soon as there is an input.
/// </summary>
internal static class LastAxis
{
    /// <summary>The setting <c>axis</c>: a number, or a list of one.</summary>
    /// <exception cref="InvalidDataException">It is none, several, or surely not the last.</exception>
    public static int Read(Config config)
    {
        if (!config.Has("axis")) return -1;
        object? value = config.GetValue("axis");
        return (value is IReadOnlyList<object?> { Count: 1 } list ? list[0] : value) is long axis and (-1 or (> 0 and <= int.MaxValue)) ? (int)axis
            : throw new InvalidDataException($"The setting \"axis\" is {ConfigJson.Text(value)}, but here it can only be the last axis, -1.");
    }

    /// <summary>Throws where an input has another last axis.</summary>
    public static void Check(Layer layer, int axis, Shape inputShape)
    {
        if (axis >= 0 && axis != inputShape.Rank - 1)
            throw new ArgumentException($"{layer} was read from a file that has it work along axis {axis}, but gets an input of shape {inputShape}, and here it can only work along the last axis, {inputShape.Rank - 1}.");
    }
}
