using Keratin.Core;

namespace Keratin.Steady;

/// <summary>Rows to train on, made from a seed by our own generator, so that they are the same on every machine.</summary>
internal static class MadeRows
{
    /// <summary>Numbers from −1 to 1.</summary>
    public static NDArray Numbers(int rows, int columns, ulong seed = 1) => new(Fill(rows * columns, i => 2 * At(seed, i) - 1), [rows, columns]);

    /// <summary>Numbers of 0 or 1, or any two others.</summary>
    public static NDArray Bits(int rows, int columns, float no = 0, ulong seed = 2) => new(Fill(rows * columns, i => At(seed, i) < 0.5 ? no : 1), [rows, columns]);

    /// <summary>Whole numbers from 0 to below <paramref name="count"/>, a row of them for each sample.</summary>
    public static NDArray Whole(int rows, int columns, int count, ulong seed = 3) => new(Fill(rows * columns, i => Math.Floor(At(seed, i) * count)), [rows, columns]);

    /// <summary>A class for each row.</summary>
    public static NDArray Labels(int rows, int classes, ulong seed = 4) => Whole(rows, 1, classes, seed).Reshape(rows);

    /// <summary>Rows of positive numbers whose sum is 1.</summary>
    public static NDArray Shares(int rows, int columns, ulong seed = 5)
    {
        float[] values = Fill(rows * columns, i => 0.1 + At(seed, i));
        for (int row = 0; row < rows; row++)
        {
            Span<float> own = values.AsSpan(row * columns, columns);
            float sum = 0;
            foreach (float value in own) sum += value;
            foreach (ref float value in own) value /= sum;
        }
        return new NDArray(values, [rows, columns]);
    }

    /// <summary>Sparse rows of ones, of which each names a tenth of the columns or somewhat fewer.</summary>
    public static NDArray MultiHot(int rows, int columns, ulong seed = 6) => NDArray.SparseFromRows(
        [.. Enumerable.Range(0, rows).Select(row => Enumerable.Range(0, columns / 10).Select(i => (int)(At(RandomBits.Key(seed, (ulong)row), i) * columns)).ToArray())], columns);

    private static double At(ulong seed, int place) => RandomBits.Uniform(RandomBits.Key(seed), (uint)place);

    private static float[] Fill(int count, Func<int, double> value) => [.. Enumerable.Range(0, count).Select(i => (float)value(i))];
}
