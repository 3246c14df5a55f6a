using SkiaSharp;

namespace Keratin;

/// <summary>Panels of one size in rows.</summary>
internal readonly record struct Grid(int Columns, int Rows)
{
    /// <summary>The fewest rows that hold so many panels, with as few of them in a row as that allows.</summary>
    public static Grid Of(int panels, int mostInARow)
    {
        int rows = (panels + mostInARow - 1) / mostInARow;
        return new((panels + rows - 1) / rows, rows);
    }

    /// <summary>The part of an area that a panel has.</summary>
    public SKRect Cell(int index, SKRect area)
    {
        float width = area.Width / Columns, height = area.Height / Rows;
        return SKRect.Create(area.Left + index % Columns * width, area.Top + index / Columns * height, width, height);
    }
}
