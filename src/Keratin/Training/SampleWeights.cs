using System.Globalization;

namespace Keratin;

/// <summary>Weights of samples, from the user's arrays or from weights of classes; what does not fit is said in the user's words.</summary>
internal static class SampleWeights
{
    /// <summary>Throws where both kinds of weights are given: Keras takes one.</summary>
    public static void CheckOneKind(NDArray? sampleWeight, IReadOnlyDictionary<int, double>? classWeight)
    {
        if (classWeight is not null && sampleWeight is not null)
            throw new ArgumentException("classWeight and sampleWeight cannot be given together, as in Keras: multiply each row's weight by that of its class, and give sampleWeight alone.", nameof(classWeight));
    }

    /// <summary>A user's weights, checked, as one number per row; null stays null.</summary>
    /// <param name="weights">What the user gave: (rows,) or (rows, 1).</param>
    /// <param name="rows">How many rows the weights are for.</param>
    /// <param name="argument">What the caller calls the weights.</param>
    public static NDArray? Check(NDArray? weights, int rows, string argument)
    {
        if (weights is null) return null;
        if (weights.Rank == 0 || weights.Rank > 2 || (weights.Rank == 2 && weights.Shape.Last != 1) || weights.Length != rows)
            throw new ArgumentException($"{argument} must have one weight for each of the {rows} rows, so the shape ({rows},), but has the shape {weights.Shape}.", argument);
        weights = weights.ToDense().Reshape(rows);
        int wrong = weights.Values.IndexOfAnyExceptInRange(0f, float.MaxValue);
        if (wrong >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{argument} must be finite numbers that are not negative, but row {wrong} has {weights.Values[wrong]}: 0 leaves a row out."), argument);
        return weights;
    }

    /// <summary>Throws where weights of classes do not fit the targets or the model.</summary>
    /// <param name="classWeight">A weight per class.</param>
    /// <param name="y">The targets.</param>
    /// <param name="output">The shape of the model's output.</param>
    public static void CheckClasses(IReadOnlyDictionary<int, double> classWeight, NDArray y, Shape output)
    {
        int classes = output.Last == 1 ? 2 : output.Last;
        foreach ((int label, double weight) in classWeight)
        {
            if (label < 0 || label >= classes)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"classWeight names the class {label}, but with {output.Last} {(output.Last == 1 ? "output" : "outputs")} the model tells the classes 0 to {classes - 1} apart: leave it out."), nameof(classWeight));
            if (!(weight >= 0 && double.IsFinite(weight)))
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"classWeight must hold finite numbers that are not negative, but the class {label} has {weight}: 0 leaves a class out."), nameof(classWeight));
        }
        OfClasses(classWeight, y);
    }

    /// <summary>The weight of each row's class; classes without a weight count 1.</summary>
    /// <param name="classWeight">A weight per class.</param>
    /// <param name="y">Class labels, (rows,) or (rows, 1), or one-hot rows, in which the first largest number is the class.</param>
    public static NDArray OfClasses(IReadOnlyDictionary<int, double> classWeight, NDArray y)
    {
        if (y.Rank > 2) throw new ArgumentException($"classWeight needs one class per row, but y has the shape {y.Shape}: use sampleWeight.", nameof(classWeight));
        float[] labels = (y.Rank == 1 || y.Shape.Last == 1 ? y : Classes(y.ToDense())).ToArray();
        int wrong = Array.FindIndex(labels, static label => label != MathF.Floor(label) || MathF.Abs(label) >= int.MaxValue);
        if (wrong >= 0)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"classWeight needs whole numbers as class labels, but row {wrong} of y has {labels[wrong]}: use sampleWeight for other targets."), nameof(classWeight));
        return Array.ConvertAll(labels, label => classWeight.TryGetValue((int)label, out double weight) ? (float)weight : 1);
    }

    // The column of each row's largest number.
    private static NDArray Classes(NDArray y)
    {
        NDArray labels = y.ArgMax(axis: 1);
        int wrong = Enumerable.Range(0, y.Length).FirstOrDefault(row => y[row].Values.Count(y[row].Values[(int)labels.Values[row]]) > 1, -1);
        return wrong < 0 ? labels
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"classWeight needs one class per row, but row {wrong} of y has its largest number in several columns: use sampleWeight where a row may belong to several classes or to none."), "classWeight");
    }
}
