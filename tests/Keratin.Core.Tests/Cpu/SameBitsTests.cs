namespace Keratin.Core.Tests;

/// <summary>What only a child process can show: other hardware, threads from the start, and what steps allocate.</summary>
public sealed class SameBitsTests
{
    private static readonly Lazy<IReadOnlyList<ProbeProcess.Outcome>> s_plain = new(() => ProbeProcess.Run(20, 1));

    [Fact]
    public void Training_without_AVX_512_gives_the_same_bits() => AssertSame(ProbeProcess.Run(1, 1, ProbeProcess.NoAvx512));

    // Fused multiply-add is then a call, a hundred times slower, but no less exact.
    [Theory, InlineData("single"), InlineData("batch")]
    public void Training_on_128_bits_gives_the_same_bits(string only) => AssertSame(ProbeProcess.Run(only, "DOTNET_EnableAVX2=0"));

    [Theory, InlineData(2), InlineData(3)]
    public void Training_on_several_threads_gives_the_same_bits(int threads) => AssertSame(ProbeProcess.Run(1, threads));

    [Fact]
    public void Training_on_threads_without_AVX_512_gives_the_same_bits() => AssertSame(ProbeProcess.Run(1, 2, ProbeProcess.NoAvx512));

    [Fact]
    public void Training_before_and_after_methods_are_recompiled_gives_the_same_bits() => AssertSame(ProbeProcess.Run(1, 1, "DOTNET_TieredCompilation=0"));

    [Theory, InlineData(1), InlineData(2)]
    public void Twice_as_many_steps_allocate_no_byte_more(int threads)
    {
        IReadOnlyList<ProbeProcess.Outcome> once = ProbeProcess.Run(20, threads), twice = ProbeProcess.Run(40, threads);
        Assert.Equal(10, once.Count);
        Assert.Equal(once.Select(outcome => outcome.AllocatedBytes), twice.Select(outcome => outcome.AllocatedBytes));
    }

    [Fact]
    public void The_networks_of_the_probe_differ() => Assert.Equal(10, s_plain.Value.Select(outcome => outcome.Hash).Distinct().Count());

    private static void AssertSame(IReadOnlyList<ProbeProcess.Outcome> other)
    {
        Assert.NotEmpty(other);
        foreach (ProbeProcess.Outcome outcome in other) Assert.Equal(s_plain.Value.Single(plain => plain.Name == outcome.Name).Hash, outcome.Hash);
    }
}
