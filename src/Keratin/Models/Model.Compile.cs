using System.Globalization;

namespace Keratin;

public partial class Model
{
    /// <summary>
    /// Tells how the model is to be trained, and fixes which layers are: later changes of <see cref="Layer.Trainable"/>
    /// take effect at the next call.
    /// </summary>
    /// <param name="optimizer">A name such as <c>"rmsprop"</c> (the default), or an optimizer with settings of your own.</param>
    /// <param name="loss">A name such as <c>"mse"</c>, a loss with settings, or a function of your own. Of several outputs it is that of each.</param>
    /// <param name="metrics">What to report beside the loss: <c>["accuracy"]</c>. Weights of samples and classes do not change it.</param>
    /// <param name="weightedMetrics">
    /// What to report with the weights of samples and classes. One that has the name of a metric is reported with
    /// <c>weighted_</c> before it.
    /// </param>
    /// <exception cref="ArgumentException">A name is not known, the loss is missing, two metrics have the same name, or metrics are given for several outputs at once.</exception>
    public void Compile(Optimizer? optimizer = null, Loss? loss = null, IReadOnlyList<Metric>? metrics = null, IReadOnlyList<Metric>? weightedMetrics = null)
    {
        if (loss is null) throw new ArgumentException("Compile needs a loss, for example loss: \"mse\".", nameof(loss));
        if (OutputNames.Count > 1 && (metrics ?? weightedMetrics) is not null)
            throw new ArgumentException($"{this} has the outputs {string.Join(", ", OutputNames)}, so metrics must say which belong to which: Compile(optimizer, losses: […], metrics: [[\"accuracy\"], …]).", nameof(metrics));
        Compile(optimizer, [.. OutputNames.Select(_ => Goal(loss, 1, metrics, weightedMetrics, ""))]);
    }

    /// <summary>Tells how a model with several outputs is to be trained, as for one. Its loss is the sum of the outputs' losses, each times its weight.</summary>
    /// <param name="optimizer">A name such as <c>"rmsprop"</c>, an optimizer with settings of your own, or null for RMSprop.</param>
    /// <param name="losses">A loss for each output, in order.</param>
    /// <param name="lossWeights">How much each of them counts. Default: 1 for each.</param>
    /// <param name="metrics">
    /// What to report of each output: <c>[["accuracy"], []]</c>. Names are reported with the output's before them:
    /// <c>department_accuracy</c>. Default: nothing but the losses.
    /// </param>
    /// <exception cref="ArgumentException">A name is not known, a loss is missing, there are not as many losses, weights or lists of metrics as outputs, or two metrics of an output have the same name.</exception>
    public void Compile(Optimizer? optimizer, IReadOnlyList<Loss> losses, IReadOnlyList<double>? lossWeights = null, IReadOnlyList<IReadOnlyList<Metric>>? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(losses);
        IReadOnlyList<string> names = OutputNames;
        CheckCount(losses.Count, nameof(losses));
        CheckCount(lossWeights?.Count, nameof(lossWeights));
        CheckCount(metrics?.Count, nameof(metrics));
        for (int i = 0; i < names.Count; i++)
        {
            if (losses[i] is null) throw new ArgumentException($"The loss of the output \"{names[i]}\" is null: each output needs one.", nameof(losses));
            if (lossWeights is not null && !double.IsFinite(lossWeights[i]))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"lossWeights must be finite numbers, but that of the output \"{names[i]}\" is {lossWeights[i]}."), nameof(lossWeights));
        }
        Compile(optimizer, [.. names.Select((name, i) => Goal(losses[i], lossWeights?[i] ?? 1, metrics?[i], null, names.Count > 1 ? $" of the output \"{name}\"" : ""))]);

        void CheckCount(int? count, string argument)
        {
            if (count is { } given && given != names.Count)
                throw new ArgumentException($"{this} has {Counted(names, "output")}, but {argument} has {given}: give one for each, in this order.", argument);
        }
    }

    /// <summary>All that is reported: the loss, with several outputs the loss of each, then the metrics.</summary>
    internal IEnumerable<(string Name, Metric? Metric)> Reported => Compilation is { } compilation ? ReportedBy(compilation, OutputNames) : [];

    // What is reported is asked for later, if at all, and the model may be compiled otherwise by then.
    private History NewHistory(int seed)
    {
        Compilation compilation = Compilation!;
        IReadOnlyList<string> names = OutputNames;
        return new History(seed, () => ReportedBy(compilation, names));
    }

    private static IEnumerable<(string Name, Metric? Metric)> ReportedBy(Compilation compilation, IReadOnlyList<string> names)
    {
        yield return ("loss", null);
        if (names.Count > 1)
            foreach (string name in names) yield return ($"{name}_loss", null);
        foreach ((string name, OutputGoal goal) in names.Zip(compilation.Goals))
            foreach (Metric metric in goal.Metrics.Concat(goal.WeightedMetrics)) yield return (names.Count > 1 ? $"{name}_{metric.Name}" : metric.Name, metric);
    }

    private static OutputGoal Goal(Loss loss, double weight, IReadOnlyList<Metric>? metrics, IReadOnlyList<Metric>? weightedMetrics, string owner)
    {
        metrics ??= [];
        var names = new HashSet<string> { "loss" };
        foreach (Metric metric in metrics) Register(metric, nameof(metrics));
        weightedMetrics = [.. (weightedMetrics ?? []).Select(metric => metric is not null && names.Contains(metric.Name) ? metric.Renamed($"weighted_{metric.Name}") : metric!)];
        foreach (Metric metric in weightedMetrics) Register(metric, nameof(weightedMetrics));
        return new OutputGoal(loss, weight, metrics, weightedMetrics);

        void Register(Metric metric, string argument)
        {
            if (metric is null) throw new ArgumentException($"One of the {argument}{owner} is null.", argument);
            if (!names.Add(metric.Name)) throw new ArgumentException($"Two values{owner} would be reported as \"{metric.Name}\": each metric needs a name of its own, and \"loss\" is taken. Give it one, as in new Precision(name: \"p\"), or new Huber(3).AsMetric(\"huber_3\") for a loss.", argument);
        }
    }

    /// <summary>Tells how a model is to be trained: what each output is trained for, in order.</summary>
    internal void Compile(Optimizer? optimizer, OutputGoal[] goals)
    {
        _gate.EnterWriteLock();
        try
        {
            var frozen = new HashSet<Layer>();
            CollectFrozen(frozen);
            Compilation = new Compilation(optimizer ?? "rmsprop", goals, frozen);
            _plans.Clear();
        }
        finally
        {
            _gate.ExitWriteLock();
        }
    }
}
