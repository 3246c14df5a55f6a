using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// 1 − Σ t·p / (Σ t·p + α·Σ t·(1 − p) + β·Σ p·(1 − t) + 1e-7), summed over all outputs of all rows of a batch: how little
/// predictions and targets of 0 and 1 overlap (Salehi et al., 2017). The whole batch has one loss; every row reports it.
/// </summary>
public sealed class Tversky : Loss, IFromConfig<Tversky>
{
    private readonly double _alpha;
    private readonly double _beta;

    /// <summary>Makes a loss.</summary>
    /// <param name="alpha">The weight α of what was missed, from 0 on. Default: 0.5.</param>
    /// <param name="beta">The weight β of what was found wrongly, from 0 on. Default: 0.5.</param>
    /// <param name="reduction">How the samples' losses become one number. Default: their mean, <c>"sum_over_batch_size"</c>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative.</exception>
    public Tversky(double alpha = 0.5, double beta = 0.5, LossReduction? reduction = null)
        : base("tversky", reduction)
    {
        _alpha = Check(alpha, nameof(alpha));
        _beta = Check(beta, nameof(beta));
    }

    static Tversky IFromConfig<Tversky>.FromConfig(Config config)
    {
        config.AllowOnly("axis", null);
        return new(config.GetDouble("alpha", 0.5), config.GetDouble("beta", 0.5), reduction: ReductionOf(config));
    }

    private protected override void WriteConfig(Config config)
    {
        config.Set("alpha", _alpha);
        config.Set("beta", _beta);
    }

    private protected override Node PerSample(Node truth, Node predictions)
    {
        Node overlap = Sum(truth * predictions), missed = Sum(truth * (1 - predictions)), wrong = Sum(predictions * (1 - truth));
        return new Node(new Fill(predictions.Shape[..^1]), 1 - overlap / (overlap + (float)_alpha * missed + (float)_beta * wrong + Epsilon));
    }

    private protected override void CheckShapes(Shape truth, Shape predictions) => CheckOnePerOutput(truth, predictions);

    internal override bool IsOfBatch => true;

    private static Node Sum(Node x) => new(new Sum(), x);

    private static double Check(double weight, string argument) => weight >= 0 && double.IsFinite(weight) ? weight
        : throw new ArgumentOutOfRangeException(argument, string.Create(CultureInfo.InvariantCulture, $"Tversky needs {argument} from 0 on but got {weight}."));
}
