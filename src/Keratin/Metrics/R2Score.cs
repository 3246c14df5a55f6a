using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// 1 − Σ(t − p)² / Σ(t − mean t)², the share of the targets' variation that the predictions explain: 1 is perfect, 0 is as
/// good as always predicting the mean, and below 0 is worse.
/// </summary>
/// <remarks>Keras can also give a score for each output; one that does so in a file of Keras's is read as their mean.</remarks>
public sealed class R2Score : Metric, IFromConfig<R2Score>
{
    private readonly bool _byVariance;
    private readonly int _regressors;

    /// <summary>Makes a metric.</summary>
    /// <param name="classAggregation"><c>"uniform_average"</c> (the default): the mean of the outputs' scores; <c>"variance_weighted_average"</c>: their mean by how much each target varies.</param>
    /// <param name="numRegressors">How many independent inputs the model has, for the adjusted score; as in Keras it counts only while it is below the number of targets less one. Default: 0, the plain score.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of inputs is negative.</exception>
    /// <exception cref="ArgumentException">The aggregation is not known.</exception>
    public R2Score(string classAggregation = "uniform_average", int numRegressors = 0, string name = "r2_score")
        : base(name)
    {
        if (numRegressors < 0) throw new ArgumentOutOfRangeException(nameof(numRegressors), string.Create(CultureInfo.InvariantCulture, $"numRegressors must be 0 or more but was {numRegressors}."));
        _byVariance = Aggregations.Find(classAggregation);
        _regressors = numRegressors;
    }

    private static NameTable<bool> Aggregations { get; } = new("aggregation", ("uniform_average", _ => false), ("variance_weighted_average", _ => true));

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    static R2Score IFromConfig<R2Score>.FromConfig(Config config) => new(config.GetString("class_aggregation", "uniform_average"), config.GetInt("num_regressors", 0),
        name: config.GetString("name", "r2_score"));

    private protected override void WriteConfig(Config config)
    {
        config.Set("class_aggregation", _byVariance ? "variance_weighted_average" : "uniform_average");
        config.Set("num_regressors", _regressors);
    }

    internal override Total Trace(Node truth, Node predictions, Node? weights)
    {
        (Node t, Node p) = YesOrNo.Align(Name, truth, predictions);
        Accumulator sum = Columns(t), squares = Columns(new Node(new Square(), t)), errors = Columns(new Node(new Square(), t - p));
        int outputs = t.Shape.Last;
        if (weights is null) return new Total(Name, rows => Score(sum, squares, errors, rows, rows * outputs), sum, squares, errors);
        Accumulator weight = Accumulator.Sum(Name, weights);
        return new Total(Name, rows => Score(sum, squares, errors, weight.Value, rows * outputs), sum, squares, errors, weight);

        Accumulator Columns(Node values) => Accumulator.Columns(Name, weights is null ? values : RowWeights.Multiply(values, weights));
    }

    private double Score(Accumulator sum, Accumulator squares, Accumulator errors, double weight, long targets)
    {
        double total = 0, shares = 0;
        for (int i = 0; i < sum.Count; i++)
        {
            double variation = squares[i] - sum[i] * (sum[i] / weight), score = 1 - errors[i] / variation, share = _byVariance ? variation : 1;
            total += share * (double.IsInfinity(score) ? 0 : score);
            shares += share;
        }
        double mean = total / shares;
        return _regressors == 0 || _regressors >= targets - 1 ? mean : 1 - (1 - mean) * (targets - 1) / (targets - _regressors - 1);
    }
}
