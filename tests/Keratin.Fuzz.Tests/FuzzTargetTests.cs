namespace Keratin.Fuzz.Tests;

/// <summary>Each target begins with inputs that are right, and its mutants are the same every time.</summary>
public sealed class FuzzTargetTests
{
    public static TheoryData<string> Names => [.. FuzzTargets.All.Select(target => target.Name)];

    private static FuzzTarget Find(string name) => FuzzTargets.Find(name)!;

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_right_is_read(string name) => Assert.All(Find(name).Seeds, seed => Find(name).Read(seed.Bytes));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_mutant_is_the_same_every_time_and_with_another_seed_another(string name)
    {
        FuzzTarget target = Find(name);
        byte[][] once = [.. Enumerable.Range(0, 100).Select(number => target.Mutant(1, number))], again = [.. Enumerable.Range(0, 100).Select(number => target.Mutant(1, number))];

        Assert.Equal(once, again);
        Assert.NotEqual(once, Enumerable.Range(0, 100).Select(number => target.Mutant(2, number)));
        Assert.InRange(once.Select(Convert.ToHexString).Distinct().Count(), 90, 100);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Making_mutants_changes_no_seed(string name)
    {
        FuzzTarget target = Find(name);
        byte[][] before = [.. target.Seeds.Select(seed => (byte[])seed.Bytes.Clone())];
        for (int number = 0; number < 100; number++) target.Mutant(1, number);

        Assert.Equal(before, target.Seeds.Select(seed => seed.Bytes));
    }

    // By their checksums most would be refused before anybody looks into them.
    [Theory]
    [InlineData("npz", "array '")]
    [InlineData("keras", "config.json")]
    [InlineData("keras", "model.weights.h5")]
    public void Mutants_of_archives_reach_the_readers_of_their_members(string name, string part)
    {
        string[] errors = [.. Enumerable.Range(0, 300).Select(number => Record.Exception(() => Find(name).Read(Find(name).Mutant(1, number)))?.Message ?? "")];

        Assert.InRange(errors.Count(error => error.Contains(part, StringComparison.Ordinal) && !error.Contains("checksum", StringComparison.Ordinal)), 10, 300);
    }
}
