using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// The area under a curve of right and wrong answers, which tells how well a model ranks a yes above a no whatever the
/// threshold: 1 is perfect and, under the ROC curve, 0.5 is chance. All outputs of all samples are taken together, or each
/// output has a curve of its own.
/// </summary>
/// <remarks>
/// The curve is drawn through its points at the given number of thresholds, as in Keras, so the area is near the exact
/// one where outputs are spread over 0 to 1.
/// </remarks>
public sealed class AUC : Metric, IFromConfig<AUC>
{
    private readonly int _thresholds;
    private readonly double[]? _given;
    private readonly double[]? _list;
    private readonly double[]? _labelWeights;
    private readonly bool _multiLabel;
    private readonly bool _fromLogits;
    private readonly Curve _curve;
    private readonly string _summationMethod;
    private readonly Func<double, double, double> _height;

    /// <summary>Makes a metric.</summary>
    /// <param name="numThresholds">How many thresholds make the curve, evenly from 0 to 1; 2 or more. Default: 200.</param>
    /// <param name="curve"><c>"ROC"</c> (the default): the share of yes that is found over the share of no that is taken for yes; <c>"PR"</c>: precision over recall.</param>
    /// <param name="summationMethod">
    /// The height between two points: <c>"interpolation"</c> (the default), the middle, or for precision the curve through
    /// counts that grow evenly (Davis and Goadrich, The Relationship Between Precision-Recall and ROC Curves, 2006);
    /// <c>"minoring"</c>, the smaller; <c>"majoring"</c>, the larger.
    /// </param>
    /// <param name="thresholds">Thresholds from 0 to 1 in place of even ones. Default: none.</param>
    /// <param name="multiLabel">Whether each output has an area of its own, of which the mean is reported. Default: no, the outputs are taken together.</param>
    /// <param name="labelWeights">How much each output counts, 0 or more: in the mean of the areas, or in the one curve. Default: 1 for each.</param>
    /// <param name="fromLogits">Whether the outputs are logits, to which sigmoid has not been applied. Default: no.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are too few thresholds, one is not from 0 to 1, or a weight is negative.</exception>
    /// <exception cref="ArgumentException">The curve or the method is not known.</exception>
    public AUC(int numThresholds = 200, string curve = "ROC", string summationMethod = "interpolation", IReadOnlyList<double>? thresholds = null,
        bool multiLabel = false, IReadOnlyList<double>? labelWeights = null, bool fromLogits = false, string name = "auc")
        : base(name)
    {
        if (numThresholds < 2) throw new ArgumentOutOfRangeException(nameof(numThresholds), string.Create(CultureInfo.InvariantCulture, $"AUC needs at least 2 thresholds but numThresholds was {numThresholds}."));
        _curve = Curves.Find(curve);
        (_summationMethod, _height) = Heights.Find(summationMethod);
        (_multiLabel, _fromLogits) = (multiLabel, fromLogits);
        foreach (double weight in labelWeights ?? [])
            if (!(weight >= 0 && double.IsFinite(weight))) throw new ArgumentOutOfRangeException(nameof(labelWeights), string.Create(CultureInfo.InvariantCulture, $"labelWeights must be finite numbers that are not negative, but one is {weight}."));
        _labelWeights = labelWeights is null ? null : [.. labelWeights];
        _given = thresholds is null ? null : [.. thresholds.Order()];
        _list = _given is null ? null : Array.ConvertAll(_given, threshold => (double)new YesOrNo(threshold).Threshold);
        _thresholds = _list is null ? numThresholds : _list.Length + 2;
    }

    private enum Curve
    {
        Roc,
        PrecisionRecall,
    }

    private static NameTable<Curve> Curves { get; } = new("curve", ("ROC", _ => Curve.Roc), ("PR", _ => Curve.PrecisionRecall));

    private static NameTable<(string Name, Func<double, double, double> Height)> Heights { get; } = new("summation method",
        ("interpolation", _ => ("interpolation", Middle)), ("minoring", _ => ("minoring", Math.Min)), ("majoring", _ => ("majoring", Math.Max)));

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    // The number of labels is that of the model's outputs, which is seen here when they are; Keras would fail on another.
    static AUC IFromConfig<AUC>.FromConfig(Config config)
    {
        _ = config.GetOptionalInt("num_labels");
        return new(config.GetInt("num_thresholds", 200), config.GetString("curve", "ROC"), config.GetString("summation_method", "interpolation"), config.GetDoubles("thresholds"),
            config.GetBool("multi_label", false), LabelWeights(config), config.GetBool("from_logits", false), config.GetString("name", "auc"));
    }

    private protected override void WriteConfig(Config config)
    {
        config.Set("num_thresholds", _thresholds);
        config.Set("curve", _curve == Curve.Roc ? "ROC" : "PR");
        config.Set("summation_method", _summationMethod);
        config.Set("multi_label", _multiLabel);
        config.Set("num_labels", (long?)null);
        config.Set("label_weights", _labelWeights);
        config.Set("from_logits", _fromLogits);
        if (_given is not null) config.Set("thresholds", _given);
    }

    // A list; from Keras a tensor, whose values are one.
    private static double[]? LabelWeights(Config config) =>
        config.GetValue("label_weights") is Config tensor ? tensor.GetOptionalConfig("config")?.GetDoubles("value") : config.GetDoubles("label_weights");

    internal override Total Trace(Node truth, Node predictions, Node? weights)
    {
        (truth, predictions) = YesOrNo.Align(Name, truth, predictions);
        int outputs = predictions.Shape.Last;
        if (_multiLabel && predictions.Shape.Rank != 2) throw new ArgumentException($"{Name} with multiLabel needs outputs (None, labels) but got {predictions.Shape}.");
        if (_labelWeights is not null && _labelWeights.Length != outputs) throw new ArgumentException($"{Name} has {_labelWeights.Length} labelWeights, but the model has {outputs} outputs: give one for each.");
        if (_fromLogits) predictions = new Node(new Sigmoid(), predictions);
        Node below = _list is null ? ThresholdCounts.Below(predictions, _thresholds, openEnds: true) : ThresholdCounts.Below(predictions, _list);
        var counts = new ThresholdCounts(Name, truth, below, _thresholds, weights, _multiLabel ? null : _labelWeights, _multiLabel);
        return new Total(Name, _ => _multiLabel ? MeanArea(counts, outputs) : Area(counts.Read()), counts.Sums);
    }

    private double MeanArea(ThresholdCounts counts, int outputs)
    {
        double sum = 0, weight = 0;
        for (int column = 0; column < outputs; column++)
        {
            double share = _labelWeights?[column] ?? 1;
            sum += share * Area(counts.Read(column));
            weight += share;
        }
        return Total.Quotient(sum, weight);
    }

    private double Area(ReadOnlySpan<ConfusionCounts> counts)
    {
        double area = 0;
        for (int i = 0; i + 1 < counts.Length; i++) area += Slice(counts[i], counts[i + 1]);
        return area;
    }

    // The part of the area between two thresholds; the lower one says yes more often.
    private double Slice(in ConfusionCounts low, in ConfusionCounts high)
    {
        if (_curve == Curve.Roc) return (low.FalsePositiveRate - high.FalsePositiveRate) * _height(low.Sensitivity, high.Sensitivity);
        return _height == Middle ? Interpolated(low, high) : (low.Sensitivity - high.Sensitivity) * _height(low.Precision, high.Precision);
    }

    // With true positives and answers of yes both growing evenly from one point to the other.
    private static double Interpolated(in ConfusionCounts low, in ConfusionCounts high)
    {
        double answersLow = low.TruePositives + low.FalsePositives, answersHigh = high.TruePositives + high.FalsePositives;
        double gain = low.TruePositives - high.TruePositives;
        double slope = Total.Quotient(gain, Math.Max(answersLow - answersHigh, 0));
        double intercept = high.TruePositives - slope * answersHigh;
        double growth = answersLow > 0 && answersHigh > 0 ? answersLow / answersHigh : 1;
        return Total.Quotient(slope * (gain + intercept * Math.Log(growth)), high.TruePositives + high.FalseNegatives);
    }

    private static double Middle(double low, double high) => (low + high) / 2;
}
