using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>The pickle machine's stack, which a damaged pickle cannot make underflow.</summary>
/// <param name="name">The file, for errors.</param>
internal sealed class PickleStack(string name)
{
    private readonly List<PickleValue> _values = [];

    // Where the marks stand, so that none has to be searched for among thousands of numbers.
    private readonly Stack<int> _marks = [];

    /// <summary>The value pushed last, which must not be a mark.</summary>
    public PickleValue Top => _values.Count > 0 && !_values[^1].IsMark ? _values[^1] : throw Underflow();

    public void Push(PickleValue value) => _values.Add(value);

    /// <summary>Pushes a mark, up to which values can be taken later.</summary>
    public void PushMark()
    {
        _marks.Push(_values.Count);
        Push(new(PickleValue.Mark));
    }

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
        if (_values[^1].IsMark) _marks.Pop();
        _values.RemoveAt(_values.Count - 1);
    }

    /// <summary>Takes all values since the last mark, and the mark.</summary>
    public PickleValue[] PopToMark()
    {
        if (!_marks.TryPop(out int mark)) throw Underflow();
        PickleValue[] values = CollectionsMarshal.AsSpan(_values)[(mark + 1)..].ToArray();
        CollectionsMarshal.SetCount(_values, mark);
        return values;
    }

    /// <summary>Takes the last value and appends it to the list before it.</summary>
    public void Append()
    {
        PickleValue value = Pop();
        ListOf(Top).Add([value]);
    }

    /// <summary>Takes all values since the last mark, and the mark, and appends them to the list before it.</summary>
    public void AppendSinceMark()
    {
        if (!_marks.TryPop(out int mark) || mark == 0 || _values[mark - 1].IsMark) throw Underflow();
        ListOf(_values[mark - 1]).Add(CollectionsMarshal.AsSpan(_values)[(mark + 1)..]);
        CollectionsMarshal.SetCount(_values, mark);
    }

    private PickledList ListOf(PickleValue target) =>
        target.Content as PickledList ?? throw Malformed.In(name, $"its pickle appends to {target.Kind}, not to a list");

    private InvalidDataException Underflow() => Malformed.In(name, "its pickle takes more values than it made");
}
