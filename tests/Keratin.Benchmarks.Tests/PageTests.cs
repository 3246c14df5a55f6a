using Keratin.Tests;

namespace Keratin.Benchmarks.Tests;

public sealed class PageTests
{
    [Fact]
    public void The_comparison_has_a_row_per_workload_measured()
    {
        Measurement[] all =
        [
            Runs.Of(Library.Keratin, "W1-dense", 1, 0.1), Runs.Of(Library.PyTorch, "W1-dense", 1, 1.3), Runs.Of(Library.TorchSharp, "W1-dense", 1, 1.7), Runs.Of(Library.Eigen, "W1-dense", 1, 0.7),
            Runs.Of(Library.Keratin, "W2-20ep", 1, 0.03), Runs.Of(Library.PyTorch, "W2-20ep", 1, 3.3),
        ];
        Assert.Equal(
            """
            | workload | Keratin | faster of PyTorch and TorchSharp | ratio | goal | fastest C++ program | ratio | goal |
            |---|---:|---:|---:|---:|---:|---:|---:|
            | Reuters, dense array (W1-dense) | 100 ms | 1.30 s PyTorch | **13.0 ×** | 12 × ✓ | 700 ms Eigen | **7.0 ×** | 8 × **✗** |
            | Boston, 4 folds × 20 epochs in sequence (W2-20ep) | 30.0 ms (300 µs per step) | 3.30 s PyTorch | **110 ×** | 100 × ✓ | – | | |
            """, RatioTable.Make(new Results(all), Sections.Peers).ToString());
    }

    [Fact]
    public void Without_AVX512_two_thirds_of_a_goal_do()
    {
        Measurement[] all = [Runs.Of(Library.Keratin, "W1-dense", 1, 0.1) with { Section = Sections.Narrow }, Runs.Of(Library.PyTorch, "W1-dense", 1, 0.9) with { Section = Sections.Narrow }];
        Assert.Contains("**9.0 ×** | 8 × ✓", RatioTable.Make(new Results(all), Sections.Narrow, Goal.NarrowShare).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Memory_is_compared_with_the_smaller_of_the_others()
    {
        Measurement[] all = [Runs.Of(Library.Keratin, "W1-sparse", 1, 1, 90), Runs.Of(Library.PyTorch, "W1-sparse", 1, 1, 300), Runs.Of(Library.TorchSharp, "W1-sparse", 1, 1, 180), Runs.Of(Library.Eigen, "W1-sparse", 1, 1, 16)];
        Assert.Contains("**50 %**", MemoryGoal.Sentence(new Results(all)), StringComparison.Ordinal);
        Assert.Contains("at most 40 % **✗**", MemoryGoal.Sentence(new Results(all)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_product_is_compared_with_OpenBLAS_and_the_peak_of_its_threads() =>
        Assert.Contains("| 1024 × 1024 × 1024 | 1 | 1.00 ms | 180 | 90 % | 150 | 120 % |", CeilingTables.Products(Runs.Complete()).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_sweep_gives_its_exponent() =>
        Assert.Contains("| rows | 1000 to 4000 | 1.00 s | 4.00 s | 1.00 | 1.00 |", SweepTables.Exponents(Runs.Complete()).ToString(), StringComparison.Ordinal);

    [Fact]
    public void A_place_without_a_text_is_an_error()
    {
        Assert.Equal("a 1 b", Page.Fill("a {{x 1}} b", new Dictionary<string, string> { ["x 1"] = "1" }));
        Assert.Throws<KeyNotFoundException>(() => Page.Fill("{{y}}", new Dictionary<string, string>()));
    }

    [Fact]
    public void The_page_is_written_whole_with_its_pictures()
    {
        using var folder = new TemporaryFolder();
        Page.Write(folder.Path("page.md"), Runs.Complete());
        string page = File.ReadAllText(folder.Path("page.md"));
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
        Assert.Contains("the profiler's table", page, StringComparison.Ordinal);
        foreach (string name in (string[])["ratios", "products", "growth"])
        {
            Assert.Contains($"(images/benchmarks-{name}.png)", page, StringComparison.Ordinal);
            Assert.True(new FileInfo(folder.Path($"images/benchmarks-{name}.png")).Length > 5000);
        }
    }

    [Fact]
    public void A_run_that_broke_off_at_once_can_be_written_up()
    {
        using var folder = new TemporaryFolder();
        Page.Write(folder.Path("page.md"), new Results([]));
        Assert.Contains(MarkdownTable.NotMeasured, File.ReadAllText(folder.Path("page.md")), StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder.Path("images")));
    }
}
