namespace Keratin;

/// <summary>Guesses which known name somebody meant.</summary>
internal static class NearestName
{
    /// <summary>The known name that begins with what was written, or else the one spelt most alike.</summary>
    /// <param name="name">What was written.</param>
    /// <param name="known">The known names, at least one.</param>
    public static string Of(string name, IReadOnlyCollection<string> known) =>
        known.FirstOrDefault(candidate => name.Length > 0 && candidate.StartsWith(name, StringComparison.OrdinalIgnoreCase))
        ?? known.MinBy(candidate => Distance(name, candidate))!;

    // The number of letters to insert, remove or change to turn one word into the other (Levenshtein).
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            int diagonal = row[0]++;
            for (int j = 1; j <= to.Length; j++)
            {
                int change = diagonal + (char.ToLowerInvariant(from[i - 1]) == char.ToLowerInvariant(to[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(change, Math.Min(diagonal, row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
