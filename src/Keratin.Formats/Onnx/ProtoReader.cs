using System.Text;

namespace Keratin.Formats;

/// <summary>
/// Reads a protobuf message field by field, from where it stands in a stream; what nobody asks for is passed over and
/// not read. The numbers of a weight may be most of a file of gigabytes.
/// </summary>
internal sealed class ProtoReader
{
    private const int Varint = 0, Fixed64 = 1, Sized = 2, Fixed32 = 5;
    private const int LongestText = 1 << 20;

    private readonly Stream _stream;
    private readonly long _end;
    private readonly string _name;
    private long _at, _next;
    private int _kind;

    private ProtoReader(Stream stream, long start, long end, string name) => (_stream, _next, _end, _name) = (stream, start, end, name);

    /// <summary>The number of the present field, as it stands in a <c>.proto</c> file.</summary>
    public int Field { get; private set; }

    /// <summary>Begins with a message that is a whole file.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <param name="name">The file, for errors.</param>
    public static ProtoReader Of(Stream stream, string name) => new(stream, 0, stream.Length, name);

    /// <summary>Goes on to the next field.</summary>
    /// <returns>False at the end of the message.</returns>
    /// <exception cref="InvalidDataException">The message is damaged; so for all members.</exception>
    public bool Next()
    {
        if (_next == _end) return false;
        _at = _next;
        ulong tag = Number();
        Field = tag >> 3 is > 0 and < 1 << 29 ? (int)(tag >> 3) : throw Damaged();
        _kind = (int)(tag & 7);
        long size;
        switch (_kind)
        {
            case Varint:
                size = 0;
                for (long at = _at; Byte(at) >= 0x80; at++) size++;
                size++;
                break;
            case Fixed64: size = 8; break;
            case Fixed32: size = 4; break;
            case Sized:
                ulong declared = Number();
                size = declared <= long.MaxValue ? (long)declared : throw Damaged();
                break;
            default: throw Damaged();
        }
        if (size > _end - _at) throw Damaged();
        _next = _at + size;
        return true;
    }

    /// <summary>The present field as a whole number.</summary>
    public long Integer() => _kind == Varint ? (long)Number() : throw Damaged();

    /// <summary>The present field as whole numbers: one, or several packed together.</summary>
    public IEnumerable<long> Integers()
    {
        if (_kind != Sized)
        {
            yield return Integer();
            yield break;
        }
        while (_at < _next) yield return (long)Number();
        if (_at != _next) throw Damaged();
    }

    /// <summary>The present field as a text.</summary>
    public string Text()
    {
        long size = _kind == Sized ? _next - _at : throw Damaged();
        if (size > LongestText) throw Malformed.In(_name, $"it has a text of {size:N0} bytes, and {LongestText:N0} are the most that is read");
        var bytes = new byte[size];
        _stream.Position = _at;
        _stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>The present field as a message.</summary>
    public ProtoReader Message() => _kind == Sized ? new ProtoReader(_stream, _at, _next, _name) : throw Damaged();

    private ulong Number()
    {
        ulong number = 0;
        for (int shift = 0; shift < 64; shift += 7)
        {
            int next = Byte(_at++);
            number |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return number;
        }
        throw Damaged();
    }

    private int Byte(long at)
    {
        if (at >= _end) throw Damaged();
        if (_stream.Position != at) _stream.Position = at;
        return _stream.ReadByte();
    }

    private InvalidDataException Damaged() => Malformed.In(_name, "it does not go on as an ONNX file does; it is truncated or damaged");
}
