namespace Keratin.Tests;

public sealed class BostonHousingTests
{
    private static readonly double[] Means =
    [
        3.745111, 11.480198, 11.104431, 0.061881, 0.557356, 6.267082, 69.010644, 3.740271, 9.440594, 405.898515, 18.475990, 354.783168, 12.740817,
    ];

    private static readonly double[] Deviations =
    [
        9.229291, 23.738277, 6.802873, 0.240940, 0.117148, 0.708909, 27.906063, 2.027700, 8.687588, 166.168506, 2.197657, 93.994601, 7.245561,
    ];

    [Fact]
    public void Rows_and_targets_come_in_Keras_s_order()
    {
        var (train, test) = BostonHousing.LoadData();

        Assert.Equal([404, 13], train.X.Shape);
        Assert.Equal([102, 13], test.X.Shape);
        Assert.Equal([404], train.Y.Shape);
        Assert.Equal([102], test.Y.Shape);
        Assert.Equal([1.23247f, 0, 8.14f, 0, 0.538f, 6.142f, 91.7f, 3.9769f, 4, 307, 21, 396.9f, 18.72f], train.X[0].ToArray());
        Assert.Equal([18.0846f, 0, 18.1f], test.X[0].ToArray()[..3]);
        Assert.Equal([15.2f, 42.3f, 50, 21.1f, 17.7f, 18.5f, 11.3f, 15.6f], train.Y[..8].ToArray());
        Assert.Equal([7.2f, 18.8f, 19, 27], test.Y[..4].ToArray());
    }

    [Fact]
    public void Means_and_deviations_are_those_that_NumPy_computes()
    {
        var (train, test) = BostonHousing.LoadData();
        NDArray mean = train.X.Mean(axis: 0), std = train.X.Std(axis: 0);

        Assert.Equal(22.39505, train.Y.Mean(), 1e-5);
        Assert.Equal(23.07843, test.Y.Mean(), 1e-5);
        for (int column = 0; column < 13; column++)
        {
            Assert.Equal(Means[column], mean[[column]], 1e-6 * Math.Max(1, Means[column]));
            Assert.Equal(Deviations[column], std[[column]], 1e-6 * Math.Max(1, Deviations[column]));
        }
    }

    [Fact]
    public void DropB_leaves_out_that_column_alone()
    {
        var (all, _) = BostonHousing.LoadData();
        var ((x, y), test) = BostonHousing.LoadData(dropB: true);

        Assert.Equal([404, 12], x.Shape);
        Assert.Equal([102, 12], test.X.Shape);
        Assert.Equal("B", BostonHousing.FeatureNames[11]);
        Assert.Equal(all.Y.ToArray(), y.ToArray());
        for (int row = 0; row < 404; row++)
        {
            float[] full = all.X[row].ToArray();
            Assert.Equal([.. full[..11], full[12]], x[row].ToArray());
        }
    }

    [Fact]
    public void Split_and_seed_are_followed()
    {
        var (half, rest) = BostonHousing.LoadData(testSplit: 0.5);
        var (other, _) = BostonHousing.LoadData(seed: 1);
        var (train, none) = BostonHousing.LoadData(testSplit: 0);

        Assert.Equal((253, 253), (half.X.Length, rest.X.Length));
        Assert.NotEqual(15.2f, other.Y[[0]]);
        Assert.Equal([506, 13], train.X.Shape);
        Assert.Equal([0, 13], none.X.Shape);
        Assert.Contains("from 0 to 1", Assert.Throws<ArgumentOutOfRangeException>(() => BostonHousing.LoadData(testSplit: -0.1)).Message);
    }

    [Fact]
    public void The_embedded_figures_are_those_of_the_reference_table()
    {
        string[] lines = File.ReadAllLines(ReferenceFiles.Path("datasets", "boston_mass.csv"))[1..];
        var (train, test) = BostonHousing.LoadData();
        IEnumerable<string> wanted = lines.Select(line => string.Join(',', line.Split(',').Select(figure => (float)double.Parse(figure, System.Globalization.CultureInfo.InvariantCulture))));
        IEnumerable<string> got = Rows(train).Concat(Rows(test));

        Assert.Equal(wanted.Order(StringComparer.Ordinal), got.Order(StringComparer.Ordinal));

        static IEnumerable<string> Rows(LabeledRows part) =>
            Enumerable.Range(0, part.X.Length).Select(row => string.Join(',', [.. part.X[row].ToArray(), part.Y[[row]]]));
    }
}
