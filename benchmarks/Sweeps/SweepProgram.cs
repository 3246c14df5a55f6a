namespace Keratin.Benchmarks;

/// <summary>Measures how Keratin's cost grows.</summary>
internal static class SweepProgram
{
    public static int Run()
    {
        foreach (Sweep sweep in Sweep.All)
            foreach (double value in sweep.Values)
            {
                SweepCase one = sweep.Case(value);
                double seconds = one.Measure();
                new Measurement { Section = Sections.Sweeps, Workload = sweep.Key, Value = value, Seconds = seconds, SecondsPerStep = seconds / one.Steps, Threads = one.Threads }.Print();
            }
        return 0;
    }
}
