using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Weights that are NaN or infinite. An update may overflow where the loss did not; the next loss tells, but after the last
/// step there is none.
/// </summary>
internal static class NonFiniteWeight
{
    /// <summary>The first weight with a number that is not finite; null where there is none.</summary>
    public static Variable? Among(IEnumerable<Variable> weights) =>
        weights.FirstOrDefault(weight => weight.Values.ContainsAnyExceptInRange(float.MinValue, float.MaxValue));

    /// <summary>The error for an epoch whose losses were finite, but which has left such a weight.</summary>
    public static NotFiniteNumberException After(Model model, Variable weight, int epoch) =>
        new(string.Create(CultureInfo.InvariantCulture, $"The weight \"{weight.Name}\" of {model} is not finite after epoch {epoch + 1}, though every loss was: an update has overflowed. ")
            + "Such a model predicts nothing: give it the weights of before with LoadWeights or SetWeights, or call ResetWeights. "
            + string.Create(CultureInfo.InvariantCulture, $"Then try a smaller learning rate (now {(float)model.Optimizer!.LearningRate}), or scale the inputs and targets."));
}
