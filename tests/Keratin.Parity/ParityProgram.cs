namespace Keratin.Parity;

/// <summary>Replays what real Keras computed and prints how far Keratin is from it.</summary>
internal static class ParityProgram
{
    public static int Main(string[] arguments)
    {
        if (arguments.Length > 1 || arguments is [['-', ..]])
        {
            Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Keratin.Parity -- docs/parity.md");
            return 2;
        }
        if (FindGoldens() is not { } goldens)
        {
            Console.Error.WriteLine("There are no reference files: no folder shared/goldens stands beside the repository.");
            return 1;
        }
        Difference[] differences = [.. Compare(goldens)];
        string page = ParityPage.Render(differences);
        if (arguments is [string file]) File.WriteAllText(file, page);
        else Console.Write(page);
        foreach (Difference difference in differences.Where(difference => !(difference.Size <= difference.Tolerance))) Console.Error.WriteLine($"Too large: {difference}");
        return differences.All(difference => difference.Size <= difference.Tolerance) ? 0 : 1;
    }

    /// <summary>All comparisons.</summary>
    /// <param name="goldens">The folder of the reference files.</param>
    public static IEnumerable<Difference> Compare(string goldens) =>
    [
        .. StepComparison.Run(goldens).Concat(GivenNumbersComparison.Run(goldens)).OrderBy(difference => difference.Kind != "optimizer"),
        .. TableComparison.Run(goldens), .. ModelComparison.Run(goldens), .. HistoryComparison.Run(goldens),
    ];

    private static string? FindGoldens()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "goldens") is var goldens && Directory.Exists(goldens)) return goldens;
        return null;
    }
}
