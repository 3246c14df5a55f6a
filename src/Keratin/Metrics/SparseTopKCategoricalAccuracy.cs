using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>How often the true class is among the k largest outputs, with integer class labels (None,) or (None, 1).</summary>
public sealed class SparseTopKCategoricalAccuracy : MeanMetric, IFromConfig<SparseTopKCategoricalAccuracy>
{
    private readonly int _k;

    /// <summary>Makes a metric.</summary>
    /// <param name="k">How many outputs may be larger than or equal to that of the true class, itself included. Default: 5.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1.</exception>
    public SparseTopKCategoricalAccuracy(int k = 5, string name = "sparse_top_k_categorical_accuracy")
        : base(name) => _k = Check(k);

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static SparseTopKCategoricalAccuracy IFromConfig<SparseTopKCategoricalAccuracy>.FromConfig(Config config) => new(config.GetInt("k", 5), name: config.GetString("name", "sparse_top_k_categorical_accuracy"));

    private protected override void WriteConfig(Config config) => config.Set("k", _k);

    /// <inheritdoc/>
    public override Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        Node labels = Ranks.AsLabels(truth, predictions);
        if (labels.Shape != predictions.Shape[..^1])
            throw new ArgumentException($"{Name} expects one integer label per row, as in the shape {predictions.Shape[..^1]}, but got {truth.Shape}: use top_k_categorical_accuracy for one-hot targets.");
        return IsAmong(_k, labels, predictions);
    }

    /// <summary>A user's k, checked.</summary>
    internal static int Check(int k) => k >= 1 ? k
        : throw new ArgumentOutOfRangeException(nameof(k), string.Create(CultureInfo.InvariantCulture, $"k must be at least 1 but was {k}."));

    /// <summary>1 where fewer than k outputs of a row are larger than that of its label, 0 elsewhere and for a label that names no output.</summary>
    internal static Node IsAmong(int k, Node labels, Node predictions)
    {
        var own = new Node(new OneHot(predictions.Shape.Last), labels);
        Node larger = new(new SumLast(), new Node(new Greater(), predictions, new Node(new SumLast(keepAxis: true), own * predictions)));
        return new Node(new Greater(), new Node(new Literal(k)), larger) * new Node(new SumLast(), own);
    }
}
