using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>A step whose chunks take very different times and count how often each was run.</summary>
internal sealed class HostileStep : Step
{
    private readonly int[] _runs = new int[1000];
    private int _prepared;

    public override void Prepare(int rows) => _prepared = rows;

    public override void Run(int rows) => Assert.Fail("A team runs chunks.");

    public override void RunChunk(int rows, int chunk)
    {
        if (_prepared != rows) Interlocked.Add(ref _runs[chunk], 1000);
        uint bits = RandomBits.At((ulong)rows, (uint)chunk);
        if (bits % 97 == 0) Thread.Sleep(0);
        else if (bits % 31 == 0) Thread.Yield();
        else Thread.SpinWait((int)(bits % 200));
        Interlocked.Increment(ref _runs[chunk]);
    }

    /// <summary>Whether each chunk ran exactly once and no other; forgets them.</summary>
    public bool RanEachOnce(int chunks)
    {
        bool right = _runs.AsSpan(0, chunks).IndexOfAnyExcept(1) < 0 && _runs.AsSpan(chunks).IndexOfAnyExcept(0) < 0;
        Array.Clear(_runs);
        return right;
    }
}
