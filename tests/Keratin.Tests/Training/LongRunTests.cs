using System.Globalization;

namespace Keratin.Tests;

/// <summary>
/// Long runs in a process of their own. With KERATIN_FULL=1 in the environment they are as long as the figures in the
/// documentation: a hundred thousand steps and predictions, ten thousand models.
/// </summary>
public sealed class LongRunTests
{
    private static readonly bool s_isFull = Environment.GetEnvironmentVariable("KERATIN_FULL") == "1";

    // A heap of gigabytes would hide some megabytes that are not given back.
    private const string SmallHeap = "DOTNET_GCHeapHardLimit=0x20000000";

    [Fact]
    public void Steps_and_predictions_allocate_nothing_and_the_process_does_not_grow()
    {
        long[][] lines = Run("run", s_isFull ? 100_000 : 20_000);
        Assert.Equal(3, lines.Length);
        // Twenty thousand steps and what their epoch costs once: its values, its line in the history.
        Assert.InRange(lines[0][0], 0, 4000);
        Assert.Equal(0, lines[1][0]);
        Assert.All(lines, line => Assert.Equal(0, line[1]));
        Assert.All(lines, line => Assert.InRange(line[2], long.MinValue, 1024));
    }

    [Fact]
    public void Of_models_that_are_dropped_nothing_stays()
    {
        long[] remains = Assert.Single(Run("models", s_isFull ? 10_000 : 500));
        Assert.Equal(0, remains[0]);
        Assert.InRange(remains[1], long.MinValue, 512);
        // A model of this test takes 20 to 400 KiB, a team of threads more.
        Assert.InRange(remains[2], long.MinValue, 24 << 10);
        Assert.InRange(remains[3], int.MinValue, 2);
    }

    // The numbers of each line, without its name.
    private static long[][] Run(string what, int count) =>
        [.. ChildProcess.Run("Keratin.Steady", [what, count.ToString(CultureInfo.InvariantCulture)], SmallHeap).Select(line => Array.ConvertAll(line.Split(' ')[1..], number => long.Parse(number, CultureInfo.InvariantCulture)))];
}
