using System.Globalization;

namespace Keratin;

/// <summary>
/// Generates a corpus of the shape of the Reuters newswires. A text mixes words of the whole vocabulary with key words
/// of its topic; some texts speak of another topic than their label says, so that no network gets all of them right.
/// </summary>
/// <remarks>
/// Zipf's law (the word of rank r is r times rarer than the first) is drawn in steps of two: each octave of ranks, 1,
/// 2–3, 4–7 and so on, is equally likely, and so is each rank inside an octave. That needs integers only, so that the
/// same seed makes the same corpus on every machine.
/// </remarks>
internal sealed class StandInCorpus
{
    private const int Vocabulary = 30_979;
    private const int Octaves = 15;
    private const int KeyOctaves = 6;
    private const int KeyWords = (1 << KeyOctaves) - 1;

    // Key words are neither among the most frequent words, which every text has, nor among the rarest.
    private const int FirstKeyOctave = 5;
    private const int LastKeyOctave = 12;

    // The labels of the Reuters newswires, counted after Keras's split.
    private static readonly int[] TrainingSizes =
    [
        55, 432, 74, 3159, 1949, 17, 48, 16, 139, 101, 124, 390, 49, 172, 26, 20, 444, 39, 66, 549, 269, 100, 15,
        41, 62, 92, 24, 15, 48, 19, 45, 39, 32, 11, 50, 10, 49, 19, 19, 24, 36, 30, 13, 21, 12, 18,
    ];

    private static readonly int[] TestSizes =
    [
        12, 105, 20, 813, 474, 5, 14, 3, 38, 25, 30, 83, 13, 37, 2, 9, 99, 12, 20, 133, 70, 27, 7,
        12, 19, 31, 8, 4, 10, 4, 12, 13, 10, 5, 7, 6, 11, 2, 3, 5, 10, 8, 3, 6, 5, 1,
    ];

    // Of a hundred texts so many are shorter than 32, 64, 128, ... words, as among the newswires.
    private static readonly int[] ShorterThan = [9, 29, 65, 84, 96, 100];
    private const int ShortestText = 16;

    // Of a hundred texts so many are about a topic that is not their label.
    private const int Misleading = 7;

    // A text's share of key words, in 64ths, is drawn up to this.
    private const int MostKeyWords = 14;

    private readonly int _numWords;
    private readonly MersenneTwister _random;
    private readonly int[][] _keyWords;

    public StandInCorpus(int numWords, uint seed)
    {
        _numWords = numWords;
        _random = new MersenneTwister(seed);
        _keyWords = new int[TrainingSizes.Length][];
        for (int topic = 0; topic < _keyWords.Length; topic++)
        {
            _keyWords[topic] = new int[KeyWords];
            for (int i = 0; i < KeyWords; i++)
                _keyWords[topic][i] = Rank(FirstKeyOctave + _random.UpTo(LastKeyOctave - FirstKeyOctave), _random.Next());
        }
    }

    public (LabeledSequences Train, LabeledSequences Test) Generate() => (Part(TrainingSizes), Part(TestSizes));

    public static WordIndex Words() => new(Enumerable.Range(1, Vocabulary)
        .Select(rank => new KeyValuePair<string, int>("word" + rank.ToString(CultureInfo.InvariantCulture), rank)));

    private LabeledSequences Part(int[] sizes)
    {
        int[] inOrder = [.. sizes.SelectMany((size, topic) => Enumerable.Repeat(topic, size))];
        int[] labels = [.. _random.Permutation(inOrder.Length).Select(place => inOrder[place])];
        var texts = new int[labels.Length][];
        for (int i = 0; i < texts.Length; i++)
        {
            bool misleads = _random.UpTo(99) < Misleading;
            texts[i] = Text(misleads ? labels[_random.UpTo(labels.Length - 1)] : labels[i]);
        }
        return new LabeledSequences(texts, labels);
    }

    private int[] Text(int topic)
    {
        int percent = _random.UpTo(99);
        int octave = Array.FindIndex(ShorterThan, share => percent < share);
        var text = new int[(ShortestText << octave) + _random.UpTo((ShortestText << octave) - 1)];
        int keyShare = 1 + _random.UpTo(MostKeyWords - 1);
        text[0] = 1;
        for (int i = 1; i < text.Length; i++)
        {
            // One draw serves a whole word: six bits choose the kind, eight the octave, the other eighteen the place in it.
            uint bits = _random.Next();
            uint choice = (bits >> 6) & 0xFF;
            int rank = (bits & 63) < (uint)keyShare
                ? _keyWords[topic][Rank((int)(choice * KeyOctaves >> 8), bits) - 1]
                : Rank((int)(choice * Octaves >> 8), bits);
            int index = rank + 3;
            text[i] = index < _numWords ? index : 2;
        }
        return text;
    }

    // The place inside the octave is in the upper eighteen bits.
    private static int Rank(int octave, uint bits)
    {
        int first = 1 << octave;
        int size = Math.Min(first, Vocabulary + 1 - first);
        return first + (int)((ulong)(bits >> 14) * (uint)size >> 18);
    }
}
