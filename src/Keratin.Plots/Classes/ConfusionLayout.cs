using SkiaSharp;

namespace Keratin;

/// <summary>Where the parts of a confusion matrix stand.</summary>
/// <param name="Square">All cells together, on whole pixels.</param>
/// <param name="Classes">How many rows and columns of cells there are.</param>
/// <param name="Letters">The size of the classes' names.</param>
/// <param name="Upwards">Whether the names below the columns are written upwards.</param>
/// <param name="RowLabels">The width that the names at the left have.</param>
/// <param name="ColumnLabels">The height that the names below have.</param>
internal sealed record ConfusionLayout(SKRect Square, int Classes, float Letters, bool Upwards, float RowLabels, float ColumnLabels)
{
    /// <summary>The side of a cell.</summary>
    public float Pitch => Square.Width / Classes;

    /// <summary>1 where each class has its name beside it, 2 where only every other one has room, and so on.</summary>
    public int EveryLabel => (int)MathF.Ceiling((Letters + 1) / Pitch);

    /// <summary>One cell, on whole pixels, so that neighbours meet without a seam.</summary>
    public SKRect Cell(int row, int column) => new(At(Square.Left, column), At(Square.Top, row), At(Square.Left, column + 1), At(Square.Top, row + 1));

    private float At(float start, int cells) => MathF.Round(start + Pitch * cells);
}
