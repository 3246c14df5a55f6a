namespace Keratin.Probe;

/// <summary>What a <see cref="Network"/> looks like. Plain data, so that a failing property prints it.</summary>
/// <param name="Widths">Features, hidden widths, outputs.</param>
/// <param name="Activation">Of the hidden layers: relu, tanh, sigmoid, elu, gelu, mish, softplus, ramp or none.</param>
/// <param name="Rule">The update rule: descent, scaled, moments, averaged or clipped.</param>
/// <param name="Classes">Cross-entropy with class labels; else the mean squared error.</param>
/// <param name="Dropout">The share of hidden values that a mask sets to zero.</param>
internal sealed record NetworkSettings(int[] Widths, string Activation, string Rule, bool Classes, float Dropout)
{
    /// <summary>Instead of the squares of errors, all other penalties on them, and a histogram of their sizes.</summary>
    public bool Penalties { get; init; }

    public int Features => Widths[0];

    public int Outputs => Widths[^1];

    public override string ToString() => $"{string.Join('-', Widths)} {Activation} {Rule} {(Classes ? "classes" : Penalties ? "penalties" : "squares")} dropout {Dropout}";
}
