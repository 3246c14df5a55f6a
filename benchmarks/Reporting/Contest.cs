namespace Keratin.Benchmarks;

/// <summary>Keratin beside the fastest library of a kind.</summary>
/// <param name="Rival">The fastest one, by the median of its rounds.</param>
/// <param name="Seconds">That median.</param>
/// <param name="Ratio">Its time divided by Keratin's.</param>
internal sealed record Contest(Library Rival, double Seconds, Ratio Ratio)
{
    /// <summary>Finds the fastest; null where no library of this kind, or not Keratin, was measured.</summary>
    public static Contest? Of(Results results, string section, Goal goal, LibraryKind kind)
    {
        IReadOnlyDictionary<int, double> ours = results.Rounds(section, Library.Keratin, goal.Workload);
        Contest[] all =
        [
            .. from library in Library.All
               where library.Kind == kind
               let theirs = results.Rounds(section, library, goal.Theirs)
               let ratio = Ratio.Of(theirs, ours)
               where ratio is not null
               select new Contest(library, Timings.Median(theirs.Values), ratio),
        ];
        return all.MinBy(contest => contest.Seconds);
    }
}
