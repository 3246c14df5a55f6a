using System.Globalization;

namespace Keratin;

/// <summary>
/// The loss and the metrics of some data: by name, <c>results["accuracy"]</c>, or in the order of Compile,
/// <c>var (loss, accuracy) = model.Evaluate(x, y);</c>.
/// </summary>
public sealed class Evaluation
{
    private readonly (string Name, double Value)[] _values;

    internal Evaluation(IEnumerable<(string Name, double Value)> values) => _values = [.. values];

    /// <summary>The loss.</summary>
    public double Loss => _values[0].Value;

    /// <summary>The names: <c>loss</c> first, then the metrics in the order of Compile.</summary>
    public IReadOnlyList<string> Names => [.. _values.Select(value => value.Name)];

    /// <summary>All values, in order.</summary>
    internal IEnumerable<KeyValuePair<string, double>> Values => _values.Select(value => KeyValuePair.Create(value.Name, value.Value));

    /// <summary>A value by its name.</summary>
    /// <param name="name"><c>"loss"</c> or a metric's name.</param>
    /// <exception cref="KeyNotFoundException">There is no such name; the message lists those there are.</exception>
    public double this[string name]
    {
        get
        {
            foreach ((string known, double value) in _values)
                if (known == name) return value;
            throw new KeyNotFoundException($"There is no \"{name}\" among the results: {string.Join(", ", Names)}. Add it to the metrics of Compile.");
        }
    }

    /// <summary>The loss and the only metric.</summary>
    /// <exception cref="InvalidOperationException">There is another number of values.</exception>
    public void Deconstruct(out double loss, out double metric)
    {
        Require(2);
        (loss, metric) = (_values[0].Value, _values[1].Value);
    }

    /// <summary>The loss and the two metrics.</summary>
    /// <exception cref="InvalidOperationException">There is another number of values.</exception>
    public void Deconstruct(out double loss, out double first, out double second)
    {
        Require(3);
        (loss, first, second) = (_values[0].Value, _values[1].Value, _values[2].Value);
    }

    /// <summary>All values with four decimals: <c>loss: 0.9583 - accuracy: 0.7836</c>.</summary>
    public override string ToString() =>
        string.Join(" - ", _values.Select(value => string.Create(CultureInfo.InvariantCulture, $"{value.Name}: {value.Value:F4}")));

    private void Require(int count)
    {
        if (_values.Length != count) throw new InvalidOperationException($"Cannot take {count} values apart: the results are {string.Join(", ", Names)}.");
    }
}
