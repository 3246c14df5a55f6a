using CsCheck;
using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>The three tiles, each called directly: whatever the hardware has, all give the bits of the plain sum.</summary>
public sealed unsafe class MatrixTileTests
{
    private delegate void Tile(float* a, nint rowStep, nint kStep, int lastRow, float* b, nint bStep, int count, float* t, bool resume);

    public static TheoryData<int> Widths => [512, 256, 128];

    [Theory, MemberData(nameof(Widths))]
    public void A_tile_sums_in_order_and_resumes_where_it_stopped(int width) =>
        Gen.Select(Gen.Int[1, 6], Gen.Int[0, 40], Gen.Int[0, 40], Gen.Bool, Gen.ULong).Sample((rows, first, second, transposed, seed) =>
        {
            int count = first + second;
            var a = new AlignedMemory(6 * 80 * sizeof(float));
            var b = new AlignedMemory(80 * MatrixTile.Columns * sizeof(float));
            var tile = new AlignedMemory(MatrixTile.Rows * MatrixTile.Columns * sizeof(float));
            float* x = (float*)a.Pointer, y = (float*)b.Pointer, t = (float*)tile.Pointer;
            for (int i = 0; i < 480; i++) x[i] = (float)RandomBits.Uniform(seed, (uint)i) - 0.5f;
            for (int i = 0; i < 80 * MatrixTile.Columns; i++) y[i] = (float)RandomBits.Uniform(seed, (uint)i + 1000) - 0.5f;
            nint rowStep = transposed ? 1 : 80, kStep = transposed ? 6 : 1;
            (Tile run, int columns) = Of(width);
            for (int column = 0; column < MatrixTile.Columns; column += columns)
            {
                run(x, rowStep, kStep, rows - 1, y + column, MatrixTile.Columns, first, t + column, false);
                run(x + first * kStep, rowStep, kStep, rows - 1, y + first * MatrixTile.Columns + column, MatrixTile.Columns, second, t + column, true);
            }
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < MatrixTile.Columns; j++)
                {
                    float sum = 0;
                    for (int k = 0; k < count; k++) sum = MathF.FusedMultiplyAdd(x[i * rowStep + k * kStep], y[k * MatrixTile.Columns + j], sum);
                    Assert.Equal(BitConverter.SingleToInt32Bits(sum), BitConverter.SingleToInt32Bits(t[i * MatrixTile.Columns + j]));
                }
            }
            GC.KeepAlive(a);
            GC.KeepAlive(b);
            GC.KeepAlive(tile);
        }, iter: 60);

    private static (Tile Run, int Columns) Of(int width) => width switch
    {
        512 => (MatrixTile512.Run, MatrixTile512.Columns),
        256 => (MatrixTile256.Run, MatrixTile256.Columns),
        _ => (MatrixTile128.Run, MatrixTile128.Columns),
    };
}
