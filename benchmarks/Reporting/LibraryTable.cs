namespace Keratin.Benchmarks;

/// <summary>One figure of every library, workload by workload.</summary>
internal static class LibraryTable
{
    private static readonly string[] Trained = ["W1-dense", "W1-sparse", "W2-20ep", "W3-mnist"];

    /// <summary>The median times.</summary>
    public static MarkdownTable Times(Results results, string section) =>
        Make(results, Goal.All.Select(goal => goal.Theirs).Distinct(), (library, workload) => results.Seconds(section, library, workload), Figures.Time);

    /// <summary>The peaks of memory.</summary>
    public static MarkdownTable Memory(Results results, string section) =>
        Make(results, [.. Trained, Turn.Whole.Name], (library, workload) => results.PeakMegabytes(section, library, workload), Figures.Megabytes);

    /// <summary>Accuracies and mean absolute errors.</summary>
    public static MarkdownTable Scores(Results results, string section) =>
        Make(results, Trained, (library, workload) => results.Score(section, library, workload), Figures.Score);

    private static MarkdownTable Make(Results results, IEnumerable<string> workloads, Func<Library, string, double?> figure, Func<double?, string> write)
    {
        Library[] libraries = [.. Library.All.Where(library => library == Library.Keratin || results.Version(library) is not null)];
        IReadOnlyList<string>[] rows =
        [
            .. from workload in workloads
               let figures = libraries.Select(library => figure(library, workload)).ToArray()
               where figures.Any(value => value is not null)
               select (string[])[workload, .. figures.Select(write)],
        ];
        return new(["workload", .. libraries.Select(library => library.Title)], rows);
    }
}
