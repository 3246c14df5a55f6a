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
    /// <param name="rows">The first factor of each of six rows; where fewer are wanted, the last one again.</param>
    /// <param name="kStep">From a factor to the same row's next.</param>
    /// <param name="b">The first column's first factor; sixty-four are readable from each.</param>
    /// <param name="bStep">From a factor to the same column's next.</param>
    /// <param name="columns">How many columns are wanted.</param>
    /// <param name="count">How many products to add.</param>
    /// <param name="t">The tile: six rows of sixty-four.</param>
    /// <param name="resume">Go on from the sums in the tile instead of zero.</param>
    [MethodImpl(Kernel.Hot)]
    public static void Run(float** rows, nint kStep, float* b, nint bStep, int columns, int count, float* t, bool resume)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            if (columns > 48) MatrixTile512.Run<Four>(rows, kStep, b, bStep, count, t, resume);
            else if (columns > 32) MatrixTile512.Run<Three>(rows, kStep, b, bStep, count, t, resume);
            else if (columns > 16) MatrixTile512.Run<Two>(rows, kStep, b, bStep, count, t, resume);
            else MatrixTile512.Run<One>(rows, kStep, b, bStep, count, t, resume);
            return;
        }
        for (int j = 0; j < columns; j += MatrixTile256.Columns)
        {
            if (Vector256.IsHardwareAccelerated) MatrixTile256.Run(rows, kStep, b + j, bStep, count, t + j, resume);
            else MatrixTile128.Run(rows, kStep, b + j, bStep, count, t + j, resume);
        }
    }

    internal readonly struct One : ITileVectors
    {
        public static int Count => 1;
    }

    internal readonly struct Two : ITileVectors
    {
        public static int Count => 2;
    }

    internal readonly struct Three : ITileVectors
    {
        public static int Count => 3;
    }

    internal readonly struct Four : ITileVectors
    {
        public static int Count => 4;
    }
}
