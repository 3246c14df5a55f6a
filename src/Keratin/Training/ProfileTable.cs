using System.Globalization;
using System.Text;

namespace Keratin;

/// <summary>The table of a <see cref="TrainingProfile"/>: a line per step, with a bar as long as its share of the time.</summary>
internal static class ProfileTable
{
    private const int BarCells = 24;
    private const string Eighths = " ▏▎▍▌▋▊▉";

    private static readonly int[] Widths = [11, 8, 9, 8, 10];

    public static string Write(TrainingProfile profile)
    {
        int nameWidth = Math.Max("total".Length, profile.Steps.Max(step => step.Name.Length));
        double largest = profile.Steps.Max(step => step.Share);
        var text = new StringBuilder();
        Line(text, nameWidth, "step", ["time", "share", "GFLOP/s", "GB/s", "of peak"], "");
        foreach (StepProfile step in profile.Steps)
            Line(text, nameWidth, step.Name, Cells(step), largest > 0 ? Bar(step.Share / largest) : "");
        double nanoseconds = profile.Steps.Sum(step => step.Microseconds) * 1e3;
        double flops = profile.Steps.Sum(step => step.Flops), bytes = profile.Steps.Sum(step => step.Bytes);
        Line(text, nameWidth, "total", [Time(nanoseconds / 1e3), Percent(profile.Steps.Sum(step => step.Share)), Rate(nanoseconds > 0 ? flops / nanoseconds : 0), Rate(nanoseconds > 0 ? bytes / nanoseconds : 0), ""], "");
        text.Append(CultureInfo.InvariantCulture, $"Batches of {profile.BatchSize} on {profile.Threads} {(profile.Threads == 1 ? "thread" : "threads")}. ");
        text.Append(CultureInfo.InvariantCulture, $"Peaks measured here: {profile.PeakGigaflopsPerSecond:F0} GFLOP/s (fma), {profile.PeakGigabytesPerSecond:F1} GB/s (mem).");
        return text.ToString();
    }

    private static string[] Cells(StepProfile step)
    {
        string limit = step.PeakShare == 0 ? "" : step.ComputeShare >= step.BandwidthShare ? " fma" : " mem";
        return [Time(step.Microseconds), Percent(step.Share), Rate(step.GigaflopsPerSecond), Rate(step.GigabytesPerSecond), string.Create(CultureInfo.InvariantCulture, $"{100 * step.PeakShare:F0} %{limit}")];
    }

    private static void Line(StringBuilder text, int nameWidth, string name, string[] cells, string bar)
    {
        var line = new StringBuilder(name.PadRight(nameWidth));
        for (int i = 0; i < cells.Length; i++) line.Append(cells[i].PadLeft(Widths[i]));
        text.Append(line.Append("  ").Append(bar).ToString().TrimEnd()).Append('\n');
    }

    private static string Bar(double part)
    {
        int eighths = (int)Math.Round(part * BarCells * 8);
        return new string('█', eighths / 8) + Eighths[eighths % 8];
    }

    private static string Time(double microseconds) => microseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{microseconds * 1e3:F0} ns"),
        < 1e3 => string.Create(CultureInfo.InvariantCulture, $"{microseconds:F1} µs"),
        < 1e6 => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e3:F2} ms"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{microseconds / 1e6:F2} s"),
    };

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F1} %");

    private static string Rate(double rate) => rate.ToString("F1", CultureInfo.InvariantCulture);
}
