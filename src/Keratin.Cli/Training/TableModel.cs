using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>The network for a table: dense layers, and an end that fits the target.</summary>
internal static class TableModel
{
    /// <summary>Makes a compiled model.</summary>
    /// <param name="options">Layers, optimizer and seed.</param>
    /// <param name="target">What is predicted.</param>
    /// <param name="width">The columns of the encoded input.</param>
    /// <param name="y">The targets of the training rows.</param>
    public static Sequential Make(TrainingOptions options, Target target, int width, NDArray y)
    {
        var layers = new List<Layer> { new Input([width]) };
        foreach (int units in options.Layers)
        {
            layers.Add(new Dense(units, activation: "relu"));
            if (options.Dropout > 0) layers.Add(new Dropout(options.Dropout));
        }
        bool isNumber = target.Task == TaskKind.Regression;
        layers.Add(new Dense(target.Outputs, activation: isNumber ? "linear" : target.Task == TaskKind.Classification && target.Outputs > 1 ? "softmax" : "sigmoid"));
        double deviation = isNumber ? Deviation(y) : 1;
        // The layers before see a target of mean 0 and deviation 1, whatever its unit; predictions and metrics are in the unit.
        if (isNumber) layers.Add(new Rescaling(deviation, offset: y.Mean()));
        var model = new Sequential(layers, options.Seed);
        model.Compile(Optimizer(options), losses: [Loss(target)], lossWeights: [1 / (deviation * deviation)], metrics: [Metrics(target)]);
        return model;
    }

    private static Optimizer Optimizer(TrainingOptions options)
    {
        Optimizer optimizer = options.Optimizer;
        if (options.LearningRate is { } rate) optimizer.LearningRate = rate;
        return optimizer;
    }

    private static Loss Loss(Target target) => target.Task == TaskKind.Regression ? "mse" : target.Task == TaskKind.Classification && target.Outputs > 1 ? "sparse_categorical_crossentropy" : "binary_crossentropy";

    private static Metric[] Metrics(Target target) => target.Task switch
    {
        TaskKind.Regression => ["mae", new RootMeanSquaredError(name: "rmse"), new R2Score(name: "r2")],
        TaskKind.Classification => target.Outputs > 1 ? ["accuracy"] : ["accuracy", "auc"],
        _ => ["binary_accuracy", new F1Score(average: "micro", threshold: 0.5)],
    };

    // In double precision, as a sum of squares of prices needs; the least that a division bears, for targets that hardly vary.
    private static double Deviation(NDArray y)
    {
        float[] values = y.ToArray();
        double mean = values.Average(value => (double)value);
        return Math.Max(Math.Sqrt(values.Average(value => (value - mean) * (value - mean))), 1e-12);
    }
}
