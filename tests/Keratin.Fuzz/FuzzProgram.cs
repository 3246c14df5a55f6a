using System.Globalization;
using System.Text.RegularExpressions;

namespace Keratin.Fuzz;

/// <summary>Feeds the readers with damaged inputs.</summary>
internal static partial class FuzzProgram
{
    /// <summary>The first argument of a child.</summary>
    public const string ChildWord = "child";

    // A process that has read so many inputs makes room for a new one.
    private const long InputsOfAChild = 20_000;

    private const long InputsUnlessSaid = 20_000;

    public static int Main(string[] arguments)
    {
        if (arguments is [ChildWord, var file, .. var jobs])
        {
            Child.Run(file, [.. jobs.Select(Job.Parse)]);
            return 0;
        }
        if (arguments is ["replay"]) return Print([.. FuzzTargets.All.Select(target => new Job(target, 0, Findings.Of(target).Count, null))]);
        if (arguments is ["accepted", var reader, var folder, .. var numbers] && FuzzTargets.Find(reader) is { } one && TryOptions(numbers, out int of, out long first, out long inputs))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Accepted.Write(one, of, first, inputs, folder):N0} of {inputs:N0} are taken"));
            return 0;
        }
        IReadOnlyList<FuzzTarget> targets = arguments is ["all", ..] ? FuzzTargets.All : FuzzTargets.All.Where(target => arguments is [var name, ..] && name == target.Name).ToArray();
        if (targets.Count == 0 || !TryOptions(arguments[1..], out int seed, out long from, out long count))
        {
            Console.Error.WriteLine($"Usage: dotnet run -c Release --project tests/Keratin.Fuzz -- TARGET [--seed N] [--from N] [--count N]\n       dotnet run -c Release --project tests/Keratin.Fuzz -- replay\n       dotnet run -c Release --project tests/Keratin.Fuzz -- accepted TARGET FOLDER [--seed N] [--from N] [--count N]\nTARGET is all, or one of {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}.");
            return 2;
        }
        return targets.Max(target => Print([.. Batches(target, seed, from, count)]));
    }

    private static IEnumerable<Job> Batches(FuzzTarget target, int seed, long from, long count)
    {
        for (long start = from; start < from + count; start += InputsOfAChild) yield return new Job(target, start, Math.Min(start + InputsOfAChild, from + count), seed);
    }

    // A child for each job.
    private static int Print(Job[] jobs)
    {
        var totals = new Dictionary<string, Tally>();
        var known = new HashSet<string>();
        foreach (Job job in jobs)
        {
            (IReadOnlyList<Tally> tallies, IReadOnlyList<Harm> harms) = Hunt.Run([job], Console.Error);
            foreach (Tally tally in tallies) totals[tally.Target] = totals.TryGetValue(tally.Target, out Tally? sum) ? sum + tally : tally;
            foreach (Harm harm in harms)
                if (known.Add(harm.What)) Report(job, harm);
        }
        foreach (Tally tally in totals.Values) Console.WriteLine(tally);
        return known.Count > 0 ? 1 : 0;
    }

    private static void Report(Job job, Harm harm)
    {
        if (job.Seed is not { } seed)
        {
            Console.WriteLine($"{Findings.Of(job.Target)[(int)harm.Number]}: {harm.What}");
            return;
        }
        string name = $"{NoLetters().Replace(harm.What, "-")}-{seed.ToString(CultureInfo.InvariantCulture)}-{harm.Number.ToString(CultureInfo.InvariantCulture)}";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{harm.Target}: {harm.What}\n  kept as {Findings.Keep(job.Target, name, job.Input(harm.Number))}\n  dotnet run --project tests/Keratin.Fuzz -- {harm.Target} --seed {seed} --from {harm.Number} --count 1"));
    }

    private static bool TryOptions(string[] options, out int seed, out long from, out long count)
    {
        (seed, from, count) = (1, 0, InputsUnlessSaid);
        for (int i = 0; i < options.Length; i += 2)
        {
            if (i + 1 == options.Length || !long.TryParse(options[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out long value)) return false;
            if (options[i] == "--seed" && value <= int.MaxValue) seed = (int)value;
            else if (options[i] == "--from") from = value;
            else if (options[i] == "--count") count = value;
            else return false;
        }
        return true;
    }

    [GeneratedRegex(@"[^\w.]+")]
    private static partial Regex NoLetters();
}
