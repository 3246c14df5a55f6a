namespace Keratin.Cli.Comparison;

/// <summary>
/// Which layer of one model stands for which of another, in order: the alignment in which the pairs are most alike
/// together (Needleman and Wunsch). So a layer that was put in between is seen as one, although all names behind it change.
/// </summary>
internal static class LayerAlignment
{
    /// <summary>Aligns two rows of layers.</summary>
    /// <returns>Pairs in order; one side is null where a layer has no counterpart.</returns>
    public static IReadOnlyList<(LayerView? Left, LayerView? Right)> Of(IReadOnlyList<LayerView> left, IReadOnlyList<LayerView> right)
    {
        // The most that the layers from i and from j on can reach.
        var best = new double[left.Count + 1, right.Count + 1];
        for (int i = left.Count - 1; i >= 0; i--)
            for (int j = right.Count - 1; j >= 0; j--)
                best[i, j] = Math.Max(left[i].Likeness(right[j]) + best[i + 1, j + 1], Math.Max(best[i + 1, j], best[i, j + 1]));
        var pairs = new List<(LayerView?, LayerView?)>();
        for (int i = 0, j = 0; i < left.Count || j < right.Count;)
        {
            if (i < left.Count && j < right.Count && best[i, j] > Math.Max(best[i + 1, j], best[i, j + 1])) pairs.Add((left[i++], right[j++]));
            else if (j == right.Count || (i < left.Count && best[i + 1, j] >= best[i, j + 1])) pairs.Add((left[i++], null));
            else pairs.Add((null, right[j++]));
        }
        return pairs;
    }
}
