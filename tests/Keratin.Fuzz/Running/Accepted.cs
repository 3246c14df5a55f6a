using System.Globalization;

namespace Keratin.Fuzz;

/// <summary>The damaged inputs that a reader takes, as files: for others to say whether they would take them too.</summary>
internal static class Accepted
{
    /// <summary>Writes them, each named by its number.</summary>
    /// <returns>How many there are.</returns>
    public static int Write(FuzzTarget target, int seed, long from, long count, string folder)
    {
        Directory.CreateDirectory(folder);
        int written = 0;
        for (long number = from; number < from + count; number++)
        {
            byte[] input = target.Mutant(seed, number);
            try
            {
                target.Read(input);
            }
            catch (Exception error) when (target.IsDocumented(error))
            {
                continue;
            }
            File.WriteAllBytes(Path.Combine(folder, $"{number.ToString(CultureInfo.InvariantCulture)}.{target.Name}"), input);
            written++;
        }
        return written;
    }
}
