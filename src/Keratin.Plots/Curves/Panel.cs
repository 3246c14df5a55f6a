namespace Keratin;

/// <summary>What one pair of axes shows.</summary>
/// <param name="Title">Stands above the axes.</param>
/// <param name="Epochs">The epochs along the horizontal axis, counted from 1.</param>
/// <param name="Training">Drawn as dots.</param>
/// <param name="Validation">Drawn as a line.</param>
internal sealed record Panel(string Title, int[] Epochs, Curve? Training, Curve? Validation)
{
    /// <summary>The curves that are there.</summary>
    public IEnumerable<Curve> Curves => new[] { Training, Validation }.OfType<Curve>();

    /// <summary>The panel without its first epochs.</summary>
    public Panel Skip(int epochs) => this with { Epochs = Epochs[epochs..], Training = Training?.Skip(epochs), Validation = Validation?.Skip(epochs) };

    /// <summary>The panel with its curves averaged.</summary>
    public Panel Smooth(double factor) => this with { Training = Training?.Smooth(factor), Validation = Validation?.Smooth(factor) };

    /// <summary>A Keras name as a title: <c>mae</c> is MAE, <c>top_k_accuracy</c> is Top k accuracy.</summary>
    public static string TitleOf(string name) =>
        name.Length <= 3 ? name.ToUpperInvariant() : char.ToUpperInvariant(name[0]) + name[1..].Replace('_', ' ');
}
