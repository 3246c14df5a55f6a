using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Looks at data before any step is made, and says in the user's words what does not fit.</summary>
internal static class TrainingData
{
    /// <summary>Inputs as rows: a list of numbers becomes one column, as in Keras.</summary>
    public static NDArray Rows(NDArray x) => x.Rank == 1 ? x.Reshape(x.Length, 1) : x;

    /// <summary>Checks inputs and targets by themselves and against each other, then against the model, which is built for them where that has not been done.</summary>
    /// <param name="model">A compiled model.</param>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="y">The targets, a row per sample.</param>
    /// <param name="sampleWeight">A weight per sample; null where all are 1.</param>
    /// <param name="classWeight">Weights of classes; null where there are none.</param>
    /// <param name="validation">Whether the caller calls the arguments <c>validationData</c> and <c>validationSampleWeight</c>.</param>
    /// <returns>The data, ready to be used; weights of classes are not applied yet.</returns>
    public static Samples Check(Model model, NDArray x, NDArray y, NDArray? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null, bool validation = false)
    {
        (string xArgument, string yArgument, string weightArgument) = validation ? ("validationData.X", "validationData.Y", "validationSampleWeight") : ("x", "y", "sampleWeight");
        CheckRows(x, xArgument);
        model.Lookup?.Check(x, xArgument);
        CheckRows(y, yArgument);
        if (y.Length != x.Length)
            throw new ArgumentException($"{xArgument} has {x.Length} rows but {yArgument} has {y.Length}: there must be one target per row.", yArgument);
        sampleWeight = SampleWeights.Check(sampleWeight, x.Length, weightArgument);
        CheckModel(model, x, output =>
        {
            model.Compilation!.Loss.Check(y, output);
            foreach (Metric metric in model.Metrics) CheckMetric(metric, y.Shape, output);
            if (classWeight is not null) SampleWeights.CheckClasses(classWeight, y, output);
        });
        return new Samples(Rows(x), y, sampleWeight);
    }

    /// <summary>Checks inputs by themselves and against the model, which is built for them where that has not been done.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <returns>The inputs as rows.</returns>
    public static NDArray Check(Model model, NDArray x)
    {
        CheckRows(x, "x");
        model.Lookup?.Check(x, "x");
        CheckModel(model, x, static _ => { });
        return Rows(x);
    }

    /// <summary>Checks inputs of a built model but for numbers that are not finite, which show as they are read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <returns>The inputs as rows.</returns>
    public static NDArray CheckShape(Model model, NDArray x)
    {
        CheckThereAreRows(x, "x");
        NDArray rows = Rows(x);
        model.CheckInput(rows.Shape);
        model.Lookup?.Check(x, "x");
        return rows;
    }

    /// <summary>Checks data by themselves: there are rows.</summary>
    public static void CheckThereAreRows(NDArray data, string argument)
    {
        ArgumentNullException.ThrowIfNull(data, argument);
        if (data.Rank == 0) throw new ArgumentException($"{argument} must have a row per sample but is a single number.", argument);
        if (data.Length == 0) throw new ArgumentException($"{argument} holds no data: its shape is {data.Shape}.", argument);
    }

    /// <summary>Checks data by themselves: there are rows, and all numbers are finite.</summary>
    public static void CheckRows(NDArray data, string argument)
    {
        CheckThereAreRows(data, argument);
        if (data.FindNonFinite() is var (row, place))
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{argument} must be finite numbers, but row {row} has a NaN or an infinity at place {place}: replace or leave out what is missing."), argument);
    }

    // A model that is built only now must not stay so if the targets turn out not to fit: x and y may have been swapped.
    private static void CheckModel(Model model, NDArray x, Action<Shape> checkOutput)
    {
        Shape shape = Rows(x).Shape;
        if (!model.Built)
        {
            model.BuildFor(shape, checkOutput);
            return;
        }
        model.CheckInput(shape);
        checkOutput(model.OutputShape!);
    }

    public static void CheckEpochs(int epochs)
    {
        if (epochs < 1) throw new ArgumentOutOfRangeException(nameof(epochs), $"epochs must be at least 1 but was {epochs}.");
    }

    public static void CheckCourse(int epochs, int initialEpoch, int? stepsPerEpoch, int validationFreq, int verbose, IReadOnlyList<Callback>? callbacks)
    {
        CheckEpochs(epochs);
        if (initialEpoch < 0) throw new ArgumentOutOfRangeException(nameof(initialEpoch), $"initialEpoch must be at least 0 but was {initialEpoch}.");
        if (initialEpoch >= epochs) throw new ArgumentOutOfRangeException(nameof(initialEpoch), $"initialEpoch was {initialEpoch} but epochs is {epochs}: epochs is the number at which training ends, not how many are added, so it must be larger.");
        if (stepsPerEpoch < 1) throw new ArgumentOutOfRangeException(nameof(stepsPerEpoch), $"stepsPerEpoch must be at least 1 but was {stepsPerEpoch}: leave it out to use all rows in each epoch.");
        if (validationFreq < 1) throw new ArgumentOutOfRangeException(nameof(validationFreq), $"validationFreq must be at least 1 but was {validationFreq}: 1 validates after each epoch, 2 after every second.");
        if (verbose is < 0 or > 2) throw new ArgumentOutOfRangeException(nameof(verbose), $"verbose must be 0 (nothing), 1 (a progress line) or 2 (a line per epoch) but was {verbose}.");
        int missing = (callbacks ?? []).TakeWhile(callback => callback is not null).Count();
        if (missing < (callbacks?.Count ?? 0)) throw new ArgumentException($"One of the callbacks is null: the one at place {missing}.", nameof(callbacks));
    }

    public static void CheckBatchSize(int batchSize)
    {
        if (batchSize < 1) throw new ArgumentOutOfRangeException(nameof(batchSize), $"batchSize must be at least 1 but was {batchSize}.");
    }

    // A metric is a graph: writing it once tells whether the shapes fit.
    private static void CheckMetric(Metric metric, Shape truth, Shape output)
    {
        var y = new Node(new Placeholder("y", truth[1..].Prepend(Shape.Batch)));
        var predictions = new Node(new Placeholder("predictions", output));
        metric.Trace(y, predictions, weights: null);
    }
}
