using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Looks at data before any step is made, and says in the user's words what does not fit.</summary>
internal static class TrainingData
{
    /// <summary>Inputs as rows: a list of numbers becomes one column, as in Keras.</summary>
    public static NDArray Rows(NDArray x) => x.Rank == 1 ? x.Reshape(x.Length, 1) : x;

    /// <summary>Checks inputs, and builds the model for them where that has not been done.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="argument">What the caller calls them.</param>
    public static void CheckInputs(Model model, NDArray x, string argument)
    {
        ArgumentNullException.ThrowIfNull(x, argument);
        if (x.Rank == 0) throw new ArgumentException($"{argument} must have a row per sample but is a single number.", argument);
        if (x.Length == 0) throw new ArgumentException($"{argument} holds no data: its shape is {x.Shape}.", argument);
        if (x.FindNonFinite() is var (row, place))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{argument} must be finite numbers, but row {row} has a NaN or an infinity at place {place}: replace missing values before training."), argument);
        model.Build(x.Shape);
        model.CheckInput(x.Shape);
    }

    /// <summary>Checks targets against the inputs and the loss.</summary>
    public static void CheckTargets(Model model, NDArray x, NDArray y, string xArgument, string yArgument)
    {
        ArgumentNullException.ThrowIfNull(y, yArgument);
        if (y.Rank == 0) throw new ArgumentException($"{yArgument} must have a row per sample but is a single number.", yArgument);
        if (y.Length != x.Length)
            throw new ArgumentException($"{xArgument} has {x.Length} rows but {yArgument} has {y.Length}: there must be one target per row.", yArgument);
        if (y.FindNonFinite() is var (row, _))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{yArgument} must be finite numbers, but row {row} has a NaN or an infinity."), yArgument);
        model.Compilation!.Loss.Check(y, model.OutputShape!);
        foreach (Metric metric in model.Compilation.Metrics) CheckMetric(metric, y.Shape, model.OutputShape!);
    }

    public static void CheckBatchSize(int batchSize)
    {
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), $"batchSize must be at least 1 but was {batchSize}.");
    }

    // A metric is a graph: writing it once tells whether the shapes fit.
    private static void CheckMetric(Metric metric, Shape truth, Shape output)
    {
        var y = new Node(new Core.Input("y", truth[1..].Prepend(Shape.Batch)));
        var predictions = new Node(new Core.Input("predictions", output));
        metric.Resolve(y.Shape, output).Call(y, predictions);
    }
}
