using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>The pickle machine's stack, which a damaged pickle cannot make underflow.</summary>
/// <param name="name">The file, for errors.</param>
internal sealed class PickleStack(string name)
{
    private readonly List<PickleValue> _values = [];

    /// <summary>The value pushed last, which must not be a mark.</summary>
    public PickleValue Top => _values.Count > 0 && !_values[^1].IsMark ? _values[^1] : throw Underflow();

    public void Push(PickleValue value) => _values.Add(value);

    /// <summary>Takes the value pushed last, which must not be a mark.</summary>
    public PickleValue Pop()
    {
        PickleValue top = Top;
        _values.RemoveAt(_values.Count - 1);
        return top;
    }

    /// <summary>Takes so many values, in the order they were pushed.</summary>
    public PickleValue[] Pop(int count)
    {
        var values = new PickleValue[count];
        for (int i = count - 1; i >= 0; i--) values[i] = Pop();
        return values;
    }

    /// <summary>Removes the last value or mark.</summary>
    public void Drop()
    {
        if (_values.Count == 0) throw Underflow();
        _values.RemoveAt(_values.Count - 1);
    }

    /// <summary>Takes all values since the last mark, and the mark.</summary>
    public PickleValue[] PopToMark()
    {
        int mark = _values.FindLastIndex(value => value.IsMark);
        if (mark < 0) throw Underflow();
        PickleValue[] values = CollectionsMarshal.AsSpan(_values)[(mark + 1)..].ToArray();
        CollectionsMarshal.SetCount(_values, mark);
        return values;
    }

    /// <summary>Appends values to the list that is now the last value.</summary>
    public void AppendTo(ReadOnlySpan<PickleValue> values)
    {
        if (Top.Content is not List<PickleValue> list) throw Malformed.In(name, $"its pickle appends to {Top.Kind}, not to a list");
        list.AddRange(values);
    }

    private InvalidDataException Underflow() => Malformed.In(name, "its pickle takes more values than it made");
}
