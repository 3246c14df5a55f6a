using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>
/// How Keras prepares a dataset of word sequences: shuffled, shifted to make room for the special indices, filtered by
/// length and by frequency, and split. Steps, order and oddities are those of its <c>reuters.load_data</c>.
/// </summary>
/// <param name="NumWords">Indices from here on count as unknown; null: from the largest index on, which is thus unknown too.</param>
/// <param name="SkipTop">Indices below count as unknown.</param>
/// <param name="MaxLength">Sequences of this length or longer are left out; null keeps all.</param>
/// <param name="TestSplit">The share of the test part.</param>
/// <param name="Seed">The seed of the shuffle.</param>
/// <param name="StartChar">The index put before each sequence; null: none.</param>
/// <param name="OovChar">The index put for an unknown word; null: unknown words are left out.</param>
/// <param name="IndexFrom">What is added to each word's rank.</param>
internal sealed record SequenceOptions(int? NumWords, int SkipTop, int? MaxLength, double TestSplit, uint Seed, int? StartChar, int? OovChar, int IndexFrom)
{
    /// <summary>Refuses options that make no sense, before any file is opened.</summary>
    public void Check()
    {
        TrainTestSplit.Check(TestSplit);
        if (NumWords <= 0) throw new ArgumentOutOfRangeException("numWords", NumWords, "numWords is how many of the most frequent indices are kept, 1 or more; leave it out to keep all.");
        if (SkipTop < 0) throw new ArgumentOutOfRangeException("skipTop", SkipTop, "skipTop is how many of the most frequent indices are skipped, 0 or more.");
        if (MaxLength <= 0) throw new ArgumentOutOfRangeException("maxLen", MaxLength, "maxLen is the length from which on sequences are left out, 1 or more; leave it out to keep all.");
    }

    /// <summary>Prepares sequences of ranks.</summary>
    /// <param name="sequences">The sequences in the file's order.</param>
    /// <param name="labels">Their labels.</param>
    public (LabeledSequences Train, LabeledSequences Test) Apply(int[][] sequences, int[] labels)
    {
        var rows = new List<int[]>(sequences.Length);
        var kept = new List<int>(sequences.Length);
        foreach (int row in TrainTestSplit.Order(sequences.Length, Seed))
        {
            int[] shifted = Shifted(sequences[row]);
            if (shifted.Length >= MaxLength) continue;
            rows.Add(shifted);
            kept.Add(labels[row]);
        }
        if (rows.Count == 0 && sequences.Length > 0)
            throw new ArgumentException($"maxLen = {MaxLength} leaves no sequence: even the shortest, with its start index, is as long. Give a larger maxLen.", "maxLen");

        int limit = NumWords ?? Largest(rows);
        var x = new int[rows.Count][];
        for (int row = 0; row < x.Length; row++) x[row] = Filtered(rows[row], limit);
        int[] y = [.. kept];
        int train = TrainTestSplit.TrainingRows(x.Length, TestSplit);
        return (new LabeledSequences(x[..train], y[..train]), new LabeledSequences(x[train..], y[train..]));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Shifted(int[] ranks)
    {
        int start = StartChar is null ? 0 : 1;
        var shifted = new int[ranks.Length + start];
        if (StartChar is { } first) shifted[0] = first;
        for (int i = 0; i < ranks.Length; i++) shifted[start + i] = checked(ranks[i] + IndexFrom);
        return shifted;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Filtered(int[] row, int limit)
    {
        if (OovChar is not { } unknown) return Array.FindAll(row, index => index >= SkipTop && index < limit);
        for (int i = 0; i < row.Length; i++)
            if (row[i] < SkipTop || row[i] >= limit) row[i] = unknown;
        return row;
    }

    private static int Largest(List<int[]> rows)
    {
        int largest = 0;
        foreach (int[] row in rows)
            foreach (int index in row) largest = Math.Max(largest, index);
        return largest;
    }
}
