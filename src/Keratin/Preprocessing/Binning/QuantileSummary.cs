namespace Keratin;

/// <summary>
/// Some of the values of a large set, ascending, each with the number of values that it stands for: enough to find the
/// set's quantiles, and small however large the set. It follows Keras's Discretization to the rounding.
/// </summary>
internal sealed class QuantileSummary
{
    private readonly float[] _values;
    private readonly float[] _weights;

    private QuantileSummary(float[] values, float[] weights) => (_values, _weights) = (values, weights);

    /// <summary>The summary of nothing.</summary>
    public static QuantileSummary Empty { get; } = new([], []);

    /// <summary>The number of values kept.</summary>
    public int Length => _values.Length;

    /// <summary>The summary of some values: about 1 / epsilon of them, or all where they are few.</summary>
    /// <param name="values">The values, which are sorted.</param>
    /// <param name="epsilon">The tolerated error.</param>
    public static QuantileSummary Of(float[] values, double epsilon)
    {
        Array.Sort(values);
        double increment = values.Length / (1.0 / epsilon), step = Math.Max(increment, 1);
        var kept = new List<float>();
        for (int i = (int)increment; i < values.Length; i += (int)step) kept.Add(values[i]);
        return new QuantileSummary([.. kept], [.. Enumerable.Repeat((float)step, kept.Count)]);
    }

    /// <summary>The summary of both sets.</summary>
    public QuantileSummary With(QuantileSummary other, double epsilon)
    {
        float[] values = [.. _values, .. other._values], weights = [.. _weights, .. other._weights];
        int[] order = [.. Enumerable.Range(0, values.Length).OrderBy(place => values[place])];
        return new QuantileSummary(Array.ConvertAll(order, place => values[place]), Array.ConvertAll(order, place => weights[place])).Compressed(epsilon);
    }

    /// <summary>The boundaries between bins of about equally many values; fewer where there are too few values.</summary>
    public float[] Boundaries(int bins) => Compressed(1.0 / bins)._values[..^1];

    private QuantileSummary Compressed(double epsilon)
    {
        if (Length * epsilon < 1) return this;
        var totals = new float[Length];
        float total = 0;
        for (int i = 0; i < totals.Length; i++) totals[i] = total += _weights[i];
        float[] shares = Array.ConvertAll(totals, sum => sum / total);
        int count = (int)Math.Ceiling(1 / epsilon);
        var values = new float[count];
        var weights = new float[count];
        double before = 0;
        for (int i = 0; i < count; i++)
        {
            double share = epsilon + i * epsilon;
            values[i] = (float)Interpolated(share, shares, _values);
            double sum = Interpolated(share, shares, totals);
            weights[i] = (float)(sum - before);
            before = sum;
        }
        return new QuantileSummary(values, weights);
    }

    // NumPy's interp: the ends' values beyond the ends.
    private static double Interpolated(double x, float[] places, float[] values)
    {
        int next = 0;
        while (next < places.Length && places[next] <= x) next++;
        if (next == 0) return values[0];
        if (next == places.Length || places[next - 1] == x) return values[next - 1];
        double slope = ((double)values[next] - values[next - 1]) / ((double)places[next] - places[next - 1]);
        return slope * (x - places[next - 1]) + values[next - 1];
    }
}
