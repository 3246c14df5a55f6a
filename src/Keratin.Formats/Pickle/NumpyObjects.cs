using System.Text;

namespace Keratin.Formats;

/// <summary>
/// What the few functions of a pickled array mean, written out: an array is made empty by <c>_reconstruct</c>, its type
/// by <c>dtype</c>, and both are filled by their state. Names are compared as text; nothing is looked up or called.
/// </summary>
/// <param name="name">The file, for errors.</param>
/// <param name="length">Bytes of the pickle: a bound for what its texts can encode to.</param>
internal sealed class NumpyObjects(string name, int length)
{
    private const int LongestName = 80;

    private long _encoded;

    /// <summary>Recognises a function's name.</summary>
    /// <param name="module">Its module.</param>
    /// <param name="function">Its name in the module.</param>
    /// <exception cref="InvalidDataException">It is any other name.</exception>
    public NumpyName Named(string? module, string? function) => (module, function) switch
    {
        ("numpy.core.multiarray" or "numpy._core.multiarray", "_reconstruct") => NumpyName.Reconstruct,
        ("numpy", "ndarray") => NumpyName.Array,
        ("numpy", "dtype") => NumpyName.Type,
        ("_codecs", "encode") => NumpyName.Encode,
        (null, _) or (_, null) => throw Malformed.In(name, "its pickle names a function by something that is not text"),
        _ => throw Malformed.In(name, $"its pickle names the function {Shown(module)}.{Shown(function)}, which an array does not need; it was refused and nothing was run. A file that does this is not a plain dataset: do not open it with Python either"),
    };

    /// <summary>The meaning of a call.</summary>
    /// <param name="function">One of the known names.</param>
    /// <param name="arguments">A tuple.</param>
    public PickleValue Call(PickleValue function, PickleValue arguments) => (function.Content, arguments.Content) switch
    {
        (NumpyName.Reconstruct, PickleValue[] and [{ Content: NumpyName.Array }, ..]) => new(new PickledArray()),
        (NumpyName.Type, PickleValue[] and [{ Content: string code }, ..]) => new(new PickledType(code)),
        (NumpyName.Encode, PickleValue[] and [{ Content: string text }, { Content: "latin1" or "latin-1" }]) => new(Encoded(text)),
        (NumpyName known, _) => throw Malformed.In(name, $"its pickle calls {known} with arguments that NumPy does not write"),
        _ => throw Malformed.In(name, $"its pickle calls {function.Kind} as if it were a function"),
    };

    /// <summary>The meaning of a state: the second half of making an array or a type.</summary>
    /// <param name="target">An array or a type.</param>
    /// <param name="state">A tuple.</param>
    public void Fill(PickleValue target, PickleValue state)
    {
        switch (target.Content, state.Content)
        {
            case (PickledArray array, PickleValue[] and [{ IsInteger: true }, { Content: PickleValue[] sizes }, { Content: PickledType type }, _, var content])
                when array.Type is null && Array.TrueForAll(sizes, size => size.IsInteger):
                array.Sizes = Array.ConvertAll(sizes, size => size.Number);
                array.Type = type;
                array.Content = content;
                break;
            case (PickledType type, PickleValue[] and [{ IsInteger: true }, { Content: string order }, ..]):
                type.ByteOrder = order;
                break;
            default:
                throw Malformed.In(name, $"its pickle gives {target.Kind} a state that NumPy does not write");
        }
    }

    private static string Shown(string text) => text.Length <= LongestName ? text : text[..LongestName] + "...";

    // One text can be stored once and encoded many times; in what NumPy writes, the bytes never outgrow the pickle.
    private byte[] Encoded(string text)
    {
        _encoded += text.Length;
        if (_encoded > length) throw Malformed.In(name, "its pickle encodes more text than it holds");
        return Encoding.Latin1.GetBytes(text);
    }
}
