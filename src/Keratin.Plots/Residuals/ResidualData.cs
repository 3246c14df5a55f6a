using System.Globalization;

namespace Keratin;

/// <summary>True and predicted numbers of the same rows.</summary>
internal sealed record ResidualData(double[] Actual, double[] Predicted)
{
    /// <summary>What is left to explain: actual − predicted.</summary>
    public double[] Residuals { get; } = [.. Actual.Zip(Predicted, (actual, predicted) => actual - predicted)];

    /// <summary>The mean absolute error.</summary>
    public double MeanAbsoluteError => Residuals.Average(Math.Abs);

    /// <summary>The share of the actual numbers' variance that is explained: 1 − Σ residual² / Σ (actual − mean)²; null where they are all equal.</summary>
    public double? RSquared
    {
        get
        {
            double mean = Actual.Average(), all = Actual.Sum(actual => (actual - mean) * (actual - mean));
            return all > 0 ? 1 - Residuals.Sum(residual => residual * residual) / all : null;
        }
    }

    /// <summary>Reads two arrays.</summary>
    /// <exception cref="ArgumentException">They are not one number for each of the same rows.</exception>
    public static ResidualData Of(NDArray yTrue, NDArray yPred)
    {
        double[] actual = Column(yTrue, nameof(yTrue)), predicted = Column(yPred, nameof(yPred));
        if (actual.Length != predicted.Length)
            throw new ArgumentException($"yTrue and yPred must be about the same rows, but yTrue has the shape {yTrue.Shape} and yPred {yPred.Shape}.", nameof(yPred));
        if (actual.Length == 0) throw new ArgumentException("There is nothing to draw: yTrue has no rows.", nameof(yTrue));
        return new(actual, predicted);
    }

    private static double[] Column(NDArray array, string argument)
    {
        ArgumentNullException.ThrowIfNull(array, argument);
        if (array.Rank is not (1 or 2) || array.Rank == 2 && array.Shape.Last != 1)
            throw new ArgumentException($"{argument} must have one number per row, a shape of (rows,) or (rows, 1), but has the shape {array.Shape}. Of several outputs give one: {argument}.Transpose()[0] is the first column.", argument);
        double[] values = [.. array.ToArray().Select(value => (double)value)];
        int row = Array.FindIndex(values, value => !double.IsFinite(value));
        return row < 0 ? values
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{argument} is {values[row]} in row {row}, which cannot be drawn: all numbers must be finite."), argument);
    }
}
