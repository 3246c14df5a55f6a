namespace Keratin;

/// <summary>Shapes in configurations: a list of sizes, of which the first is the batch and nothing, <c>[null, 20]</c>.</summary>
internal static class ConfigShape
{
    /// <summary>A shape as a value of a configuration.</summary>
    public static object?[] Write(Shape shape) => [.. shape.Select(size => size == Shape.Batch ? null : (object?)(long)size)];

    /// <summary>Reads a shape. A fixed size of the batch counts as none.</summary>
    /// <param name="value">What the configuration holds.</param>
    /// <param name="name">The setting, for messages.</param>
    /// <exception cref="InvalidDataException">It is no batch with positive sizes behind it.</exception>
    public static Shape Read(object? value, string name)
    {
        if (value is IReadOnlyList<object?> { Count: > 0 } sizes && sizes.Skip(1).All(size => size is long and > 0 and <= int.MaxValue))
            return [Shape.Batch, .. sizes.Skip(1).Select(size => (int)(long)size!)];
        throw new InvalidDataException($"The setting \"{name}\" must be the batch and then positive sizes but is {ConfigJson.Text(value)}.");
    }
}
