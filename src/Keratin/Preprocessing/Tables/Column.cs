namespace Keratin;

/// <summary>One column of a <see cref="Table"/>: texts, numbers, or whole numbers. Arrays are columns as they are, shared, not copied.</summary>
public sealed class Column
{
    private Column(Array values) => Values = values;

    /// <summary>The number of rows.</summary>
    public int Length => Values.Length;

    /// <summary>The array: <c>string[]</c>, <c>double[]</c> or <c>long[]</c>.</summary>
    internal Array Values { get; }

    /// <summary>Some of the rows, copied.</summary>
    /// <param name="rows">Which, for example <c>..100</c>.</param>
    public Column this[Range rows] => Values switch
    {
        string[] texts => new(texts[rows]),
        double[] numbers => new(numbers[rows]),
        _ => new(((long[])Values)[rows]),
    };

    /// <summary>The given rows in the given order, copied.</summary>
    /// <param name="rows">Their numbers, from 0.</param>
    public Column Take(params ReadOnlySpan<int> rows) => Values switch
    {
        string[] texts => new(Taken(texts, rows)),
        double[] numbers => new(Taken(numbers, rows)),
        _ => new(Taken((long[])Values, rows)),
    };

    /// <summary>A column of texts; null and <c>""</c> are missing values.</summary>
    /// <param name="texts">The values.</param>
    public static implicit operator Column(string?[] texts) => new(texts ?? throw new ArgumentNullException(nameof(texts)));

    /// <summary>A column of numbers; NaN is a missing value.</summary>
    /// <param name="numbers">The values.</param>
    public static implicit operator Column(double[] numbers) => new(numbers ?? throw new ArgumentNullException(nameof(numbers)));

    /// <summary>A column of numbers; NaN is a missing value. They are copied.</summary>
    /// <param name="numbers">The values.</param>
    public static implicit operator Column(float[] numbers) => new(Array.ConvertAll(numbers ?? throw new ArgumentNullException(nameof(numbers)), number => (double)number));

    /// <summary>A column of whole numbers.</summary>
    /// <param name="integers">The values.</param>
    public static implicit operator Column(long[] integers) => new(integers ?? throw new ArgumentNullException(nameof(integers)));

    /// <summary>A column of whole numbers. They are copied.</summary>
    /// <param name="integers">The values.</param>
    public static implicit operator Column(int[] integers) => new(Array.ConvertAll(integers ?? throw new ArgumentNullException(nameof(integers)), integer => (long)integer));

    /// <summary>What the column holds, in words: <c>5 texts</c>.</summary>
    public override string ToString() => $"{Length} {Kind}";

    /// <summary>What the values are, in words.</summary>
    internal string Kind => Values switch { string[] => "texts", double[] => "numbers", _ => "whole numbers" };

    private static T[] Taken<T>(T[] values, ReadOnlySpan<int> rows)
    {
        var taken = new T[rows.Length];
        for (int i = 0; i < taken.Length; i++) taken[i] = values[rows[i]];
        return taken;
    }
}
