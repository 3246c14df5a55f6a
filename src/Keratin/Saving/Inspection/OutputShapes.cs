using System.Globalization;

namespace Keratin;

/// <summary>
/// The shapes of layers' outputs as far as the configuration tells them. A size is open where it is null; a shape that
/// is not known is null.
/// </summary>
internal static class OutputShapes
{
    private static readonly HashSet<string> Unchanged =
        ["Activation", "ActivityRegularization", "AlphaDropout", "BatchNormalization", "Dropout", "ELU", "GaussianDropout", "GaussianNoise", "LayerNormalization", "LeakyReLU", "Normalization", "PReLU", "ReLU", "Rescaling", "Softmax"];

    /// <summary>The shape of a layer's output.</summary>
    /// <param name="className">The layer's class.</param>
    /// <param name="settings">Its settings.</param>
    /// <param name="input">The shape of its input.</param>
    public static long?[]? Of(string className, Config settings, long?[]? input)
    {
        if (className == "InputLayer") return Read(settings.GetValue("batch_shape") ?? settings.GetValue("batch_input_shape"));
        if (input is null or []) return null;
        if (Unchanged.Contains(className)) return input;
        return className switch
        {
            "Dense" when settings.GetValue("units") is long units => [.. input[..^1], units],
            "Embedding" when settings.GetValue("output_dim") is long width => [.. input, width],
            "Flatten" => [input[0], Product(input[1..])],
            "Reshape" when Read(settings.GetValue("target_shape")) is { } target => [input[0], .. Filled(target, Product(input[1..]))],
            "GlobalAveragePooling1D" when input.Length == 3 => settings.GetValue("keepdims") is true ? [input[0], 1, input[2]] : [input[0], input[2]],
            _ => null,
        };
    }

    /// <summary>Reads a shape of a configuration.</summary>
    /// <param name="value">Any value.</param>
    /// <returns>Null where it is no list of sizes.</returns>
    public static long?[]? Read(object? value) => value is IReadOnlyList<object?> sizes && sizes.All(size => size is null or long) ? [.. sizes.Select(size => (long?)size)] : null;

    /// <summary>A shape as Python prints it.</summary>
    public static string? Text(long?[]? shape) => shape is null ? null
        : $"({string.Join(", ", shape.Select(size => size?.ToString(CultureInfo.InvariantCulture) ?? "None"))}{(shape.Length == 1 ? "," : "")})";

    private static long? Product(long?[] sizes)
    {
        double product = 1;
        foreach (long? size in sizes) product *= size is > 0 ? size.Value : double.NaN;
        return product < 1L << 53 ? (long)product : null;
    }

    // One size may be -1: it follows from the others.
    private static IEnumerable<long?> Filled(long?[] target, long? size)
    {
        long? known = Product([.. target.Where(axis => axis != -1)]);
        return target.Select(axis => axis == -1 ? size / known : axis);
    }
}
