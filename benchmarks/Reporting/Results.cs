namespace Keratin.Benchmarks;

/// <summary>All results of a run, and what is asked of them.</summary>
internal sealed class Results(IReadOnlyList<Measurement> all)
{
    /// <summary>The results of one part, in the order in which they were measured.</summary>
    public IReadOnlyList<Measurement> Of(string section) => [.. all.Where(measurement => measurement.Section == section)];

    /// <summary>A fact about the machine, the last said; null where it was not said.</summary>
    public string? Machine(string key) => Of(Sections.Machine).LastOrDefault(line => line.Workload == key)?.Text;

    /// <summary>A library's seconds in each round; of several variants, the faster one's.</summary>
    public IReadOnlyDictionary<int, double> Rounds(string section, Library library, string workload) =>
        Of(section, library, workload).GroupBy(measurement => measurement.Round).ToDictionary(round => round.Key, round => round.Min(measurement => measurement.Seconds));

    /// <summary>The median of a library's rounds; null where it was not measured.</summary>
    public double? Seconds(string section, Library library, string workload) => Rounds(section, library, workload) is { Count: > 0 } rounds ? Timings.Median(rounds.Values) : null;

    /// <summary>The same by step of training.</summary>
    public double? SecondsPerStep(string section, Library library, string workload) =>
        Of(section, library, workload).GroupBy(measurement => measurement.Round).Select(round => round.Min(measurement => measurement.SecondsPerStep)).ToArray() is { Length: > 0 } rounds ? Timings.Median(rounds) : null;

    /// <summary>The median peak of a library's memory over the rounds; of several variants, the smaller one's.</summary>
    public double? PeakMegabytes(string section, Library library, string workload) =>
        Of(section, library, workload).GroupBy(measurement => measurement.Round).Select(round => round.Min(measurement => measurement.PeakMegabytes)).OfType<double>().ToArray() is { Length: > 0 } rounds ? Timings.Median(rounds) : null;

    /// <summary>The mean score of a library's rounds and variants; null where there is none.</summary>
    public double? Score(string section, Library library, string workload) =>
        Of(section, library, workload).Select(measurement => measurement.Score).OfType<double>().ToArray() is { Length: > 0 } scores ? scores.Average() : null;

    /// <summary>The name and version that a library's programs give themselves.</summary>
    public string? Version(Library library) => all.LastOrDefault(measurement => measurement.Library == library.Key && measurement.Version is not null)?.Version;

    /// <summary>A sweep's points, in order of the variable.</summary>
    public IReadOnlyList<(double Value, double Seconds, double SecondsPerStep)> Sweep(string key) =>
    [
        .. from measurement in Of(Sections.Sweeps)
           where measurement.Workload == key && measurement.Value is not null
           group measurement by measurement.Value!.Value into same
           orderby same.Key
           select (same.Key, same.Last().Seconds, same.Last().SecondsPerStep),
    ];

    private IEnumerable<Measurement> Of(string section, Library library, string workload) =>
        Of(section).Where(measurement => measurement.Library == library.Key && WithoutVariant(measurement.Workload) == workload);

    private static string WithoutVariant(string workload) => workload.Replace("-foreach", "", StringComparison.Ordinal);
}
