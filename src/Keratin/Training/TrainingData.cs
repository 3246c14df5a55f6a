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
    /// <param name="inputs">An array for each input, a row per sample.</param>
    /// <param name="targets">An array of targets for each output, a row per sample.</param>
    /// <param name="sampleWeight">A weight per sample; null where all are 1.</param>
    /// <param name="classWeight">Weights of classes; null where there are none.</param>
    /// <param name="validation">Whether the caller calls the arguments <c>validationData</c> and <c>validationSampleWeight</c>.</param>
    /// <returns>The data, ready to be used; weights of classes are not applied yet.</returns>
    public static Samples Check(Model model, NDArray[] inputs, NDArray[] targets, NDArray? sampleWeight = null, IReadOnlyDictionary<int, double>? classWeight = null, bool validation = false)
    {
        (string xArgument, string yArgument, string weightArgument) = validation ? ("validationData.X", "validationData.Y", "validationSampleWeight") : ("x", "y", "sampleWeight");
        CheckInputs(model, inputs, xArgument);
        CheckCount(model, targets, yArgument, model.OutputNames, "output");
        for (int i = 0; i < targets.Length; i++)
        {
            CheckRows(targets[i], Named(yArgument, targets, i));
            if (targets[i].Length != inputs[0].Length)
                throw new ArgumentException($"{Named(xArgument, inputs, 0)} has {inputs[0].Length} rows but {Named(yArgument, targets, i)} has {targets[i].Length}: there must be one target per row.", yArgument);
        }
        if (targets.Length > 1 && (sampleWeight is not null || classWeight is not null))
            throw new ArgumentException($"{(sampleWeight is null ? "classWeight" : weightArgument)} is for models with one output, but {model} has {targets.Length} ({string.Join(", ", model.OutputNames)}): leave it out.", sampleWeight is null ? nameof(classWeight) : weightArgument);
        sampleWeight = SampleWeights.Check(sampleWeight, inputs[0].Length, weightArgument);
        CheckModel(model, inputs, outputs =>
        {
            for (int i = 0; i < targets.Length; i++) CheckGoal(model, i, targets[i], outputs[i]);
            if (classWeight is not null) SampleWeights.CheckClasses(classWeight, targets[0], outputs[0]);
        });
        return new Samples(Array.ConvertAll(inputs, Rows), [.. targets], sampleWeight);
    }

    /// <summary>Checks inputs by themselves and against the model, which is built for them where that has not been done.</summary>
    /// <param name="model">The model.</param>
    /// <param name="inputs">An array for each input, a row per sample.</param>
    /// <returns>The inputs as rows.</returns>
    public static Samples Check(Model model, NDArray[] inputs)
    {
        CheckInputs(model, inputs, "x");
        CheckModel(model, inputs, static _ => { });
        return new Samples(Array.ConvertAll(inputs, Rows), []);
    }

    /// <summary>Checks inputs of a built model but for numbers that are not finite, which show as they are read.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <returns>The inputs as rows.</returns>
    public static NDArray CheckShape(Model model, NDArray x)
    {
        CheckThereAreRows(x, "x");
        NDArray rows = Rows(x);
        model.CheckInput(0, rows.Shape);
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

    private static void CheckInputs(Model model, NDArray[] inputs, string argument)
    {
        CheckCount(model, inputs, argument, model.InputNames, "input");
        for (int i = 0; i < inputs.Length; i++)
        {
            string name = Named(argument, inputs, i);
            CheckRows(inputs[i], name);
            model.LookupOf(i)?.Check(inputs[i], name);
            if (inputs[i].Length != inputs[0].Length)
                throw new ArgumentException($"{Named(argument, inputs, 0)} has {inputs[0].Length} rows but {name} has {inputs[i].Length}: every input must have a row for each sample.", argument);
        }
    }

    private static void CheckCount(Model model, NDArray[] arrays, string argument, IReadOnlyList<string> names, string noun)
    {
        ArgumentNullException.ThrowIfNull(arrays, argument);
        if (arrays.Length == names.Count) return;
        throw new ArgumentException($"{model} has {Model.Counted(names, noun)}, but {argument} is {Quantity.Of(arrays.Length, "array")}: give one for each, in this order.", argument);
    }

    // What a user calls one of several arrays.
    private static string Named(string argument, NDArray[] arrays, int index) => arrays.Length == 1 ? argument : string.Create(CultureInfo.InvariantCulture, $"{argument}[{index}]");

    private static void CheckGoal(Model model, int output, NDArray target, Shape shape)
    {
        OutputGoal goal = model.Compilation!.Goals[output];
        try
        {
            goal.Loss.Check(target, shape);
            foreach (Metric metric in goal.Metrics.Concat(goal.WeightedMetrics)) CheckMetric(metric, target.Shape, shape);
        }
        catch (ArgumentException error) when (model.Compilation.Goals.Count > 1)
        {
            throw new ArgumentException($"The output \"{model.OutputNames[output]}\": {error.Message}", error);
        }
    }

    // A model that is built only now must not stay so if the targets turn out not to fit: x and y may have been swapped.
    private static void CheckModel(Model model, NDArray[] inputs, Action<IReadOnlyList<Shape>> checkOutputs)
    {
        Shape[] shapes = Array.ConvertAll(inputs, data => Rows(data).Shape);
        if (!model.Built)
        {
            model.BuildFor(shapes, checkOutputs);
            return;
        }
        for (int i = 0; i < shapes.Length; i++) model.CheckInput(i, shapes[i]);
        checkOutputs(model.OutputShapes);
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
        if (callbacks?.OfType<BackupAndRestore>().Skip(1).Any() == true) throw new ArgumentException("There are several BackupAndRestore among the callbacks: a training goes on from one backup.", nameof(callbacks));
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
