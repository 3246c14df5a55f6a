namespace Keratin.Formats;

/// <summary>
/// A value on the pickle machine's stack. Numbers stand in the struct itself, so that millions of them make no objects.
/// </summary>
/// <param name="Number">The value of an integer; 0 or 1 for a truth value.</param>
/// <param name="Content">
/// <see cref="Integer"/>, <see cref="Truth"/>, <see cref="None"/> or <see cref="Mark"/>; otherwise a <c>double</c>, a
/// <c>string</c>, a <c>byte[]</c>, a tuple as <c>PickleValue[]</c>, a <see cref="PickledList"/>, or one of
/// NumPy's things: <see cref="NumpyName"/>, <see cref="PickledType"/>, <see cref="PickledArray"/>.
/// </param>
internal readonly record struct PickleValue(object Content, long Number = 0)
{
    public static readonly object Integer = new();
    public static readonly object Truth = new();
    public static readonly object None = new();
    public static readonly object Mark = new();

    public bool IsInteger => ReferenceEquals(Content, Integer);

    public bool IsTruth => ReferenceEquals(Content, Truth);

    public bool IsNone => ReferenceEquals(Content, None);

    public bool IsMark => ReferenceEquals(Content, Mark);

    /// <summary>What the value is, for errors.</summary>
    public string Kind => Content switch
    {
        double => "a number with a fraction",
        string => "text",
        byte[] => "bytes",
        PickleValue[] => "a tuple",
        PickledList => "a list",
        NumpyName => "a function",
        PickledType => "a type",
        PickledArray => "an array",
        _ => IsInteger ? "an integer" : IsTruth ? "a truth value" : "nothing",
    };
}
