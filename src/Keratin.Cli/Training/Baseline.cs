using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>The simplest prediction that knows the training rows: always the same. A model that is no better has learnt nothing.</summary>
/// <param name="target">What is predicted.</param>
/// <param name="train">The targets of the training rows, of shape (rows, <see cref="Target.Width"/>).</param>
internal sealed class Baseline(Target target, NDArray train)
{
    private readonly double[] _means = Means(train);
    private readonly int _majority = Majority(train);

    /// <summary>The prediction in words.</summary>
    public string Description => target.Task switch
    {
        TaskKind.Regression => $"always the mean, {Display.Number(_means[0])}",
        TaskKind.Classification => $"always '{target.Classes[_majority]}', the most frequent class",
        _ => "each label always or never, whichever is more frequent",
    };

    /// <summary>What it reaches, by the metric's name; null for metrics of which it is not known.</summary>
    /// <param name="metric">The metric.</param>
    /// <param name="y">The targets of the rows to check by.</param>
    public double? Score(string metric, NDArray y)
    {
        float[] values = y.ToArray();
        return metric switch
        {
            "mae" => values.Average(value => Math.Abs(value - _means[0])),
            "rmse" => Math.Sqrt(values.Average(value => (value - _means[0]) * (value - _means[0]))),
            "accuracy" => values.Average(value => value == _majority ? 1.0 : 0),
            "auc" => 0.5,
            "binary_accuracy" => values.Select((value, i) => value == (_means[i % target.Width] > 0.5 ? 1 : 0) ? 1.0 : 0).Average(),
            _ => null,
        };
    }

    private static double[] Means(NDArray y)
    {
        float[] values = y.ToArray();
        int width = y.Shape[1];
        return [.. Enumerable.Range(0, width).Select(column => Enumerable.Range(0, y.Length).Average(row => (double)values[row * width + column]))];
    }

    private static int Majority(NDArray y) => (int)y.ToArray().CountBy(value => value).OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).First().Key;
}
