namespace Keratin.Benchmarks.Tests;

public sealed class RatioTests
{
    [Fact]
    public void Ratios_are_taken_round_by_round()
    {
        var ratio = Ratio.Of(new Dictionary<int, double> { [1] = 10, [2] = 30, [3] = 24 }, new Dictionary<int, double> { [1] = 2, [2] = 3, [3] = 4 });
        Assert.Equal(new Ratio(Median: 6, Smallest: 5, Largest: 10), ratio);
    }

    [Fact]
    public void A_round_in_which_one_is_missing_does_not_count()
    {
        var ratio = Ratio.Of(new Dictionary<int, double> { [2] = 30 }, new Dictionary<int, double> { [1] = 2, [2] = 3 });
        Assert.Equal(new Ratio(10, 10, 10), ratio);
        Assert.Null(Ratio.Of(new Dictionary<int, double>(), new Dictionary<int, double> { [1] = 2 }));
    }

    [Fact]
    public void The_rival_is_the_library_with_the_smallest_median()
    {
        Measurement[] all =
        [
            Runs.Of(Library.Keratin, "W1-sparse", 1, 1), Runs.Of(Library.Keratin, "W1-sparse", 2, 1), Runs.Of(Library.Keratin, "W1-sparse", 3, 2),
            Runs.Of(Library.PyTorch, "W1-sparse", 1, 9), Runs.Of(Library.PyTorch, "W1-sparse", 2, 9), Runs.Of(Library.PyTorch, "W1-sparse", 3, 1),
            Runs.Of(Library.TorchSharp, "W1-sparse", 1, 8), Runs.Of(Library.TorchSharp, "W1-sparse", 2, 6), Runs.Of(Library.TorchSharp, "W1-sparse", 3, 8),
            Runs.Of(Library.Eigen, "W1-sparse", 1, 0.5),
        ];
        var results = new Results(all);
        Goal goal = Goal.All.Single(goal => goal.Workload == "W1-sparse");
        Assert.Equal(new Contest(Library.TorchSharp, 8, new Ratio(6, 4, 8)), Contest.Of(results, Sections.Peers, goal, LibraryKind.Users));
        Assert.Equal(new Contest(Library.Eigen, 0.5, new Ratio(0.5, 0.5, 0.5)), Contest.Of(results, Sections.Peers, goal, LibraryKind.HandWritten));
        Assert.Null(Contest.Of(results, Sections.Narrow, goal, LibraryKind.Users));
    }

    [Fact]
    public void Of_a_librarys_variants_the_faster_one_counts()
    {
        var results = new Results([Runs.Of(Library.PyTorch, "W1-sparse", 1, 9), Runs.Of(Library.PyTorch, "W1-sparse-foreach", 1, 7), Runs.Of(Library.PyTorch, "W1-sparse", 2, 5)]);
        Assert.Equal(new Dictionary<int, double> { [1] = 7, [2] = 5 }, results.Rounds(Sections.Peers, Library.PyTorch, "W1-sparse"));
        Assert.Equal(6, results.Seconds(Sections.Peers, Library.PyTorch, "W1-sparse"));
    }
}
