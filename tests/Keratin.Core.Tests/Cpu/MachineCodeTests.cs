using System.Runtime.InteropServices;
using System.Runtime.Intrinsics.X86;

namespace Keratin.Core.Tests;

/// <summary>
/// Traps of the compiler that cost a factor and show in no result: a call or a spill inside a kernel's loop, and
/// vector operations left as calls because a method grew too large. Found in the compiler's own listing.
/// </summary>
public sealed class MachineCodeTests
{
    [Fact]
    public void The_loops_of_the_kernels_neither_call_nor_spill()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64 && Avx2.IsSupported, "The listing is read for x64 with AVX2.");
        if (Avx512F.IsSupported) Check(Listing(), "MatrixTile512:Run[", "ElementwiseKernels:Update[");
        else CheckNarrow(Listing());
    }

    [Fact]
    public void Without_AVX_512_the_loops_of_the_kernels_neither_call_nor_spill()
    {
        Assert.SkipUnless(RuntimeInformation.ProcessArchitecture == Architecture.X64 && Avx2.IsSupported, "The listing is read for x64 with AVX2.");
        CheckNarrow(Listing(ProbeProcess.NoAvx512));
    }

    [Fact]
    public void A_call_or_a_spill_in_a_loop_is_found()
    {
        const string listing = """
            ; Assembly listing for method Planted:Run() (FullOpts)
            G_M000_IG01:                ;; offset=0x0000
                   call     [Before:Loop()]
                   vmovups  zmmword ptr [rsp], zmm0
            G_M000_IG02:                ;; offset=0x0010
                   vmovups  ymm1, ymmword ptr [rbp-0x30]
                   vfmadd231ps zmm0, zmm12, zmm14
                   call     [System.Runtime.Intrinsics.Vector512:Create(float)]
                   jl       SHORT G_M000_IG02
            G_M000_IG03:                ;; offset=0x0020
                   ret
            """;
        string[] method = Assert.Single(MachineCode.Methods(listing.ReplaceLineEndings("\n"))).Value;
        string[] loop = Assert.Single(MachineCode.InnermostLoops(method));
        Assert.Equal(2, MachineCode.CallsAndSpills(loop).Count());
        Assert.Single(MachineCode.VectorCalls(method));
    }

    /// <summary>
    /// With sixteen registers instead of thirty-two, an update with everything around it keeps one of its numbers on the
    /// stack, which costs nothing beside its divisions; the bare update must not.
    /// </summary>
    private static void CheckNarrow(Dictionary<string, string[]> methods) =>
        Check(methods, "MatrixTile256:Run(", "ElementwiseKernels:Update[Keratin.Core.UpdateEpilogue`1");

    private static void Check(Dictionary<string, string[]> methods, params string[] besides)
    {
        Assert.All(methods, method => Assert.Empty(MachineCode.VectorCalls(method.Value)));
        string[] hot =
        [
            .. besides, "ProductKernels:RowTile(", "SparseKernels:SumNamedRows(", "ElementwiseKernels:Map[", "ElementwiseKernels:Fill(",
            "ElementwiseKernels:RandomMask(", "SoftmaxKernels:RowMax(", "SoftmaxKernels:SumOfExponentials(", "ReductionKernels:SumLast(",
        ];
        foreach (string name in hot)
        {
            var named = methods.Where(method => method.Key.Contains(name, StringComparison.Ordinal)).ToList();
            Assert.True(named.Count > 0, $"The compiler listed no method {name}");
            foreach ((string method, string[] code) in named)
            {
                List<string[]> loops = MachineCode.InnermostLoops(code);
                Assert.True(loops.Count > 0, $"{method} has no loop");
                foreach (string[] loop in loops)
                    Assert.True(!MachineCode.CallsAndSpills(loop).Any(), $"{method}: {string.Join("; ", MachineCode.CallsAndSpills(loop))}");
            }
        }
    }

    private static Dictionary<string, string[]> Listing(params string[] settings)
    {
        string file = Path.GetTempFileName();
        try
        {
            ProbeProcess.Run(1, 1, [.. settings, $"DOTNET_JitStdOutFile={file}", "DOTNET_JitDisasm=*Kernels:* *MatrixTile*:*"]);
            return MachineCode.Methods(File.ReadAllText(file));
        }
        finally
        {
            File.Delete(file);
        }
    }
}
