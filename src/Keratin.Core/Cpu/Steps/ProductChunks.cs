namespace Keratin.Core;

/// <summary>How a product is cut: blocks of rows by panels of sixty-four columns. By shape alone.</summary>
internal static class ProductChunks
{
    // About 12 microseconds of one core's work; below that, sharing costs more than it saves.
    private const long WorthSharing = 1L << 20;

    public static bool IsWorthSharing(int m, int n, int k) => (long)m * n * k >= WorthSharing;

    public static bool IsOnePanel(int n) => Panels(n) == 1;

    public static int Count(int m, int n) => Blocks(m, n) * Panels(n);

    public static (int First, int End, int Column) At(int chunk, int m, int n)
    {
        int size = BlockRows(m, n), block = chunk / Panels(n), panel = chunk % Panels(n);
        return (block * size, Math.Min(m, (block + 1) * size), panel * MatrixTile.Columns);
    }

    private static int Panels(int n) => (n + MatrixTile.Columns - 1) / MatrixTile.Columns;

    private static int Blocks(int m, int n) => (m + BlockRows(m, n) - 1) / BlockRows(m, n);

    // Many panels make enough chunks by themselves; then tall blocks use a packed panel longest.
    private static int BlockRows(int m, int n)
    {
        if (Panels(n) >= 8) return ProductKernels.MaxPanelRows;
        int rows = (m / 16 + MatrixTile.Rows - 1) / MatrixTile.Rows * MatrixTile.Rows;
        return Math.Clamp(rows, 4 * MatrixTile.Rows, ProductKernels.MaxPanelRows);
    }
}
