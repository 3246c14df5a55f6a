using Keratin.Cli.Tables;

namespace Keratin.Cli.Predicting;

/// <summary>What a model's outputs for one row mean.</summary>
internal static class Answer
{
    // Above it a label is taken for given, and of two classes the second.
    private const float Half = 0.5f;

    /// <summary>The class that is taken for the most probable.</summary>
    public static int Class(Target target, ReadOnlySpan<float> outputs)
    {
        if (target.Outputs == 1) return outputs[0] > Half ? 1 : 0;
        int best = 0;
        for (int i = 1; i < outputs.Length; i++)
            if (outputs[i] > outputs[best]) best = i;
        return best;
    }

    /// <summary>Whether a label is taken for given.</summary>
    public static bool HasLabel(ReadOnlySpan<float> outputs, int label) => outputs[label] > Half;

    /// <summary>The probability of a class or label.</summary>
    public static float Probability(Target target, ReadOnlySpan<float> outputs, int place) =>
        target.Task == TaskKind.Classification && target.Outputs == 1 ? (place == 1 ? outputs[0] : 1 - outputs[0]) : outputs[place];

    /// <summary>The names of the labels that are taken for given.</summary>
    public static IEnumerable<string> Labels(Target target, float[] outputs) => target.Classes.Where((_, label) => HasLabel(outputs, label));
}
