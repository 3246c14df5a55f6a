using System.Text.RegularExpressions;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

public sealed class ClockTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_clock_that_goes_backwards_gives_no_times_below_zero(bool onTerminal)
    {
        using var output = new StringWriter();
        var clock = new FakeClock();
        ProgressDisplay display = onTerminal ? new ProgressLine(output, clock, 2, 4) : new EpochLines(output, clock, 2, 4);
        clock.Pass(100);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            display.BeginEpoch(epoch);
            for (int step = 1; step <= 4; step++)
            {
                clock.Pass(step == 2 ? 5 : -30);
                display.Step(step, logs => logs["loss"] = 1);
            }
            display.EndEpoch(new Dictionary<string, double> { ["loss"] = 1 });
        }
        display.Close();
        Assert.Contains("0s", output.ToString(), StringComparison.Ordinal);
        Assert.DoesNotMatch(new Regex(@"-\d"), output.ToString());
    }
}
