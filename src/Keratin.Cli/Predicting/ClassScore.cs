namespace Keratin.Cli.Predicting;

/// <summary>How well one class or label is told.</summary>
/// <param name="Name">The class.</param>
/// <param name="Given">The rows of the class.</param>
/// <param name="Predicted">The rows that are taken for it.</param>
/// <param name="Both">The rows of which both are true.</param>
internal sealed record ClassScore(string Name, long Given, long Predicted, long Both)
{
    /// <summary>The share of the rows taken for the class that are of it; null where there is none.</summary>
    public double? Precision => Predicted > 0 ? (double)Both / Predicted : null;

    /// <summary>The share of the rows of the class that are taken for it; null where there is none.</summary>
    public double? Recall => Given > 0 ? (double)Both / Given : null;

    /// <summary>The harmonic mean of the two.</summary>
    public double F1 => 2.0 * Both / (Given + Predicted);
}
