namespace Keratin;

/// <summary>2 · precision · recall / (precision + recall), for one-hot or multi-label targets.</summary>
/// <remarks>
/// Keras's default gives a score for each output; here a metric is one number, and the default is their mean. For a single
/// output the two are the same. A score without an average in a file of Keras's is read as the mean.
/// </remarks>
public sealed class F1Score : FScore, IFromConfig<F1Score>
{
    /// <summary>Makes a metric.</summary>
    /// <param name="average">
    /// <c>"macro"</c> (the default): the mean of the outputs' scores; <c>"weighted"</c>: their mean by how often each is a
    /// yes; <c>"micro"</c>: one score of all outputs' answers together.
    /// </param>
    /// <param name="threshold">Above it an output is a yes; above 0 and at most 1. Default: the largest output of a row is the only yes, for one-hot targets.</param>
    /// <param name="name">The name in logs and histories.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">The average is not known.</exception>
    public F1Score(string average = "macro", double? threshold = null, string name = "f1_score")
        : base(1, average, threshold, name)
    {
    }

    static F1Score IFromConfig<F1Score>.FromConfig(Config config) => new(config.GetString("average", "macro"), config.GetOptionalDouble("threshold"), name: config.GetString("name", "f1_score"));
}
