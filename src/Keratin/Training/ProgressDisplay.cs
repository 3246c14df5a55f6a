namespace Keratin;

/// <summary>What a <c>Fit</c> shows while it runs.</summary>
internal abstract class ProgressDisplay
{
    /// <summary>The display for a verbosity on the present console.</summary>
    /// <param name="verbose">0, 1 or 2.</param>
    /// <param name="epochs">How many epochs there will be.</param>
    /// <param name="steps">How many steps an epoch has; null where only its end will tell.</param>
    public static ProgressDisplay For(int verbose, int epochs, int? steps) => verbose switch
    {
        0 => new Silent(),
        1 when !Console.IsOutputRedirected => new ProgressLine(Console.Out, TimeProvider.System, epochs, steps),
        _ => new EpochLines(Console.Out, TimeProvider.System, epochs, steps),
    };

    public abstract void BeginEpoch(int epoch);

    /// <summary>A step has been made.</summary>
    /// <param name="step">Its number, from 1.</param>
    /// <param name="report">Writes the means so far; called only where they are shown.</param>
    public abstract void Step(int step, Action<IDictionary<string, double>> report);

    public abstract void EndEpoch(IReadOnlyDictionary<string, double> logs);

    /// <summary>Ends the line that is being drawn, if one is.</summary>
    public abstract void Close();

    private sealed class Silent : ProgressDisplay
    {
        public override void BeginEpoch(int epoch) { }

        public override void Step(int step, Action<IDictionary<string, double>> report) { }

        public override void EndEpoch(IReadOnlyDictionary<string, double> logs) { }

        public override void Close() { }
    }
}
