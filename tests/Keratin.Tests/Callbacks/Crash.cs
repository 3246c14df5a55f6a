namespace Keratin.Tests;

/// <summary>Breaks a training off after a number of steps, before a backup is made of the last one.</summary>
/// <param name="atStep">Counted from 1; null for never.</param>
internal sealed class Crash(int? atStep) : Callback
{
    private int _steps;

    protected override bool WantsBatches => true;

    protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs)
    {
        if (++_steps == atStep) throw new CrashException();
    }
}
