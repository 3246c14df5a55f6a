using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>
/// The inner tile of the matrix product, the only kernel that exists once per vector width. All widths sum over k in
/// order with fused multiply-add, so they give the same bits.
/// </summary>
internal static unsafe class MatrixTile
{
    public const int Rows = 6;
    public const int Columns = 64;

    /// <summary>Computes up to six rows and sixty-four columns of a product into a small dense tile.</summary>
    /// <param name="a">The first row's first factor.</param>
    /// <param name="rowStep">From a row's factor to the next row's.</param>
    /// <param name="kStep">From a factor to the same row's next.</param>
    /// <param name="rows">How many rows are real; the others repeat the last one.</param>
    /// <param name="b">The first column's first factor; sixty-four are readable from each.</param>
    /// <param name="bStep">From a factor to the same column's next.</param>
    /// <param name="columns">How many columns are wanted.</param>
    /// <param name="count">How many products to add.</param>
    /// <param name="t">The tile: six rows of sixty-four.</param>
    /// <param name="resume">Go on from the sums in the tile instead of zero.</param>
    [MethodImpl(Kernel.Hot)]
    public static void Run(float* a, nint rowStep, nint kStep, int rows, float* b, nint bStep, int columns, int count, float* t, bool resume)
    {
        int lastRow = rows - 1;
        if (Vector512.IsHardwareAccelerated)
        {
            MatrixTile512.Run(a, rowStep, kStep, lastRow, b, bStep, count, t, resume);
            return;
        }
        for (int j = 0; j < columns; j += MatrixTile256.Columns)
        {
            if (Vector256.IsHardwareAccelerated) MatrixTile256.Run(a, rowStep, kStep, lastRow, b + j, bStep, count, t + j, resume);
            else MatrixTile128.Run(a, rowStep, kStep, lastRow, b + j, bStep, count, t + j, resume);
        }
    }
}
