namespace Keratin;

/// <summary>What one pair of axes shows.</summary>
/// <param name="Title">Stands above the axes.</param>
/// <param name="Epochs">The epochs along the horizontal axis, counted from 1.</param>
/// <param name="Training">Drawn as dots.</param>
/// <param name="Validation">Drawn as a line.</param>
/// <param name="Folds">The curves of which <paramref name="Validation"/> is the mean; drawn palely, with a band around the mean. Default: none.</param>
internal sealed record Panel(string Title, int[] Epochs, Curve? Training, Curve? Validation, params Curve[] Folds)
{
    /// <summary>The curves that are there.</summary>
    public IEnumerable<Curve> Curves => new[] { Training, Validation }.OfType<Curve>();

    /// <summary>One standard deviation of the folds below and above their mean (that of a population, √(Σ (value − mean)² / k)); null where there are no folds.</summary>
    public (Curve Low, Curve High)? Band
    {
        get
        {
            if (Folds.Length == 0 || Validation is not { Values: var means }) return null;
            double[] deviations = [.. means.Select((mean, epoch) => Math.Sqrt(Folds.Average(fold => (fold.Values[epoch] - mean) * (fold.Values[epoch] - mean))))];
            return (Around(-1), Around(1));

            Curve Around(int side) => new("", [.. means.Zip(deviations, (mean, deviation) => mean + side * deviation)]);
        }
    }

    /// <summary>The panel without its first epochs.</summary>
    public Panel Skip(int epochs) => this with { Epochs = Epochs[epochs..], Training = Training?.Skip(epochs), Validation = Validation?.Skip(epochs), Folds = [.. Folds.Select(fold => fold.Skip(epochs))] };

    /// <summary>The panel with its curves averaged.</summary>
    public Panel Smooth(double factor) => this with { Training = Training?.Smooth(factor), Validation = Validation?.Smooth(factor), Folds = [.. Folds.Select(fold => fold.Smooth(factor))] };

    /// <summary>A Keras name as a title: <c>mae</c> is MAE, <c>top_k_accuracy</c> is Top k accuracy.</summary>
    public static string TitleOf(string name) =>
        name.Length <= 3 ? name.ToUpperInvariant() : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
