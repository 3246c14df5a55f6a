using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Keratin.Benchmarks;

/// <summary>What a result is worth nothing without: the machine, the versions, the day.</summary>
internal static class MachineDescription
{
    public static IEnumerable<Measurement> Lines(MeasuringSettings settings)
    {
        yield return Line("date", DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        yield return Line("processor", Processor());
        yield return Line("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture));
        yield return Line("memory", string.Create(CultureInfo.InvariantCulture, $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 1e9:F0} GB"));
        yield return Line("simd", Vector512.IsHardwareAccelerated ? "AVX-512" : Avx2.IsSupported ? "AVX2" : $"{Vector<byte>() * 8} bits");
        yield return Line("system", RuntimeInformation.OSDescription + ", " + RuntimeInformation.OSArchitecture);
        yield return Line("runtime", RuntimeInformation.FrameworkDescription);
        yield return Line("keratin", KeratinVersion());
        yield return Line("threads", settings.Threads.ToString(CultureInfo.InvariantCulture));
        yield return Line("rounds", settings.Rounds.ToString(CultureInfo.InvariantCulture));
        yield return Line("repeats", settings.Repeats.ToString(CultureInfo.InvariantCulture));

        static Measurement Line(string key, string text) => new() { Section = Sections.Machine, Workload = key, Text = text };
    }

    private static int Vector<T>() where T : struct => System.Numerics.Vector<T>.Count;

    // The version with the first letters of the commit behind the plus.
    private static string KeratinVersion()
    {
        string version = typeof(Model).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return version.IndexOf('+') is >= 0 and var plus ? version[..Math.Min(version.Length, plus + 8)] : version;
    }

    private static string Processor()
    {
        const string file = "/proc/cpuinfo";
        string? line = File.Exists(file) ? File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
