using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace Keratin.Benchmarks;

/// <summary>OpenBLAS, called directly, without a library between that would take time of its own.</summary>
internal sealed unsafe partial class OpenBlas
{
    private const int RowMajor = 101, NotTransposed = 111, Transposed = 112;

    private readonly delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void> _multiply;
    private readonly delegate* unmanaged[Cdecl]<int, void> _setThreads;

    private OpenBlas(nint library)
    {
        _multiply = (delegate* unmanaged[Cdecl]<int, int, int, int, int, int, float, float*, int, float*, int, float, float*, int, void>)NativeLibrary.GetExport(library, "cblas_sgemm");
        _setThreads = (delegate* unmanaged[Cdecl]<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
        var config = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "openblas_get_config");
        var core = (delegate* unmanaged[Cdecl]<byte*>)NativeLibrary.GetExport(library, "openblas_get_corename");
        Version = $"{VersionText().Match(Marshal.PtrToStringUTF8((nint)config()) ?? "").Value} ({Marshal.PtrToStringUTF8((nint)core())} kernels)";
    }

    /// <summary>The version, and for which processor its kernels are.</summary>
    public string Version { get; }

    /// <summary>The library that the search path or the system has; null where there is none.</summary>
    public static OpenBlas? Find()
    {
        string[] folders = Environment.GetEnvironmentVariable("LD_LIBRARY_PATH")?.Split(':', StringSplitOptions.RemoveEmptyEntries) ?? [];
        foreach (string name in folders.Select(folder => Path.Combine(folder, "libopenblas.so.0")).Concat(["libopenblas.so.0", "libopenblas"]))
            if (NativeLibrary.TryLoad(name, out nint library) && NativeLibrary.TryGetExport(library, "openblas_get_corename", out _)) return new(library);
        return null;
    }

    /// <summary>A product that can be run again and again.</summary>
    public Action Product(ProductShape shape, int threads)
    {
        var random = new Random(1);
        float[] a = Numbers(shape.M * shape.K), b = Numbers(shape.K * shape.N), c = GC.AllocateArray<float>(shape.M * shape.N, pinned: true);
        return () =>
        {
            _setThreads(threads);
            fixed (float* pa = a, pb = b, pc = c)
                _multiply(RowMajor, shape.Transposed ? Transposed : NotTransposed, NotTransposed, shape.M, shape.N, shape.K, 1, pa, shape.Transposed ? shape.M : shape.K, pb, shape.N, 0, pc, shape.N);
        };

        float[] Numbers(int count)
        {
            float[] values = GC.AllocateArray<float>(count, pinned: true);
            foreach (ref float value in values.AsSpan()) value = random.NextSingle() - 0.5f;
            return values;
        }
    }

    [GeneratedRegex(@"\d+\.\d+\.\d+")]
    private static partial Regex VersionText();
}
