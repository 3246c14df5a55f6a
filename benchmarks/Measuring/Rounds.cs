using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>All libraries in turns, workload by workload, each workload in a process of its own.</summary>
/// <param name="contenders">Who takes part.</param>
/// <param name="whole">The programs timed from their start; null for none.</param>
/// <param name="section">The part of the run.</param>
/// <param name="settings">How much.</param>
/// <param name="results">Where the results go.</param>
internal sealed class Rounds(IReadOnlyList<Contender> contenders, WholeProcess? whole, string section, MeasuringSettings settings, ResultFile results)
{
    public void Run(IReadOnlyCollection<Turn> turns)
    {
        for (int round = 1; round <= settings.Rounds; round++)
            foreach (Turn turn in turns)
            {
                if (turn == Turn.Whole) RunWhole(round);
                // Whoever follows another's process finds the machine as that left it: each round begins with another library.
                else for (int i = 0; i < contenders.Count; i++) Run(turn, contenders[(round - 1 + i) % contenders.Count], round);
            }
    }

    private void Run(Turn turn, Contender contender, int round)
    {
        Progress.Say($"{section}, round {round} of {settings.Rounds}, {turn.Name}: {contender.Library.Title}");
        foreach (ProcessStartInfo start in contender.Starts(turn))
            ChildProcess.Run(start, (line, _) =>
            {
                if (PeerLine.Parse(line, section, contender.Library, round) is { } measurement) results.Append(measurement);
            });
    }

    private void RunWhole(int round)
    {
        if (whole is null)
        {
            if (round == 1) Progress.Say("whole processes are not timed: there is no shared/datasets/reuters.npz, or the sample was not built");
            return;
        }
        Progress.Say($"{section}, round {round} of {settings.Rounds}, whole processes");
        foreach (Measurement measurement in whole.Run(section, round, settings.Threads)) results.Append(measurement);
    }
}
