using System.Globalization;

namespace Keratin;

/// <summary>One learning rate up to and with the first boundary, the next up to and with the second, and so on.</summary>
public sealed class PiecewiseConstantDecay : LearningRateSchedule, IFromConfig<PiecewiseConstantDecay>
{
    private readonly long[] _boundaries;
    private readonly double[] _values;

    /// <summary>Makes a schedule.</summary>
    /// <param name="boundaries">The last steps of all pieces but the last, ascending: <c>[100_000, 110_000]</c>.</param>
    /// <param name="values">The learning rate of each piece, one more than boundaries: <c>[1, 0.5, 0.1]</c>.</param>
    /// <exception cref="ArgumentException">The numbers of boundaries and values do not fit, or the boundaries do not ascend.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A learning rate is negative or not finite.</exception>
    public PiecewiseConstantDecay(IReadOnlyList<long> boundaries, IReadOnlyList<double> values)
    {
        ArgumentNullException.ThrowIfNull(boundaries);
        ArgumentNullException.ThrowIfNull(values);
        if (values.Count != boundaries.Count + 1)
            throw new ArgumentException($"PiecewiseConstantDecay needs one value more than boundaries, but got {values.Count} values and {boundaries.Count} boundaries.", nameof(values));
        for (int i = 1; i < boundaries.Count; i++)
            if (boundaries[i] <= boundaries[i - 1])
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"PiecewiseConstantDecay needs boundaries that ascend, but {boundaries[i]} comes after {boundaries[i - 1]}."), nameof(boundaries));
        _boundaries = [.. boundaries];
        _values = [.. values.Select(value => Rate(value, nameof(PiecewiseConstantDecay), nameof(values)))];
    }

    static PiecewiseConstantDecay IFromConfig<PiecewiseConstantDecay>.FromConfig(Config config) => new(
        [.. (config.GetDoubles("boundaries") ?? []).Select(boundary => WholeSteps("boundaries", boundary))], config.GetDoubles("values") ?? []);

    /// <inheritdoc/>
    public override double At(long step)
    {
        int place = Array.BinarySearch(_boundaries, step);
        return _values[place >= 0 ? place : ~place];
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.SetValue("boundaries", Array.ConvertAll(_boundaries, boundary => (object?)boundary));
        config.Set("values", _values);
        config.Set("name", "PiecewiseConstant");
    }
}
