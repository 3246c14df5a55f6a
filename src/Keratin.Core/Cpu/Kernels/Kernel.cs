using System.Runtime.CompilerServices;

namespace Keratin.Core;

/// <summary>How every kernel is compiled.</summary>
/// <remarks>
/// Without NoInlining a small caller that tiers up inlines the kernel, runs out of inlining budget and leaves calls to
/// vector helpers in its loop (measured: 15 times slower, and only after some thousand steps).
/// </remarks>
internal static class Kernel
{
    public const MethodImplOptions Hot = MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization;
    public const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;
}
