namespace Keratin.Cli.Demos;

/// <summary>How a demo is run.</summary>
/// <param name="Seed">What all random numbers are made of.</param>
/// <param name="Plot">Where the curves are drawn to; null: nowhere.</param>
/// <param name="Json">Whether one document for machines is printed instead of the narration.</param>
/// <param name="Host">Where datasets are found.</param>
/// <param name="Cancellation">Stops the training.</param>
internal sealed record DemoOptions(int Seed, string? Plot, bool Json, DatasetHost Host, CancellationToken Cancellation);
