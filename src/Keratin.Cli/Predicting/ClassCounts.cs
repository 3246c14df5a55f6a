using Keratin.Cli.Tables;

namespace Keratin.Cli.Predicting;

/// <summary>For each class or label, how often it was given, predicted, and both.</summary>
/// <param name="target">What is predicted: classes or labels.</param>
internal sealed class ClassCounts(Target target)
{
    private readonly long[] _given = new long[target.Classes.Count];
    private readonly long[] _predicted = new long[target.Classes.Count];
    private readonly long[] _both = new long[target.Classes.Count];

    /// <summary>Takes in some rows.</summary>
    /// <param name="outputs">The model's outputs.</param>
    /// <param name="y">The targets.</param>
    public void Add(NDArray outputs, NDArray y)
    {
        float[] predicted = outputs.ToArray(), given = y.ToArray();
        for (int row = 0; row < y.Length; row++)
        {
            ReadOnlySpan<float> output = predicted.AsSpan(row * target.Outputs, target.Outputs);
            if (target.Task == TaskKind.Classification)
            {
                int actual = (int)given[row], said = Answer.Class(target, output);
                _given[actual]++;
                _predicted[said]++;
                if (actual == said) _both[actual]++;
                continue;
            }
            for (int label = 0; label < target.Classes.Count; label++)
            {
                bool has = given[row * target.Width + label] == 1, said = Answer.HasLabel(output, label);
                if (has) _given[label]++;
                if (said) _predicted[label]++;
                if (has && said) _both[label]++;
            }
        }
    }

    /// <summary>The counts of each class that was given or predicted, in order.</summary>
    public IEnumerable<ClassScore> Scores() => target.Classes.Select((name, i) => new ClassScore(name, _given[i], _predicted[i], _both[i])).Where(score => score.Given + score.Predicted > 0);
}
