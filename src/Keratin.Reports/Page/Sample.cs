namespace Keratin;

/// <summary>Some of many, always the same: what is too much for a page is thinned out evenly.</summary>
internal static class Sample
{
    /// <summary>All positions where there are few, else evenly chosen ones, the first among them.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="most">How many are wanted at most.</param>
    /// <param name="kept">Positions that are wanted whatever happens.</param>
    /// <returns>Positions in ascending order.</returns>
    public static int[] Of(int count, int most, params ReadOnlySpan<int> kept)
    {
        if (count <= most) return [.. Enumerable.Range(0, count)];
        SortedSet<int> chosen = [.. Enumerable.Range(0, most).Select(i => (int)((long)i * count / most))];
        foreach (int position in kept) chosen.Add(position);
        return [.. chosen];
    }
}
