namespace Keratin.Formats;

/// <summary>An element type inside a pickle: NumPy's <c>dtype('i8')</c>, whose byte order arrives later.</summary>
/// <param name="code">Kind and size, for example <c>i8</c> or <c>O8</c>.</param>
internal sealed class PickledType(string code)
{
    /// <summary>Kind and size.</summary>
    public string Code { get; } = code;

    /// <summary><c>&lt;</c>, <c>&gt;</c>, <c>=</c> or <c>|</c>.</summary>
    public string ByteOrder { get; set; } = "|";

    /// <summary>Whether the elements are Python objects.</summary>
    public bool IsObject => Code.StartsWith('O');
}
