using System.Globalization;

namespace Keratin;

/// <summary>
/// The Boston housing table: 506 districts of Boston in the 1970s, thirteen features each, and the median value of
/// owner-occupied homes in thousands of dollars. Keras's <c>keras.datasets.boston_housing</c>. The table is part of
/// this library and needs no file.
/// </summary>
/// <remarks>
/// <para>
/// The column B is computed from the share of Black residents of a district, and the authors of the table took it for
/// granted that racial self-segregation moves house prices. That premise is unsound and harmful, and the transformation
/// hides the original figures. The table is here because the teaching literature uses it; don't build anything on it
/// that concerns people. <c>dropB: true</c> leaves the column out. For a regression of your own prefer tables without
/// this history, such as the California housing data of 1990 or the houses of Ames, Iowa.
/// </para>
/// <para>Source: D. Harrison and D. L. Rubinfeld, "Hedonic housing prices and the demand for clean air", Journal of
/// Environmental Economics and Management 5 (1978), 81–102.</para>
/// </remarks>
public static class BostonHousing
{
    private const int ColumnB = 11;

    /// <summary>
    /// The features in the order of the columns: crime rate, share of large lots, share of industry, bank of the Charles
    /// river (1 or 0), nitric oxides, rooms, share of old houses, distance to work, access to highways, tax rate, pupils
    /// per teacher, B, share of poorer residents. Without B the twelve others stay in this order.
    /// </summary>
    public static IReadOnlyList<string> FeatureNames { get; } =
        ["CRIM", "ZN", "INDUS", "CHAS", "NOX", "RM", "AGE", "DIS", "RAD", "TAX", "PTRATIO", "B", "LSTAT"];

    /// <summary>Loads the table, shuffled and split: <c>var (train, test) = BostonHousing.LoadData();</c>. The features
    /// are not scaled.</summary>
    /// <param name="testSplit">The share of the rows that are for testing, from 0 to 1.</param>
    /// <param name="seed">The seed of the shuffle before the split.</param>
    /// <param name="dropB">Whether to leave out the column B; see the remarks of this class.</param>
    /// <returns>By default 404 rows for training and 102 for testing; features (n, 13), or (n, 12) without B, targets (n,).</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="testSplit"/> is not from 0 to 1.</exception>
    public static (LabeledRows Train, LabeledRows Test) LoadData(double testSplit = 0.2, uint seed = 113, bool dropB = false)
    {
        TrainTestSplit.Check(testSplit);
        float[][] table = Table();
        int[] order = TrainTestSplit.Order(table.Length, seed);
        int train = TrainTestSplit.TrainingRows(table.Length, testSplit);
        return (Part(table, order.AsSpan(0, train), dropB), Part(table, order.AsSpan(train), dropB));
    }

    private static LabeledRows Part(float[][] table, ReadOnlySpan<int> rows, bool dropB)
    {
        int all = FeatureNames.Count;
        int features = dropB ? all - 1 : all;
        var x = new float[rows.Length * features];
        var y = new float[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            float[] row = table[rows[i]];
            int place = i * features;
            for (int column = 0; column < all; column++)
                if (!(dropB && column == ColumnB)) x[place++] = row[column];
            y[i] = row[all];
        }
        return new LabeledRows(new NDArray(x, [rows.Length, features]), y);
    }

    private static float[][] Table()
    {
        using Stream stream = typeof(BostonHousing).Assembly.GetManifestResourceStream("BostonHousing.csv")!;
        using var reader = new StreamReader(stream);
        var rows = new List<float[]>();
        while (reader.ReadLine() is { } line)
            rows.Add(Array.ConvertAll(line.Split(','), figure => (float)double.Parse(figure, CultureInfo.InvariantCulture)));
        return [.. rows];
    }
}
