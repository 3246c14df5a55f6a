using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Keratin;

/// <summary>
/// Gives each string or whole number one of a fixed number of bins by its hash: no vocabulary, but different values may
/// share a bin. Keras's layer of that name, for .NET data, with the same bins: FarmHash64 of the UTF-8 text, or
/// SipHash-2-4 where a salt is given; a whole number is hashed as its decimal digits.
/// </summary>
public sealed class Hashing
{
    private readonly (ulong First, ulong Second)? _key;
    private readonly ulong[]? _salt;

    /// <summary>Makes a hashing.</summary>
    /// <param name="numBins">The number of bins, 1 or more; with a mask, one of them is the mask's.</param>
    /// <param name="maskValue">The value that stands for nothing and gets bin 0, where there is more than one bin; a whole number is given by its digits. Null: none.</param>
    /// <param name="salt">One or two numbers that make the hash unlike others; one counts twice. Null: FarmHash64.</param>
    /// <param name="outputMode"><c>int</c> (the default), <c>one_hot</c>, <c>multi_hot</c> or <c>count</c>.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public Hashing(int numBins, string? maskValue = null, ulong[]? salt = null, OutputMode? outputMode = null)
    {
        if (numBins < 1) throw new ArgumentOutOfRangeException(nameof(numBins), numBins, "numBins is the number of bins, 1 or more.");
        if (salt is { Length: not (1 or 2) }) throw new ArgumentException($"salt must be one or two numbers, but has {salt.Length}.", nameof(salt));
        NumBins = numBins;
        MaskValue = maskValue;
        OutputMode = (outputMode ?? OutputMode.Int).Among(nameof(Hashing), OutputMode.Int, OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count);
        _salt = salt is null ? null : [.. salt];
        _key = salt is null ? null : (salt[0], salt[^1]);
    }

    /// <summary>The number of bins.</summary>
    public int NumBins { get; }

    /// <summary>The value that gets bin 0; null: none.</summary>
    public string? MaskValue { get; }

    /// <summary>What <c>Call</c> makes of the bins.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>Hashes a column of strings.</summary>
    /// <param name="values">The strings.</param>
    /// <returns>In the mode <c>int</c> the shape (values,), in <c>one_hot</c> (values, bins); the others take the column as one sample and give (bins,).</returns>
    /// <exception cref="ArgumentException">A string is null.</exception>
    public NDArray Call(IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return IndexRows.Encode([.. values.Select((value, row) => Bin(value, row))], OutputMode, NumBins);
    }

    /// <summary>Hashes a column of whole numbers.</summary>
    /// <param name="values">The numbers.</param>
    /// <returns>In the mode <c>int</c> the shape (values,), in <c>one_hot</c> (values, bins); the others take the column as one sample and give (bins,).</returns>
    public NDArray Call(IEnumerable<long> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return IndexRows.Encode([.. values.Select(Bin)], OutputMode, NumBins);
    }

    /// <inheritdoc cref="Call(IEnumerable{long})"/>
    public NDArray Call(IEnumerable<int> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return Call(values.Select(value => (long)value));
    }

    /// <summary>Hashes rows of strings.</summary>
    /// <param name="rows">The rows; of equal length in the modes <c>int</c> and <c>one_hot</c>.</param>
    /// <returns>In the mode <c>int</c> the shape (rows, length), in <c>one_hot</c> (rows, length, bins) or, for rows of one value, (rows, bins); in the others (rows, bins).</returns>
    /// <exception cref="ArgumentException">A row or string is null, or rows have different lengths.</exception>
    public NDArray Call(IEnumerable<string[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return IndexRows.Encode([.. rows.Select((row, number) => Array.ConvertAll(row ?? throw NullRow(number), value => Bin(value, number)))], OutputMode, NumBins);
    }

    /// <summary>Hashes rows of whole numbers.</summary>
    /// <param name="rows">The rows; of equal length in the modes <c>int</c> and <c>one_hot</c>.</param>
    /// <returns>In the mode <c>int</c> the shape (rows, length), in <c>one_hot</c> (rows, length, bins) or, for rows of one value, (rows, bins); in the others (rows, bins).</returns>
    /// <exception cref="ArgumentException">A row is null, or rows have different lengths.</exception>
    public NDArray Call(IEnumerable<long[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return IndexRows.Encode([.. rows.Select((row, number) => Array.ConvertAll(row ?? throw NullRow(number), Bin))], OutputMode, NumBins);
    }

    /// <inheritdoc cref="Call(IEnumerable{long[]})"/>
    public NDArray Call(IEnumerable<int[]> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return Call(rows.Select((row, number) => Array.ConvertAll(row ?? throw NullRow(number), value => (long)value)));
    }

    /// <summary>The layer as JSON, which <see cref="FromJson"/> reads.</summary>
    public string ToJson() => PreprocessorState.Write(nameof(Hashing), Write);

    /// <summary>Makes a hashing from what <see cref="ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static Hashing FromJson(string json) => PreprocessorState.Read(json, nameof(Hashing), Read);

    internal static Hashing Read(JsonElement config) => new(config.GetProperty("num_bins").GetInt32(), config.OptionalText("mask_value"),
        config.GetProperty("salt") is { ValueKind: JsonValueKind.Array } salt ? [.. salt.EnumerateArray().Select(number => number.GetUInt64())] : null,
        config.OptionalText("output_mode")!);

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteNumber("num_bins", NumBins);
        json.WriteString("mask_value", MaskValue);
        json.WriteString("output_mode", OutputMode.Name);
        if (_salt is null)
        {
            json.WriteNull("salt");
            return;
        }
        json.WriteStartArray("salt");
        foreach (ulong number in _salt) json.WriteNumberValue(number);
        json.WriteEndArray();
    }

    /// <summary>The bin of a string.</summary>
    /// <param name="value">The string.</param>
    /// <param name="row">Its row, for messages.</param>
    internal int Bin(string value, int row)
    {
        if (value is null) throw new ArgumentException($"Row {row} holds null; a missing value must be a string, for example maskValue.", "values");
        return Bin(value);
    }

    /// <summary>The bin of a whole number.</summary>
    internal int Bin(long value) => Bin(value.ToString(CultureInfo.InvariantCulture));

    private int Bin(string value)
    {
        // With one bin there is none to spare for the mask.
        bool masks = MaskValue is not null && NumBins > 1;
        if (masks && value == MaskValue) return 0;
        ulong hash = _key is { } key ? SipHash.Of(Encoding.UTF8.GetBytes(value), key) : Fingerprint.Of(value);
        return masks ? 1 + (int)(hash % (uint)(NumBins - 1)) : (int)(hash % (uint)NumBins);
    }

    private static ArgumentException NullRow(int row) => new($"Row {row} is null; every row must be an array of values.", "rows");
}
