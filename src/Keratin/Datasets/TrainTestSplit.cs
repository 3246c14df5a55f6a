namespace Keratin;

/// <summary>How Keras's datasets come apart: all rows are shuffled by a seed, and the last share is the test part.</summary>
internal static class TrainTestSplit
{
    /// <summary>The number of rows in the training part.</summary>
    /// <param name="rows">All rows.</param>
    /// <param name="testSplit">The share of the test part. The same rounding as Python's <c>int(n * (1 - test_split))</c>.</param>
    public static int TrainingRows(int rows, double testSplit) => (int)(rows * (1 - testSplit));

    /// <summary>The rows' order, of which the first ones are for training.</summary>
    public static int[] Order(int rows, uint seed) => new MersenneTwister(seed).Permutation(rows);

    /// <summary>Refuses a share that is none.</summary>
    public static void Check(double testSplit)
    {
        if (testSplit is not (>= 0 and <= 1))
            throw new ArgumentOutOfRangeException(nameof(testSplit), testSplit, "testSplit is the share of the rows that are for testing, from 0 to 1; Keras's default is 0.2.");
    }
}
