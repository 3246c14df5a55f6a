using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Which columns of its data a trained model goes by: how much worse it does when one column is shuffled over the rows,
/// so that it keeps its values but says nothing about the row (Breiman, Random Forests, 2001; scikit-learn's
/// <c>permutation_importance</c>). Prints as a table.
/// </summary>
/// <remarks>
/// With s the score of the data as they are and sₖ that of the k-th shuffle of a column, the column's importance is
/// <c>Σ (sₖ − s) / K</c> for a loss or an error, and <c>Σ (s − sₖ) / K</c> where larger is better. Use rows that the model
/// was not trained on: what it has only learnt by heart seems important else. Of columns that say the same, each
/// seems dispensable, because the model still has the others.
/// </remarks>
/// <example>
/// <code>
/// Console.WriteLine(PermutationImportance.Of(model, xTest, yTest, columnNames: BostonHousing.FeatureNames));
/// </code>
/// </example>
public sealed class PermutationImportance
{
    private PermutationImportance(string monitor, double baseline, int repeats, IEnumerable<ColumnImportance> columns)
    {
        (Monitor, Baseline, Repeats) = (monitor, baseline, repeats);
        Columns = Array.AsReadOnly([.. columns.OrderByDescending(column => column.Mean)]);
    }

    /// <summary>What the model was judged by: <c>loss</c> or the name of a metric.</summary>
    public string Monitor { get; }

    /// <summary>The score of the data as they are.</summary>
    public double Baseline { get; }

    /// <summary>How often each column was shuffled.</summary>
    public int Repeats { get; }

    /// <summary>The columns, the most important one first; equal ones in the order of the data.</summary>
    public IReadOnlyList<ColumnImportance> Columns { get; }

    /// <summary>Shuffles the columns of an array, one at a time.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="x">The inputs, of shape <c>(rows, columns)</c>: dense or sparse. They are not changed.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="repeats">How often each column is shuffled. Default: 5. The model is evaluated so often for each column.</param>
    /// <param name="seed">What the shuffles are made of. Default: 0. The same seed gives the same result.</param>
    /// <param name="monitor">What the model is judged by: <c>"loss"</c> (the default) or a metric of its Compile.</param>
    /// <param name="columnNames">A name per column of <paramref name="x"/>; left out, they are called by their numbers.</param>
    /// <param name="columns">Which columns to shuffle, counted from 0; default: all. For wide data, such as a column per word.</param>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model is not compiled.</exception>
    public static PermutationImportance Of(Model model, NDArray x, NDArray y, int repeats = 5, int seed = 0, string monitor = "loss",
        IReadOnlyList<string>? columnNames = null, IReadOnlyList<int>? columns = null)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(x);
        if (x.Rank != 2) throw new ArgumentException($"x must have a row per sample and a column per input, of shape (rows, columns), but has the shape {x.Shape}.", nameof(x));
        int width = x.Shape[1];
        if (columnNames is not null && columnNames.Count != width)
            throw new ArgumentException($"x has {width} columns but columnNames has {columnNames.Count} names: give one name for each.", nameof(columnNames));
        foreach (int column in columns ?? [])
            if (column < 0 || column >= width) throw new ArgumentOutOfRangeException(nameof(columns), $"x has the columns 0 to {width - 1}, but not {column}.");
        var shuffles = (columns ?? [.. Enumerable.Range(0, width)])
            .Select(column => (columnNames?[column] ?? column.ToString(CultureInfo.InvariantCulture), column, (Func<int[], NDArray>)(order => WithColumn(x, column, order))));
        return Of(model, x, y, repeats, seed, monitor, shuffles);
    }

    /// <summary>Shuffles the columns of a table before they are encoded, one at a time: a category counts as a whole, in crosses too.</summary>
    /// <param name="model">A trained model.</param>
    /// <param name="space">What makes the model's inputs of the table, after <see cref="FeatureSpace.Adapt"/>. Its features are shuffled; other columns are left out.</param>
    /// <param name="table">The data before they are encoded. They are not changed.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="repeats">How often each column is shuffled. Default: 5.</param>
    /// <param name="seed">What the shuffles are made of. Default: 0. The same seed gives the same result.</param>
    /// <param name="monitor">What the model is judged by: <c>"loss"</c> (the default) or a metric of its Compile.</param>
    /// <exception cref="ArgumentException">An argument does not fit, or the data do not fit the space or the model.</exception>
    /// <exception cref="InvalidOperationException">The model is not compiled, or the space has learnt nothing yet.</exception>
    public static PermutationImportance Of(Model model, FeatureSpace space, Table table, NDArray y, int repeats = 5, int seed = 0, string monitor = "loss")
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(table);
        var shuffles = space.Features.Keys.Select((name, i) => (name, i, (Func<int[], NDArray>)(order => space.Call(WithColumn(table, name, order)))));
        return Of(model, space.Call(table), y, repeats, seed, monitor, shuffles);
    }

    /// <summary>A line per column, the most important first: the mean loss and its deviation.</summary>
    public override string ToString()
    {
        string table = ColumnText.Write(
        [
            ([.. Columns.Select(column => column.Name)], true),
            ([.. Columns.Select(column => History.Format(column.Mean))], false),
            ([.. Columns.Select(column => $"± {History.Format(column.Std)}")], true),
        ]);
        return $"{table}\nby {Monitor}, {History.Format(Baseline)} with the data as they are";
    }

    private static PermutationImportance Of(Model model, NDArray x, NDArray y, int repeats, int seed, string monitor,
        IEnumerable<(string Name, int Number, Func<int[], NDArray> Shuffled)> columns)
    {
        if (repeats < 1) throw new ArgumentOutOfRangeException(nameof(repeats), $"repeats says how often each column is shuffled, at least once, but was {repeats}.");
        if (seed < 0) throw new ArgumentOutOfRangeException(nameof(seed), $"A seed must be zero or positive but was {seed}.");
        if (x.Length < 2) throw new ArgumentException($"There is nothing to shuffle: the data have {Quantity.Of(x.Length, "row")}.", nameof(x));
        double baseline = model.Evaluate(x, y)[monitor];
        double sign = Direction.LargerIsBetter(nameof(PermutationImportance), monitor, "auto", model.Reported) ? -1 : 1;
        var order = new int[x.Length];
        return new PermutationImportance(monitor, baseline, repeats, columns.Select(column =>
        {
            var losses = new double[repeats];
            for (int repeat = 0; repeat < repeats; repeat++)
            {
                RandomBits.Permute(RandomBits.Key((uint)seed, (ulong)column.Number, (ulong)repeat), order);
                losses[repeat] = sign * (model.Evaluate(column.Shuffled(order), y)[monitor] - baseline);
            }
            double mean = losses.Average();
            return new ColumnImportance(column.Name, mean, Math.Sqrt(losses.Average(loss => (loss - mean) * (loss - mean))), Array.AsReadOnly(losses));
        }));
    }

    private static Table WithColumn(Table table, string name, int[] order)
    {
        var shuffled = new Table();
        foreach ((string other, Column column) in table) shuffled[other] = other == name ? column.Take(order) : column;
        return shuffled;
    }

    private static NDArray WithColumn(NDArray x, int column, int[] order)
    {
        float[] values = Array.ConvertAll(order, row => x[row, column]);
        if (x.Sparse is { } rows) return new NDArray(WithColumn(rows, column, values));
        float[] copy = x.ToArray();
        for (int row = 0; row < values.Length; row++) copy[row * x.Shape[1] + column] = values[row];
        return new NDArray(copy, x.Shape);
    }

    private static SparseRows WithColumn(SparseRows rows, int column, float[] values)
    {
        var builder = new SparseRowsBuilder(values.Length, rows.Columns);
        var (indices, entries) = (new List<int>(), new List<float>());
        for (int row = 0; row < values.Length; row++)
        {
            indices.Clear();
            entries.Clear();
            indices.AddRange(rows.IndicesOf(row));
            entries.AddRange(rows.EntriesOf(row));
            int place = indices.BinarySearch(column);
            if (place >= 0)
            {
                indices.RemoveAt(place);
                entries.RemoveAt(place);
            }
            else place = ~place;
            if (values[row] != 0)
            {
                indices.Insert(place, column);
                entries.Insert(place, values[row]);
            }
            builder.Add([.. indices], [.. entries]);
        }
        return builder.Finish();
    }
}
