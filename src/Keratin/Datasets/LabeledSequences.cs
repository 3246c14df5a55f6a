namespace Keratin;

/// <summary>Sequences of word indices, each with its label: the training or the test part of a dataset of texts.</summary>
public sealed class LabeledSequences
{
    internal LabeledSequences(int[][] x, int[] y)
    {
        X = x;
        Y = y;
    }

    /// <summary>The sequences, of different lengths.</summary>
    public int[][] X { get; }

    /// <summary>The labels, one per sequence, from 0 up.</summary>
    public int[] Y { get; }

    /// <summary>Takes sequences and labels apart: <c>var (x, y) = train;</c>.</summary>
    /// <param name="x">The sequences.</param>
    /// <param name="y">The labels.</param>
    public void Deconstruct(out int[][] x, out int[] y) => (x, y) = (X, Y);

    /// <summary>The number of sequences, in words.</summary>
    public override string ToString() => $"{X.Length} labelled sequences";
}
