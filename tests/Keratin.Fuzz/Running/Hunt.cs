using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Keratin.Fuzz;

/// <summary>Runs children and outlives them: what each read is counted, and an input of which one dies is known by its number.</summary>
internal static class Hunt
{
    // Twice what the reader of the largest seed may take, and far below what a small machine has.
    private const string HeapLimit = "0x20000000";

    /// <summary>Reads the inputs of some jobs, one after the other, in one child for as long as it lives.</summary>
    /// <param name="jobs">The jobs.</param>
    /// <param name="errors">Where the details go.</param>
    /// <returns>A count for each job, and all harm that was done.</returns>
    public static (IReadOnlyList<Tally> Tallies, IReadOnlyList<Harm> Harms) Run(IReadOnlyList<Job> jobs, TextWriter errors)
    {
        var tallies = new List<Tally>();
        var harms = new List<Harm>();
        string file = Path.GetTempFileName();
        try
        {
            List<Job> left = [.. jobs.Where(job => job.From < job.End)];
            while (left.Count > 0)
            {
                File.WriteAllBytes(file, new byte[2 * sizeof(long)]);
                int code = RunOnce(file, left, tallies, harms, errors);
                if (code == 0) break;
                (int place, long number) = Child.PlaceIn(file);
                Job job = left[place];
                harms.Add(new Harm(job.Target.Name, number, code == Child.Hung ? "does not end" : $"ends the process with {code.ToString(CultureInfo.InvariantCulture)}"));
                tallies.Add(new Tally(job.Target.Name, number + 1 - job.From, 0, 0, 0, 0));
                left = [.. left.Skip(place)];
                left[0] = job with { From = number + 1 };
                if (left[0].From >= job.End) left.RemoveAt(0);
            }
        }
        finally
        {
            File.Delete(file);
        }
        return (tallies, harms);
    }

    private static int RunOnce(string file, List<Job> jobs, List<Tally> tallies, List<Harm> harms, TextWriter errors)
    {
        var start = new ProcessStartInfo(Host()) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in (string[])[typeof(Hunt).Assembly.Location, FuzzProgram.ChildWord, file, .. jobs.Select(job => job.ToString())]) start.ArgumentList.Add(argument);
        start.Environment["DOTNET_GCHeapHardLimit"] = HeapLimit;
        using Process process = Process.Start(start)!;
        Task<string> said = process.StandardError.ReadToEndAsync();
        while (process.StandardOutput.ReadLine() is { } line)
            if (line.Split(' ', 4) is ["harm", var target, var number, var what]) harms.Add(new Harm(target, long.Parse(number, CultureInfo.InvariantCulture), what));
            else if (line.StartsWith("done ", StringComparison.Ordinal)) tallies.Add(Tally.Parse(line.Split(' ')[1..]));
        process.WaitForExit();
        errors.Write(said.Result);
        return process.ExitCode;
    }

    // The dotnet of the runtime that runs this program; it need not be on the path.
    private static string Host()
    {
        string name = OperatingSystem.IsWindows() ? "dotnet.exe" : "dotnet";
        string host = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..", name));
        return File.Exists(host) ? host : name;
    }
}
