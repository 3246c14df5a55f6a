namespace Keratin.Cli.Predicting;

/// <summary>Writes predictions, row by row.</summary>
internal abstract class PredictionWriter : IDisposable
{
    /// <summary>Writes a row.</summary>
    /// <param name="cells">The texts of the columns that are copied.</param>
    /// <param name="outputs">The model's outputs.</param>
    public abstract void Write(ReadOnlySpan<string> cells, float[] outputs);

    /// <summary>Writes what is waiting.</summary>
    public abstract void Dispose();
}
