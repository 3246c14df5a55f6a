using System.Security.Cryptography;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// The Reuters newswires: 11,228 short texts of 1987, each of one of 46 topics, as sequences of word indices. Keras's
/// <c>keras.datasets.reuters</c>, with its parameters, defaults and results.
/// </summary>
/// <remarks>
/// The files are looked for at an explicit path; in the folder of the environment variable <c>KERATIN_DATASETS</c>; in
/// <c>$KERAS_HOME/datasets</c> or <c>~/.keras/datasets</c>, which Python's Keras uses as well; and are else downloaded
/// from Keras's address into that folder. Source: the Reuters-21578 collection, prepared by F. Chollet.
/// </remarks>
public static class Reuters
{
    internal static DatasetFile Data { get; } = new("reuters.npz", HashAlgorithmName.SHA256, "d6586e694ee56d7a4e65172e12b3e987c03096cb01eab99753921ef915959916", 2_110_848);

    // Keras publishes no stronger hash for it.
    internal static DatasetFile Words { get; } = new("reuters_word_index.json", HashAlgorithmName.MD5, "4d44cc38712099c9e383dc6e5f11a921", 550_378);

    /// <summary>The names of the 46 topics; a label is a place in this list.</summary>
    public static IReadOnlyList<string> LabelNames { get; } =
    [
        "cocoa", "grain", "veg-oil", "earn", "acq", "wheat", "copper", "housing", "money-supply", "coffee", "sugar",
        "trade", "reserves", "ship", "cotton", "carcass", "crude", "nat-gas", "cpi", "money-fx", "interest", "gnp",
        "meal-feed", "alum", "oilseed", "gold", "tin", "strategic-metal", "livestock", "retail", "ipi", "iron-steel",
        "rubber", "heat", "jobs", "lei", "bop", "zinc", "orange", "pet-chem", "dlr", "gas", "silver", "wpi", "hog", "lead",
    ];

    /// <summary>Loads the newswires, shuffled and split: <c>var (train, test) = Reuters.LoadData(numWords: 10_000);</c>.</summary>
    /// <param name="path">The file <c>reuters.npz</c> or a folder that holds it; null searches, and downloads if need be.</param>
    /// <param name="numWords">Keeps only the indices below this one, the most frequent words; null keeps all but the rarest
    /// (as Keras does).</param>
    /// <param name="skipTop">Leaves out the indices below this one, the most frequent words.</param>
    /// <param name="maxLen">Leaves out the texts of this length or longer, counted with the start index; null keeps all.</param>
    /// <param name="testSplit">The share of the texts that are for testing, from 0 to 1.</param>
    /// <param name="seed">The seed of the shuffle before the split.</param>
    /// <param name="startChar">The index that begins each text; null: none.</param>
    /// <param name="oovChar">The index in place of a word that is left out; null: nothing takes its place.</param>
    /// <param name="indexFrom">What is added to each word's rank to give its index.</param>
    /// <returns>By default 8,982 texts for training and 2,246 for testing.</returns>
    /// <exception cref="ArgumentException">An argument makes no sense, or <paramref name="maxLen"/> leaves no text.</exception>
    /// <exception cref="FileNotFoundException">The file is nowhere and cannot be downloaded: the message lists what was
    /// tried and what to do. <see cref="StandIn"/> makes a substitute.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static (LabeledSequences Train, LabeledSequences Test) LoadData(
        string? path = null, int? numWords = null, int skipTop = 0, int? maxLen = null, double testSplit = 0.2,
        uint seed = 113, int? startChar = 1, int? oovChar = 2, int indexFrom = 3) =>
        Load(path, new SequenceOptions(numWords, skipTop, maxLen, testSplit, seed, startChar, oovChar, indexFrom), DatasetHost.Machine);

    /// <summary>Loads the words and their ranks, 1 being the most frequent.</summary>
    /// <param name="path">The file <c>reuters_word_index.json</c> or a folder that holds it; null searches, and downloads if need be.</param>
    /// <exception cref="FileNotFoundException">The file is nowhere and cannot be downloaded.</exception>
    /// <exception cref="InvalidDataException">The file is truncated or damaged.</exception>
    public static WordIndex GetWordIndex(string? path = null) => LoadWords(path, DatasetHost.Machine);

    /// <summary>
    /// Makes a corpus that is <em>not</em> the Reuters data but has its shape: 46 topics with the real class sizes in
    /// training and test part, words distributed by Zipf's law, and topics that a network can learn. For trying out
    /// programs where the real file cannot be had; figures measured on it mean nothing.
    /// </summary>
    /// <param name="numWords">Indices from here on are replaced by 2, as in <see cref="LoadData"/>.</param>
    /// <param name="seed">Equal seeds make equal corpora, on every machine.</param>
    /// <returns>8,982 texts for training and 2,246 for testing.</returns>
    public static (LabeledSequences Train, LabeledSequences Test) StandIn(int numWords = 10_000, uint seed = 113)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(numWords);
        return new StandInCorpus(numWords, seed).Generate();
    }

    /// <summary>The words of <see cref="StandIn"/>: <c>word1</c>, <c>word2</c> and so on, by rank.</summary>
    public static WordIndex StandInWordIndex() => StandInCorpus.Words();

    internal static (LabeledSequences Train, LabeledSequences Test) Load(string? path, SequenceOptions options, DatasetHost host)
    {
        options.Check();
        string file = Data.Find(path, host);
        (int[][] x, int[] y) = Readable(() =>
        {
            NpzArchive arrays = Npz.Load(file);
            int[][] sequences = arrays["x"].ToIntegerLists();
            int[] labels = arrays["y"].ToArray<int>();
            if (sequences.Length != labels.Length)
                throw new InvalidDataException($"{file} cannot be read: it holds {sequences.Length:N0} texts and {labels.Length:N0} labels.");
            return (sequences, labels);
        });
        return options.Apply(x, y);
    }

    internal static WordIndex LoadWords(string? path, DatasetHost host)
    {
        string file = Words.Find(path, host);
        return Readable(() => WordIndex.Read(file));
    }

    // A download of Python's Keras that was cut off stays in the shared folder under its final name.
    private static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException error)
        {
            throw new InvalidDataException($"{error.Message} Delete the file to have it downloaded again, or give the path of another.", error);
        }
    }
}
