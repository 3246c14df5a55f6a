using System.Diagnostics;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Text.RegularExpressions;

namespace Keratin.Fuzz;

/// <summary>
/// The process that reads: it may die of an input, so it notes each before it is read, in memory that outlives it. Only the
/// documented error may come out, within two seconds and the bounds of memory; what else happens is printed.
/// </summary>
internal sealed partial class Child : IDisposable
{
    /// <summary>The exit code after an input that did not end.</summary>
    public const int Hung = 77;

    // The least that platforms give the first thread of a program.
    private const int StackSize = 1 << 20;

    private const int LooksASecond = 10;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(2);

    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _place;
    private readonly HashSet<string> _said = [];

    // Another for each input that is being read.
    private volatile object? _current;

    private Child(string file)
    {
        _file = MemoryMappedFile.CreateFromFile(file, FileMode.Open, null, 2 * sizeof(long));
        _place = _file.CreateViewAccessor();
    }

    /// <summary>Reads all inputs of some jobs.</summary>
    /// <param name="file">Where the child notes how far it is: two numbers, the job and the input.</param>
    /// <param name="jobs">The jobs.</param>
    public static void Run(string file, IReadOnlyList<Job> jobs)
    {
        using var child = new Child(file);
        new Thread(child.Watch) { IsBackground = true }.Start();
        var reader = new Thread(() => child.Read(jobs), StackSize);
        reader.Start();
        reader.Join();
    }

    /// <summary>How far a child came that was given this file.</summary>
    public static (int Job, long Number) PlaceIn(string file)
    {
        byte[] bytes = File.ReadAllBytes(file);
        return ((int)BitConverter.ToInt64(bytes), BitConverter.ToInt64(bytes, sizeof(long)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _place.Dispose();
        _file.Dispose();
    }

    private void Read(IReadOnlyList<Job> jobs)
    {
        for (int i = 0; i < jobs.Count; i++)
        {
            _place.Write(0, (long)i);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            long refused = 0, most = 0, slowest = 0;
            for (long number = jobs[i].From; number < jobs[i].End; number++)
            {
                _place.Write(sizeof(long), number);
                byte[] input = jobs[i].Input(number);
                _current = new object();
                long memory = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
                if (!WasRead(jobs[i].Target, number, input)) refused++;
                slowest = Math.Max(slowest, Stopwatch.GetTimestamp() - start);
                memory = GC.GetAllocatedBytesForCurrentThread() - memory;
                _current = null;
                most = Math.Max(most, memory);
                if (memory > jobs[i].Target.MostMemory(input.Length)) Say(jobs[i].Target, number, "takes too much memory", string.Create(CultureInfo.InvariantCulture, $"{memory:N0} bytes for an input of {input.Length:N0}"));
            }
            TimeSpan taken = Environment.CpuUsage.TotalTime - before;
            Console.WriteLine("done " + new Tally(jobs[i].Target.Name, jobs[i].End - jobs[i].From, refused, taken.TotalSeconds, most, 1000.0 * slowest / Stopwatch.Frequency).Line());
        }
    }

    private bool WasRead(FuzzTarget target, long number, byte[] input)
    {
        try
        {
            target.Read(input);
            return true;
        }
        catch (Exception error)
        {
            if (!target.IsDocumented(error)) Say(target, number, $"{error.GetType().Name} in {Place().Match(error.StackTrace ?? "").Groups[1].Value}", error.ToString());
            return false;
        }
    }

    // Each kind of harm once: a cause that is not mended yet would fill the screen.
    private void Say(FuzzTarget target, long number, string what, string details)
    {
        if (!_said.Add($"{target.Name} {what}")) return;
        Console.Error.WriteLine($"{target.Name} {number}: {what}\n{details}");
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"harm {target.Name} {number} {what}"));
    }

    // By the processor's time, because a machine with other work may let a process wait for long.
    private void Watch()
    {
        object? seen = null;
        TimeSpan since = default;
        for (; ; Thread.Sleep(1000 / LooksASecond))
        {
            object? now = _current;
            TimeSpan used = Environment.CpuUsage.TotalTime;
            if (now is null || now != seen) (seen, since) = (now, used);
            else if (used - since > Longest) Environment.Exit(Hung);
        }
    }

    // The innermost method of ours.
    [GeneratedRegex(@"   at (Keratin\.(?!Fuzz)[\w.`<>]+)")]
    private static partial Regex Place();
}
