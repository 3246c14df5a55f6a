namespace Keratin.Benchmarks;

/// <summary>The results of a run, line by line, so that a run that breaks off can be written up.</summary>
/// <param name="Path">The file.</param>
internal sealed record ResultFile(string Path)
{
    public void Append(Measurement measurement) => File.AppendAllText(Path, measurement.ToJson() + "\n");

    /// <summary>All results of one or more files. The rounds of a file follow those of the files before it.</summary>
    public static IReadOnlyList<Measurement> Read(IEnumerable<string> paths)
    {
        var all = new List<Measurement>();
        foreach (string path in paths)
        {
            int before = all.Select(measurement => measurement.Round).DefaultIfEmpty().Max();
            all.AddRange(from line in File.ReadLines(path)
                         where line.Length > 0
                         let measurement = Measurement.FromJson(line)
                         select measurement.Round == 0 ? measurement : measurement with { Round = measurement.Round + before });
        }
        return all;
    }
}
