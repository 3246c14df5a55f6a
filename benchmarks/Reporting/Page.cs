using System.Reflection;
using System.Text.RegularExpressions;

namespace Keratin.Benchmarks;

/// <summary>
/// The page of results. Its prose is the embedded <c>page.md</c>; wherever that says <c>{{name}}</c>, a table, a picture
/// or a fact of the run is put in.
/// </summary>
internal static partial class Page
{
    /// <summary>Draws the pictures beside the page and writes the page.</summary>
    public static void Write(string path, Results results)
    {
        string folder = Path.GetDirectoryName(path)!;
        string images = Path.Combine(folder, "images");
        Directory.CreateDirectory(images);
        var pictures = new (string Name, string Description, Func<Results, PictureFile?> Draw)[]
        {
            ("ratios", "How many times as long the others take, by workload", RatioPicture.Draw),
            ("products", "Matrix products by Keratin and OpenBLAS against the machine's peak", ProductPicture.Draw),
            ("growth", "Time over rows, epochs, features, units, rows per batch and density, both axes logarithmic", GrowthPicture.Draw),
        };
        var texts = Texts(results);
        foreach ((string name, string description, Func<Results, PictureFile?> draw) in pictures)
        {
            PictureFile? picture = draw(results);
            picture?.Save(Path.Combine(images, $"benchmarks-{name}.png"));
            texts[$"picture {name}"] = picture is null ? MarkdownTable.NotMeasured : $"![{description}](images/benchmarks-{name}.png)";
        }
        File.WriteAllText(path, Fill(Template(), texts));
    }

    /// <summary>Puts texts into their places.</summary>
    /// <exception cref="KeyNotFoundException">A place has a name without a text.</exception>
    public static string Fill(string template, IReadOnlyDictionary<string, string> texts) => Place().Replace(template, place => texts[place.Groups[1].Value]);

    /// <summary>The texts by name, without the pictures.</summary>
    public static Dictionary<string, string> Texts(Results results)
    {
        var texts = new Dictionary<string, string>
        {
            ["versions"] = string.Join(", ", Library.All.Skip(1).Select(results.Version).OfType<string>().Concat(results.Machine("openblas") is { } blas ? [$"OpenBLAS {blas}"] : []).DefaultIfEmpty("no other library")),
            ["ratios"] = RatioTable.Make(results, Sections.Peers).ToString(),
            ["times"] = LibraryTable.Times(results, Sections.Peers).ToString(),
            ["memory"] = LibraryTable.Memory(results, Sections.Peers).ToString(),
            ["memory goal"] = MemoryGoal.Sentence(results),
            ["scores"] = LibraryTable.Scores(results, Sections.Peers).ToString(),
            ["ratios avx2"] = RatioTable.Make(results, Sections.Narrow, Goal.NarrowShare).ToString(),
            ["peaks"] = CeilingTables.Peaks(results).ToString(),
            ["products"] = CeilingTables.Products(results).ToString(),
            ["workloads"] = CeilingTables.Workloads(results).ToString(),
            ["profile"] = CeilingTables.Profile(results, "W1-sparse"),
            ["exponents"] = SweepTables.Exponents(results).ToString(),
            ["sweeps"] = SweepTables.Points(results),
        };
        foreach (string key in (string[])["date", "processor", "cores", "memory", "simd", "system", "runtime", "keratin", "threads", "rounds", "repeats"])
            texts[$"machine {key}"] = results.Machine(key) ?? "unknown";
        return texts;
    }

    /// <summary>The prose with its places.</summary>
    public static string Template()
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("page.md")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"\{\{([a-z0-9 ]+)\}\}")]
    private static partial Regex Place();
}
