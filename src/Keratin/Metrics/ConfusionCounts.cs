namespace Keratin;

/// <summary>Right and wrong answers at one threshold. Shares are 0 where there is nothing to divide by.</summary>
internal readonly record struct ConfusionCounts(double TruePositives, double FalsePositives, double TrueNegatives, double FalseNegatives)
{
    /// <summary>The share of yes that was answered with yes: the recall.</summary>
    public double Sensitivity => Total.Quotient(TruePositives, TruePositives + FalseNegatives);

    /// <summary>The share of no that was answered with no.</summary>
    public double Specificity => Total.Quotient(TrueNegatives, TrueNegatives + FalsePositives);

    /// <summary>The share of no that was answered with yes.</summary>
    public double FalsePositiveRate => Total.Quotient(FalsePositives, TrueNegatives + FalsePositives);

    /// <summary>The share of answers of yes that are a yes.</summary>
    public double Precision => Total.Quotient(TruePositives, TruePositives + FalsePositives);
}
