using Keratin.Core;

namespace Keratin.Probe;

/// <summary>Data to train on, made from a seed.</summary>
internal static class MadeData
{
    /// <summary>Rows of numbers from −1 to 1.</summary>
    public static NDArray Dense(ulong seed, int rows, int columns)
    {
        var values = new float[rows * columns];
        for (int i = 0; i < values.Length; i++) values[i] = (float)(2 * RandomBits.Uniform(RandomBits.Key(seed), (uint)i) - 1);
        return new NDArray(values, [rows, columns]);
    }

    /// <summary>Rows of which a part is not zero; some may be empty.</summary>
    public static NDArray Sparse(ulong seed, int rows, int columns, double density)
    {
        var named = new int[rows][];
        var values = new float[rows][];
        for (int row = 0; row < rows; row++)
        {
            ulong key = RandomBits.Key(seed, (ulong)row);
            named[row] = [.. Enumerable.Range(0, columns).Where(column => RandomBits.Uniform(key, (uint)column) < density)];
            values[row] = [.. named[row].Select(column => (float)(2 * RandomBits.Uniform(RandomBits.Key(key), (uint)column) - 1))];
        }
        return NDArray.SparseFromRows(named, columns, values);
    }

    /// <summary>What a network of these settings learns: a label or a row of numbers for each row.</summary>
    public static NDArray Truth(ulong seed, int rows, NetworkSettings settings)
    {
        if (!settings.Classes) return Dense(seed, rows, settings.Outputs);
        var labels = new int[rows];
        for (int row = 0; row < rows; row++) labels[row] = (int)(RandomBits.Uniform(RandomBits.Key(seed), (uint)row) * settings.Outputs);
        return labels;
    }
}
