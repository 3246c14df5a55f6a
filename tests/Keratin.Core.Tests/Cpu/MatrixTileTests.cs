using CsCheck;
using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>The tiles, each called directly: whatever the hardware has, all give the bits of the plain sum.</summary>
public sealed unsafe class MatrixTileTests
{
    private delegate void Tile(float** rows, nint kStep, float* b, nint bStep, int count, float* t, bool resume);

    [Theory]
    [InlineData(512, 64)]
    [InlineData(512, 48)]
    [InlineData(512, 32)]
    [InlineData(512, 16)]
    [InlineData(256, 16)]
    [InlineData(128, 16)]
    public void A_tile_sums_in_order_and_resumes_where_it_stopped(int width, int columns) =>
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
            Tile run = Of(width, columns);
            float** begin = stackalloc float*[MatrixTile.Rows], middle = stackalloc float*[MatrixTile.Rows];
            for (int i = 0; i < MatrixTile.Rows; i++)
            {
                begin[i] = x + Math.Min(i, rows - 1) * rowStep;
                middle[i] = begin[i] + first * kStep;
            }
            for (int column = 0; column + columns <= MatrixTile.Columns; column += columns)
            {
                run(begin, kStep, y + column, MatrixTile.Columns, first, t + column, false);
                run(middle, kStep, y + first * MatrixTile.Columns + column, MatrixTile.Columns, second, t + column, true);
            }
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < MatrixTile.Columns / columns * columns; j++)
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

    private static Tile Of(int width, int columns) => (width, columns) switch
    {
        (512, 64) => MatrixTile512.Run<MatrixTile.Four>,
        (512, 48) => MatrixTile512.Run<MatrixTile.Three>,
        (512, 32) => MatrixTile512.Run<MatrixTile.Two>,
        (512, 16) => MatrixTile512.Run<MatrixTile.One>,
        (256, MatrixTile256.Columns) => MatrixTile256.Run,
        (128, MatrixTile128.Columns) => MatrixTile128.Run,
        _ => throw new ArgumentOutOfRangeException(nameof(width)),
    };
}
