using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>The weighted harmonic mean of precision and recall: (1 + β²) · precision · recall / (β² · precision + recall).</summary>
public abstract class FScore : Metric
{
    // keras.backend.epsilon()
    private const double Epsilon = 1e-7;

    private readonly double _beta;
    private readonly Average _average;
    private readonly double? _threshold;

    private protected FScore(double beta, string average, double? threshold, string name)
        : base(name)
    {
        if (!(beta > 0 && double.IsFinite(beta))) throw new ArgumentOutOfRangeException(nameof(beta), string.Create(CultureInfo.InvariantCulture, $"beta must be above 0 but was {beta}."));
        if (!(threshold is null or (> 0 and <= 1))) throw new ArgumentOutOfRangeException(nameof(threshold), string.Create(CultureInfo.InvariantCulture, $"A threshold must be above 0 and at most 1 but was {threshold}."));
        _beta = beta;
        _average = Averages.Find(average);
        _threshold = threshold;
    }

    private enum Average
    {
        Micro,
        Macro,
        Weighted,
    }

    private static NameTable<Average> Averages { get; } = new("average", ("micro", _ => Average.Micro), ("macro", _ => Average.Macro), ("weighted", _ => Average.Weighted));

    /// <inheritdoc/>
    public override bool HigherIsBetter => true;

    // By its name alone, Keras's gives a score for each output.
    internal sealed override object InFiles => ToObject();

    private protected sealed override void WriteConfig(Config config)
    {
        config.Set("average", SnakeCase.Of(_average.ToString()));
        if (this is FBetaScore) config.Set("beta", _beta);
        config.Set("threshold", _threshold);
    }

    internal sealed override Total Trace(Node truth, Node predictions, Node? weights)
    {
        (truth, predictions) = YesOrNo.Align(Name, truth, predictions);
        if (_threshold is null && predictions.Shape.Last == 1)
            throw new ArgumentException($"{Name} takes the largest output for the answer, but the model has only one: give a threshold, as in new {GetType().Name}(threshold: 0.5).");
        Node answer = Answer(predictions);
        Accumulator right = Sum(truth * answer), wrong = Sum((1 - truth) * answer), missed = Sum(truth * (1 - answer)), support = Sum(truth);
        return new Total(Name, _ => Combine(right, wrong, missed, support), right, wrong, missed, support);

        Accumulator Sum(Node values)
        {
            if (weights is not null) values = RowWeights.Multiply(values, weights);
            return _average == Average.Micro ? Accumulator.Sum(Name, values) : Accumulator.Columns(Name, values);
        }
    }

    // 1 where an output is above the threshold or, without one, the largest of its row and not 0.
    private Node Answer(Node p)
    {
        if (_threshold is { } threshold) return new Node(new Greater(), p, new Node(new Literal((float)threshold)));
        Node largest = new(new SumLast(keepAxis: true), p * new Node(new OneHot(p.Shape.Last), new Node(new ArgMax(), p)));
        return (1 - new Node(new Greater(), largest, p)) * new Node(new Greater(), new Node(new Abs(), p), new Node(new Literal(1e-9f)));
    }

    private double Combine(Accumulator right, Accumulator wrong, Accumulator missed, Accumulator support)
    {
        double sum = 0, weight = 0;
        for (int i = 0; i < right.Count; i++)
        {
            double share = _average == Average.Weighted ? support[i] : 1;
            sum += share * Score(right[i], wrong[i], missed[i]);
            weight += share;
        }
        return sum / (_average == Average.Weighted ? weight + Epsilon : weight);
    }

    private double Score(double right, double wrong, double missed)
    {
        double precision = right / (right + wrong + Epsilon), recall = right / (right + missed + Epsilon), square = _beta * _beta;
        return (1 + square) * (precision * recall / (square * precision + recall + Epsilon));
    }
}
