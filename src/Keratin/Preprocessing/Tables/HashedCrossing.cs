namespace Keratin;

/// <summary>
/// Crosses columns: each combination of their values gets one of a fixed number of bins by its hash. Keras's layer of that
/// name, for .NET data, with the same bins as TensorFlow's <c>sparse.cross_hashed</c>.
/// </summary>
public sealed class HashedCrossing
{
    // TensorFlow's default key.
    private const ulong Key = 0xDECAFCAFFE;

    /// <summary>Makes a crossing.</summary>
    /// <param name="numBins">The number of bins, 1 or more.</param>
    /// <param name="outputMode"><c>int</c> (the default) or <c>one_hot</c>.</param>
    /// <exception cref="ArgumentException">An argument makes no sense.</exception>
    public HashedCrossing(int numBins, OutputMode? outputMode = null)
    {
        if (numBins < 1) throw new ArgumentOutOfRangeException(nameof(numBins), numBins, "numBins is the number of bins, 1 or more.");
        NumBins = numBins;
        OutputMode = (outputMode ?? OutputMode.Int).Among(nameof(HashedCrossing), OutputMode.Int, OutputMode.OneHot);
    }

    /// <summary>The number of bins.</summary>
    public int NumBins { get; }

    /// <summary>What <see cref="Call"/> makes of the bins.</summary>
    public OutputMode OutputMode { get; }

    /// <summary>Crosses columns.</summary>
    /// <param name="columns">Two or more, of texts or whole numbers, of equal length. Their order counts.</param>
    /// <returns>In the mode <c>int</c> the shape (rows,), in <c>one_hot</c> (rows, bins).</returns>
    /// <exception cref="ArgumentException">There are fewer than two columns, their lengths differ, or one holds numbers that are not whole.</exception>
    public NDArray Call(params ReadOnlySpan<Column> columns)
    {
        if (columns.Length < 2) throw new ArgumentException($"HashedCrossing crosses two columns or more, but got {columns.Length}.", nameof(columns));
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i] is null) throw new ArgumentException($"Column {i} is null.", nameof(columns));
            if (columns[i].Length != columns[0].Length)
                throw new ArgumentException($"HashedCrossing crosses columns of equal length, but column 0 has {columns[0].Length} rows and column {i} has {columns[i].Length}.", nameof(columns));
            if (columns[i].Values is double[])
                throw new ArgumentException($"Column {i} holds numbers that need not be whole, which cannot be crossed: sort them into bins first, with Discretization.", nameof(columns));
        }
        var bins = new int[columns[0].Length];
        for (int row = 0; row < bins.Length; row++)
        {
            ulong hash = Key;
            foreach (Column column in columns)
                hash = Fingerprint.Join(hash, column.Values is long[] integers ? (ulong)integers[row] : Fingerprint.Of(((string?[])column.Values)[row]));
            bins[row] = (int)(hash % (uint)NumBins);
        }
        return IndexRows.Encode(bins, OutputMode, NumBins);
    }

    /// <summary>The layer as JSON, which <see cref="FromJson"/> reads.</summary>
    public string ToJson() => PreprocessorState.Write(nameof(HashedCrossing), json =>
    {
        json.WriteNumber("num_bins", NumBins);
        json.WriteString("output_mode", OutputMode.Name);
    });

    /// <summary>Makes a crossing from what <see cref="ToJson"/> returned.</summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="InvalidDataException">The text is something else, or is damaged.</exception>
    public static HashedCrossing FromJson(string json) => PreprocessorState.Read(json, nameof(HashedCrossing),
        config => new HashedCrossing(config.GetProperty("num_bins").GetInt32(), config.OptionalText("output_mode")!));
}
