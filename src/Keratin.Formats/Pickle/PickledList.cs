using System.Runtime.CompilerServices;

namespace Keratin.Formats;

/// <summary>
/// A list inside a pickle. As long as it holds nothing but integers of 32 bits, it keeps them as such: datasets have
/// millions, and a <see cref="PickleValue"/> takes four times the memory and the collector's time.
/// </summary>
internal sealed class PickledList
{
    private readonly List<int> _integers = [];
    private List<PickleValue>? _values;

    /// <summary>The elements, if all are integers of 32 bits; else nothing.</summary>
    public List<int>? Integers => _values is null ? _integers : null;

    /// <summary>The elements, whatever they are, copied.</summary>
    public PickleValue[] Values => _values?.ToArray() ?? [.. _integers.Select(number => new PickleValue(PickleValue.Integer, number))];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(ReadOnlySpan<PickleValue> values)
    {
        if (_values is null && AreIntegers(values))
        {
            _integers.EnsureCapacity(_integers.Count + values.Length);
            foreach (ref readonly PickleValue value in values) _integers.Add((int)value.Number);
            return;
        }
        _values ??= [.. Values];
        _values.AddRange(values);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AreIntegers(ReadOnlySpan<PickleValue> values)
    {
        foreach (ref readonly PickleValue value in values)
            if (!value.IsInteger || value.Number != (int)value.Number) return false;
        return true;
    }
}
