namespace Keratin;

/// <summary>
/// Turns whole numbers from 0 to <c>numTokens − 1</c> into rows of that width. Where the numbers are not known beforehand,
/// an <see cref="IntegerLookup"/> finds them. Keras's layer of that name, for .NET data.
/// </summary>
public sealed class CategoryEncoding
{
    /// <summary>Makes an encoding.</summary>
    /// <param name="numTokens">The number of categories, 1 or more.</param>
    /// <param name="outputMode"><c>multi_hot</c> (the default), <c>one_hot</c> or <c>count</c>.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public CategoryEncoding(int numTokens, OutputMode? outputMode = null)
    {
        if (numTokens < 1)
            throw new ArgumentOutOfRangeException(nameof(numTokens), numTokens, "numTokens is the number of categories, 1 or more; where it is not known, an IntegerLookup finds it.");
        NumTokens = numTokens;
        OutputMode = (outputMode ?? OutputMode.MultiHot).Among(nameof(CategoryEncoding), OutputMode.OneHot, OutputMode.MultiHot, OutputMode.Count);
    }

    /// <summary>The number of categories.</summary>
    public int NumTokens { get; }

    /// <summary>What <see cref="Call(IEnumerable{int})"/> makes of the categories.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>Encodes a column of categories.</summary>
    /// <param name="categories">Numbers from 0 to <see cref="NumTokens"/> − 1.</param>
    /// <returns>In the mode <c>one_hot</c> the shape (categories, <see cref="NumTokens"/>); the others take the column as one sample and give (<see cref="NumTokens"/>,).</returns>
    /// <exception cref="ArgumentException">A category is outside that range.</exception>
    public NDArray Call(IEnumerable<int> categories)
    {
        ArgumentNullException.ThrowIfNull(categories);
        int[] column = [.. categories];
        for (int row = 0; row < column.Length; row++) CheckRange(column[row], row);
        return IndexRows.Encode(column, OutputMode, NumTokens);
    }

    /// <summary>Encodes rows of categories.</summary>
    /// <param name="rows">Numbers from 0 to <see cref="NumTokens"/> − 1; rows of equal length in the mode <c>one_hot</c>.</param>
    /// <param name="countWeights">In the mode <c>count</c> what each category adds in place of 1: arrays of the rows' lengths.</param>
    /// <returns>The shape (rows, <see cref="NumTokens"/>); in the mode <c>one_hot</c>, for rows of more than one category, (rows, length, <see cref="NumTokens"/>).</returns>
    /// <exception cref="ArgumentException">A category is outside that range, or the weights do not fit the mode or the rows.</exception>
    public NDArray Call(IEnumerable<int[]> rows, IReadOnlyList<float[]>? countWeights = null)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[][] copies = [.. rows.Select((row, number) => row is null ? throw new ArgumentException($"Row {number} is null; every row must be an array of categories.", nameof(rows)) : (int[])[.. row])];
        for (int row = 0; row < copies.Length; row++)
            foreach (int category in copies[row]) CheckRange(category, row);
        if (countWeights is null) return IndexRows.Encode(copies, OutputMode, NumTokens);
        if (OutputMode != OutputMode.Count)
            throw new ArgumentException($"countWeights are for the mode count, but outputMode is \"{OutputMode}\": leave them out.", nameof(countWeights));
        return Weighted(copies, countWeights);
    }

    /// <summary>The layer as JSON, which <see cref="FromJson"/> reads.</summary>
    public string ToJson() => PreprocessorState.Write(nameof(CategoryEncoding), json =>
    {
        json.WriteNumber("num_tokens", NumTokens);
        json.WriteString("output_mode", OutputMode.Name);
    });

    /// <summary>Makes an encoding from what <see cref="ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static CategoryEncoding FromJson(string json) => PreprocessorState.Read(json, nameof(CategoryEncoding),
        config => new CategoryEncoding(config.GetProperty("num_tokens").GetInt32(), config.OptionalText("output_mode")!));

    private NDArray Weighted(int[][] rows, IReadOnlyList<float[]> weights)
    {
        if (weights.Count != rows.Length)
            throw new ArgumentException($"countWeights must have a row for each row of categories, but there are {weights.Count} for {rows.Length}.", nameof(weights));
        var sums = new float[rows.Length][];
        for (int row = 0; row < rows.Length; row++)
        {
            if (weights[row]?.Length != rows[row].Length)
                throw new ArgumentException($"Row {row} has {rows[row].Length} categories and {weights[row]?.Length ?? 0} countWeights; each category needs one.", nameof(weights));
            ILookup<int, float> byCategory = Enumerable.Range(0, rows[row].Length).ToLookup(place => rows[row][place], place => weights[row][place]);
            rows[row] = [.. byCategory.Select(group => group.Key)];
            sums[row] = Array.ConvertAll(rows[row], category => byCategory[category].Sum());
        }
        return NDArray.SparseFromRows(rows, NumTokens, sums);
    }

    private void CheckRange(int category, int row)
    {
        if ((uint)category >= (uint)NumTokens)
            throw new ArgumentException($"Row {row} holds the category {category}, but with numTokens = {NumTokens} categories go from 0 to {NumTokens - 1}.", "rows");
    }
}
