namespace Keratin.Benchmarks;

/// <summary>Who takes part in a comparison.</summary>
/// <param name="Key">The name in the lines of results.</param>
/// <param name="Title">The name on the page.</param>
/// <param name="Kind">What it is compared as.</param>
internal sealed record Library(string Key, string Title, LibraryKind Kind)
{
    public static Library Keratin { get; } = new("keratin", "Keratin", LibraryKind.Ours);
    public static Library PyTorch { get; } = new("pytorch", "PyTorch", LibraryKind.Users);
    public static Library TorchSharp { get; } = new("torchsharp", "TorchSharp", LibraryKind.Users);
    public static Library Eigen { get; } = new("eigen", "Eigen", LibraryKind.HandWritten);
    public static Library EigenOpenBlas { get; } = new("eigen_blas", "Eigen + OpenBLAS", LibraryKind.HandWritten);
    public static Library LibTorch { get; } = new("libtorch", "libtorch", LibraryKind.HandWritten);

    /// <summary>All, in the order of the page's columns.</summary>
    public static Library[] All { get; } = [Keratin, PyTorch, TorchSharp, Eigen, EigenOpenBlas, LibTorch];
}
