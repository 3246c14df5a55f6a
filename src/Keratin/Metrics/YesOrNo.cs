using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Which outputs a metric of right and wrong answers looks at, and from where on an output is a yes.</summary>
internal sealed class YesOrNo
{
    // What stands in place of an output that is not among the largest of its row, as in Keras.
    private const float Never = -1e10f;

    private readonly double? _threshold;
    private readonly int? _topK;
    private readonly int? _classId;

    /// <summary>Checks a user's settings.</summary>
    /// <param name="threshold">Above it an output is a yes; default: 0.5, or none with <paramref name="topK"/>.</param>
    /// <param name="topK">Only the k largest outputs of a row may be a yes.</param>
    /// <param name="classId">The only output that is looked at.</param>
    public YesOrNo(double? threshold = null, int? topK = null, int? classId = null)
    {
        if (!(threshold is null or (>= 0 and <= 1))) throw new ArgumentOutOfRangeException(nameof(threshold), string.Create(CultureInfo.InvariantCulture, $"A threshold must be from 0 to 1 but was {threshold}."));
        if (topK < 1) throw new ArgumentOutOfRangeException(nameof(topK), string.Create(CultureInfo.InvariantCulture, $"topK must be at least 1 but was {topK}."));
        if (classId < 0) throw new ArgumentOutOfRangeException(nameof(classId), string.Create(CultureInfo.InvariantCulture, $"classId must be 0 or more but was {classId}."));
        // With topK alone each of the k largest is a yes; what is not among them stands at the threshold, not above it.
        Threshold = (float)(threshold ?? (topK is null ? 0.5 : Never));
        (_threshold, _topK, _classId) = (threshold, topK, classId);
    }

    /// <summary>Above it an output is a yes.</summary>
    public float Threshold { get; }

    /// <summary>The threshold of a configuration; null where there is none. Keras can have a list of them.</summary>
    /// <exception cref="InvalidDataException">There are several.</exception>
    public static double? ReadThreshold(Config config)
    {
        if (config.GetValue("thresholds") is not IReadOnlyList<object?> list) return config.GetOptionalDouble("thresholds");
        return list.Count == 1 ? config.GetDoubles("thresholds")![0]
            : throw new InvalidDataException($"It has {list.Count} thresholds, but a metric is one number here: take a metric for each threshold.");
    }

    /// <summary>Writes the threshold, in Keras's words.</summary>
    public void WriteThreshold(Config config) => config.Set("thresholds", _threshold);

    /// <summary>Writes what a user set, in Keras's words.</summary>
    public void Write(Config config)
    {
        WriteThreshold(config);
        config.Set("top_k", _topK);
        WriteClass(config);
    }

    /// <summary>Writes which output is looked at, in Keras's words.</summary>
    public void WriteClass(Config config) => config.Set("class_id", _classId);

    /// <summary>Targets and outputs of equal shape, as far as they are looked at.</summary>
    /// <param name="metric">What messages call the metric.</param>
    /// <param name="truth">The targets.</param>
    /// <param name="predictions">The outputs.</param>
    /// <exception cref="ArgumentException">There is not one target per output, or fewer outputs than are to be looked at.</exception>
    public (Node Truth, Node Predictions) Choose(string metric, Node truth, Node predictions)
    {
        (truth, predictions) = Align(metric, truth, predictions);
        int outputs = predictions.Shape.Last;
        if (_topK > outputs) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{metric} looks at the {_topK} largest outputs, but the model has {outputs}: choose a topK of at most {outputs}."));
        if (_classId >= outputs) throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{metric} looks at the class {_classId}, but the model has {outputs} outputs: choose a classId of at most {outputs - 1}."));
        if (_topK is { } k)
        {
            Node among = Largest(predictions, k);
            predictions = predictions * among + Never * (1 - among);
        }
        return _classId is { } column ? (Column(truth, column), Column(predictions, column)) : (truth, predictions);
    }

    /// <summary>Targets and outputs of equal shape, with at least two axes.</summary>
    /// <exception cref="ArgumentException">There is not one target per output.</exception>
    public static (Node Truth, Node Predictions) Align(string metric, Node truth, Node predictions)
    {
        (Node t, Node p) = Ranks.Align(truth, predictions);
        if (t.Shape == p.Shape) return (t, p);
        throw new ArgumentException($"{metric} expects one target per output, so targets of the predictions' shape {predictions.Shape}, but got {truth.Shape}"
            + (Ranks.KindOf(truth.Shape, predictions.Shape) == OutputKind.Labels ? string.Create(CultureInfo.InvariantCulture, $": use Encode.ToCategorical(labels, {predictions.Shape.Last}).") : "."));
    }

    /// <summary>1 where a target is not 0.</summary>
    public static Node IsYes(Node truth) => 1 - new Node(new Equal(), truth, new Node(new Literal(0)));

    private static Node Column(Node x, int column) =>
        new(new SumLast(keepAxis: true), x * new Node(new OneHot(x.Shape.Last), new Node(new Literal(column))));

    // 1 at the k largest of each row, the first among equals: one after the other, each then pushed below all others.
    private static Node Largest(Node x, int k)
    {
        Node? among = null;
        for (int i = 0; i < k; i++)
        {
            var first = new Node(new OneHot(x.Shape.Last), new Node(new ArgMax(), x));
            among = among is null ? first : among + first;
            x += -1e30f * first;
        }
        return among!;
    }
}
