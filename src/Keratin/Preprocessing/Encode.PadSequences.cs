namespace Keratin;

public static partial class Encode
{
    /// <summary>Makes sequences equally long, by cutting those that are longer and filling up those that are shorter: Keras's <c>pad_sequences</c>.</summary>
    /// <param name="sequences">The sequences, for example <c>train.X</c>.</param>
    /// <param name="maxLen">The length; null, the default: that of the longest sequence.</param>
    /// <param name="padding"><c>pre</c>, the default, fills up in front, <c>post</c> behind.</param>
    /// <param name="truncating"><c>pre</c>, the default, cuts off in front, <c>post</c> behind.</param>
    /// <param name="value">What fills up. Default: 0.</param>
    /// <returns>An array of shape (sequences, length).</returns>
    /// <exception cref="ArgumentException">A sequence is null, or an argument makes no sense.</exception>
    public static NDArray PadSequences(IEnumerable<int[]> sequences, int? maxLen = null, string padding = "pre", string truncating = "pre", float value = 0)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        if (maxLen < 0) throw new ArgumentOutOfRangeException(nameof(maxLen), maxLen, "maxLen is the length of the sequences, 0 or more; leave it out for that of the longest.");
        bool fillsInFront = InFront(padding, nameof(padding)), cutsInFront = InFront(truncating, nameof(truncating));
        int[][] rows = sequences as int[][] ?? [.. sequences];
        int missing = Array.IndexOf(rows, null);
        if (missing >= 0) throw new ArgumentException($"Sequence {missing} is null; every sequence must be an array of indices.", nameof(sequences));
        int length = maxLen ?? (rows.Length == 0 ? 0 : rows.Max(row => row.Length));
        Shape shape = [rows.Length, length];
        var values = new float[shape.Size];
        if (value != 0) Array.Fill(values, value);
        for (int row = 0; row < rows.Length; row++)
        {
            int[] sequence = rows[row];
            int kept = Math.Min(sequence.Length, length);
            int from = cutsInFront ? sequence.Length - kept : 0, to = row * length + (fillsInFront ? length - kept : 0);
            for (int i = 0; i < kept; i++) values[to + i] = sequence[from + i];
        }
        return new NDArray(values, shape);
    }

    private static bool InFront(string side, string argument) => side switch
    {
        "pre" => true,
        "post" => false,
        _ => throw new ArgumentException($"{argument} is \"pre\" or \"post\", but was \"{side}\".", argument),
    };
}
