namespace Keratin;

/// <summary>(1 + β²) · precision · recall / (β² · precision + recall), for one-hot or multi-label targets.</summary>
/// <remarks>
/// Keras's default gives a score for each output; here a metric is one number, and the default is their mean. For a single
/// output the two are the same. A score without an average in a file of Keras's is read as the mean.
/// </remarks>
public sealed class FBetaScore : FScore, IFromConfig<FBetaScore>
{
    /// <summary>Makes a metric.</summary>
    /// <param name="average">
    /// <c>"macro"</c> (the default): the mean of the outputs' scores; <c>"weighted"</c>: their mean by how often each is a
    /// yes; <c>"micro"</c>: one score of all outputs' answers together.
    /// </param>
    /// <param name="beta">How much more recall counts than precision; above 0. Default: 1.</param>
    /// <param name="threshold">Above it an output is a yes; above 0 and at most 1. Default: the largest output of a row is the only yes, for one-hot targets.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">The average is not known.</exception>
    public FBetaScore(string average = "macro", double beta = 1, double? threshold = null, string name = "fbeta_score")
        : base(beta, average, threshold, name)
    {
    }

    static FBetaScore IFromConfig<FBetaScore>.FromConfig(Config config) => new(config.GetString("average", "macro"), config.GetDouble("beta", 1), config.GetOptionalDouble("threshold"),
        name: config.GetString("name", "fbeta_score"));
}
