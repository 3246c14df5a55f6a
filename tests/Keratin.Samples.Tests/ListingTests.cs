using System.Text.RegularExpressions;
using Keratin.Tests;

namespace Keratin.Samples.Tests;

/// <summary>Every C# listing of the documentation is a program that runs.</summary>
public sealed partial class ListingTests
{
    public static TheoryData<string, int> Listings()
    {
        var listings = new TheoryData<string, int>();
        foreach (string page in (string[])["README.md", .. Directory.GetFiles(Path.Combine(Checkout.Root, "docs"), "*.md").Select(path => Path.GetRelativePath(Checkout.Root, path))])
            for (int i = 0; i < Texts(page).Length; i++) listings.Add(page, i);
        return listings;
    }

    [Fact]
    public void The_readme_has_listings() => Assert.NotEmpty(Texts("README.md"));

    [Theory]
    [MemberData(nameof(Listings))]
    public async Task A_listing_runs(string page, int number)
    {
        using var folder = new TemporaryFolder();
        (int exitCode, string output) = await new Listing(Texts(page)[number]).Run(folder);
        Assert.True(exitCode == 0, output);
        Assert.NotEmpty(output);
    }

    private static string[] Texts(string page) =>
        [.. Fenced().Matches(File.ReadAllText(Path.Combine(Checkout.Root, page))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Fenced();
}
