using Keratin.Tests;

namespace Keratin.Benchmarks.Tests;

public sealed class MeasurementTests
{
    private const string Line = """
        {"peer": "pytorch-1.13", "workload": "W1-dense", "seconds": 1.29, "us_per_step": 8950, "peak_rss_mb": 695.9, "accuracy_or_mae": 0.5784, "threads": 2, "steps": 144}
        """;

    [Fact]
    public void A_peers_line_is_read()
    {
        Measurement expected = new() { Section = Sections.Narrow, Workload = "W1-dense", Library = "pytorch", Version = "pytorch-1.13", Round = 3, Seconds = 1.29, SecondsPerStep = 8950 * 1e-6, PeakMegabytes = 695.9, Score = 0.5784, Threads = 2 };
        Assert.Equal(expected, PeerLine.Parse(Line, Sections.Narrow, Library.PyTorch, 3));
    }

    [Fact]
    public void One_row_is_read_in_parts_of_a_microsecond()
    {
        string line = Line.Replace("W1-dense", "W4-1row-dense", StringComparison.Ordinal).Replace("1.29", "5e-06", StringComparison.Ordinal).Replace("8950", "4.6", StringComparison.Ordinal).Replace("0.5784", "null", StringComparison.Ordinal);
        Measurement row = PeerLine.Parse(line, Sections.Peers, Library.PyTorch, 1)!;
        Assert.Equal(4.6e-6, row.Seconds, 1e-12);
        Assert.Null(row.Score);
    }

    [Theory]
    [InlineData("UserWarning: something")]
    [InlineData("")]
    [InlineData("{not JSON")]
    [InlineData("{\"peer\": \"pytorch\"}")]
    public void Other_output_is_no_result(string line) => Assert.Null(PeerLine.Parse(line, Sections.Peers, Library.PyTorch, 1));

    [Fact]
    public void A_file_gives_back_what_was_written_and_a_second_files_rounds_follow()
    {
        using var folder = new TemporaryFolder();
        Measurement row = PeerLine.Parse(Line, Sections.Peers, Library.PyTorch, 2)!, machine = new() { Section = Sections.Machine, Workload = "cores", Text = "2 × 1" };
        var file = new ResultFile(folder.Path("results.jsonl"));
        file.Append(machine);
        file.Append(row);
        Assert.Equal([machine, row, machine, row with { Round = 4 }], ResultFile.Read([file.Path, file.Path]));
    }
}
