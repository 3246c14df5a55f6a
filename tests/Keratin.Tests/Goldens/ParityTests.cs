using Keratin.Parity;

namespace Keratin.Tests;

public sealed class ParityTests
{
    [Fact]
    public void Every_difference_from_Keras_is_within_its_tolerance_and_has_its_line_in_the_documentation()
    {
        Difference[] differences = [.. ParityProgram.Compare(ReferenceFiles.Path("goldens"))];
        Assert.True(differences.Length > 200, $"only {differences.Length} comparisons");
        Assert.DoesNotContain(differences, difference => !(difference.Size <= difference.Tolerance));
        DirectoryInfo root = new(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(root.FullName, "Keratin.slnx"))) root = root.Parent!;
        string page = File.ReadAllText(Path.Combine(root.FullName, "docs", "parity.md"));
        Assert.DoesNotContain(differences.Select(difference => $"| {difference.Name} | {difference.What} |"), line => !page.Contains(line, StringComparison.Ordinal));
    }
}
