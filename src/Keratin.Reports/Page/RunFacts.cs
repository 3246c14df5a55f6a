using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Keratin;

/// <summary>Where and by what a report was made: what may differ where the same run is repeated.</summary>
internal sealed record RunFacts(DateTimeOffset Made, string Keratin, string Runtime, string System, string Processor, int Processors, string Vectors)
{
    /// <summary>This machine, now.</summary>
    public static RunFacts Here() => new(
        TimeProvider.System.GetLocalNow(),
        KeratinVersion(),
        RuntimeInformation.FrameworkDescription,
        $"{RuntimeInformation.OSDescription}, {RuntimeInformation.OSArchitecture}",
        ProcessorName(),
        Environment.ProcessorCount,
        Vector512.IsHardwareAccelerated ? "AVX-512" : Avx2.IsSupported ? "AVX2" : string.Create(CultureInfo.InvariantCulture, $"{Vector<byte>.Count * 8} bits"));

    // The version with the first letters of the commit behind the plus.
    private static string KeratinVersion()
    {
        string version = typeof(Model).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
        return version.IndexOf('+', StringComparison.Ordinal) is >= 0 and var plus ? version[..Math.Min(version.Length, plus + 8)] : version;
    }

    private static string ProcessorName()
    {
        const string file = "/proc/cpuinfo";
        string? line = null;
        try
        {
            if (File.Exists(file)) line = File.ReadLines(file).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // The name of a processor is not worth a report.
        }
        return line?[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() ?? Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
    }
}
