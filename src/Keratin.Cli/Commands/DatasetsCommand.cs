using System.CommandLine;
using Spectre.Console;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin datasets</c> and <c>keratin datasets fetch NAME</c>: what data there are to try things out on, and where.</summary>
internal static class DatasetsCommand
{
    private sealed record Dataset(string Name, string What, int Samples, params DatasetFile[] Files);

    private static readonly Dataset[] All =
    [
        new("reuters", "newswires of 1987 as sequences of words, each of one of 46 topics", 11_228, Reuters.Data, Reuters.Words),
        new("boston", "districts of Boston in the 1970s, 13 features and the price of houses", 506),
    ];

    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        Option<bool> json = JsonOption.Create(), fetchJson = JsonOption.Create();
        var name = new Argument<string>("NAME") { Description = $"Which: {Names}." };
        var fetch = new ExplainedCommand("fetch", "Downloads the files of a dataset, from where Keras serves them, into the folder that Python's Keras uses as well.", "keratin datasets fetch reuters") { name, fetchJson };
        fetch.SetAction(parsed => Fetch(parsed.GetValue(name)!, parsed.GetValue(fetchJson), screen, Host(screen)));
        var command = new ExplainedCommand("datasets", "Lists the datasets that demos and the library know, and where their files lie.", "keratin datasets", "keratin datasets fetch reuters", "KERATIN_DATASETS=/data keratin datasets") { json, fetch };
        command.SetAction(parsed => List(parsed.GetValue(json), screen, Host(screen)));
        return command;
    }

    /// <summary>Lists the datasets.</summary>
    public static int List(bool json, Screen screen, DatasetHost host)
    {
        if (json) screen.WriteJson(writer =>
        {
            writer.WriteStartArray();
            foreach (Dataset dataset in All)
            {
                writer.WriteStartObject();
                writer.WriteString("name", dataset.Name);
                writer.WriteString("description", dataset.What);
                writer.WriteNumber("samples", dataset.Samples);
                writer.WriteObjects("files", dataset.Files, file =>
                {
                    writer.WriteString("name", file.Name);
                    writer.WriteString("path", file.Look(host) ?? file.DownloadPath(host));
                    writer.WriteBoolean("there", file.Look(host) is not null);
                    writer.WriteNumber("bytes", SizeOf(file, host));
                    writer.WriteString("address", file.Address);
                });
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
        else foreach (Dataset dataset in All)
        {
            if (dataset != All[0]) screen.Output.WriteLine();
            Show(dataset, screen, host);
        }
        return ExitCode.Success;
    }

    /// <summary>Downloads what is missing of a dataset.</summary>
    public static int Fetch(string name, bool json, Screen screen, DatasetHost host)
    {
        Dataset dataset = Array.Find(All, known => known.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new UserError($"There is no dataset '{name}', only {Names}.");
        string[] before = [.. dataset.Files.Where(file => file.Look(host) is not null).Select(file => file.Name)];
        string[] paths = [.. dataset.Files.Select(file => file.Find(null, host))];
        if (json) screen.WriteJson(writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("name", dataset.Name);
            writer.WriteTexts("files", paths);
            writer.WriteEndObject();
        });
        else if (paths.Length == 0) screen.Output.WriteLine($"{dataset.Name} is a part of keratin and needs no file.");
        else foreach ((DatasetFile file, string path) in dataset.Files.Zip(paths)) screen.Output.WriteLine($"{file.Name} {(before.Contains(file.Name) ? "was there already" : "is there")}: {path}");
        return ExitCode.Success;
    }

    private static string Names => string.Join(", ", All.Select(dataset => dataset.Name));

    private static DatasetHost Host(Screen screen) => DatasetHost.Machine with { Progress = screen.Error };

    private static void Show(Dataset dataset, Screen screen, DatasetHost host)
    {
        screen.Rich.Write(new Text(dataset.Name.PadRight(9), new Style(decoration: Decoration.Bold)));
        screen.Output.WriteLine($"{Quantity.Of(dataset.Samples)} {dataset.What}");
        if (dataset.Files.Length == 0) Line(true, "a part of keratin, no file needed");
        int width = dataset.Files.Select(file => file.Name.Length).DefaultIfEmpty(0).Max();
        foreach (DatasetFile file in dataset.Files)
        {
            string there = file.Look(host) ?? $"not there; keratin datasets fetch {dataset.Name} would put it into {Path.GetDirectoryName(file.DownloadPath(host))}";
            Line(file.Look(host) is not null, FormattableString.Invariant($"{file.Name.PadRight(width)}  {SizeOf(file, host) / 1e6:F1} MB  {there}"));
        }

        // Not through the rich console, which would break long paths.
        void Line(bool isThere, string text)
        {
            screen.Rich.Write(new Text(isThere ? "  ✓ " : "  ✗ ", isThere ? Color.Green : Color.Yellow));
            screen.Output.WriteLine(text);
        }
    }

    private static long SizeOf(DatasetFile file, DatasetHost host) => file.Look(host) is { } path ? new FileInfo(path).Length : file.Size;
}
