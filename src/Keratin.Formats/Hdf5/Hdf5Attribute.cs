namespace Keratin.Formats;

/// <summary>A named value beside a group or dataset. Only texts and lists of texts are read.</summary>
internal sealed class Hdf5Attribute
{
    private readonly ReadOnlyMemory<byte> _type, _extent, _content;
    private readonly string _part;

    private Hdf5Attribute(string name, ReadOnlyMemory<byte> type, ReadOnlyMemory<byte> extent, ReadOnlyMemory<byte> content, string part)
    {
        Name = name;
        (_type, _extent, _content) = (type, extent, content);
        _part = part;
    }

    /// <summary>The attribute's name.</summary>
    public string Name { get; }

    /// <summary>Reads an attribute message; its value only when that is asked for.</summary>
    /// <param name="message">The message.</param>
    /// <param name="owner">The file and the object, for errors.</param>
    public static Hdf5Attribute Read(ReadOnlyMemory<byte> message, string owner)
    {
        var cursor = new Hdf5Cursor(message.Span, owner);
        int version = cursor.Byte(), flags = cursor.Byte();
        if (version is < 1 or > 3) throw Malformed.In(owner, $"it has an attribute of version {version}; read are 1 to 3");
        if (version > 1 && flags != 0) throw Malformed.In(owner, "an attribute shares its type with another object, which is not read here");
        int nameSize = cursor.UInt16(), typeSize = cursor.UInt16(), extentSize = cursor.UInt16();
        if (version == 3) cursor.Skip(1);
        ReadOnlySpan<byte> name = message.Span[Field(ref cursor, nameSize, version)];
        string text = Hdf5Text.Of(name.TrimEnd((byte)0), owner);
        Range type = Field(ref cursor, typeSize, version), extent = Field(ref cursor, extentSize, version);
        return new(text, message[type], message[extent], message[cursor.Position..], $"{owner.TrimEnd(',')}, attribute '{text}',");
    }

    /// <summary>The texts of the attribute; of an empty list, whatever its type, none.</summary>
    /// <param name="heap">The file's heap of texts.</param>
    /// <param name="bytes">The file, whose budget the texts are counted against.</param>
    public string[] Texts(Hdf5Heap heap, Hdf5Bytes bytes)
    {
        int count = Hdf5Extent.Read(_extent.Span, _part).Size;
        // h5py stores an empty list as an array of no floating-point numbers.
        if (count == 0) return [];
        Hdf5Type type = Hdf5Type.Read(_type.Span, _part);
        if ((long)count * type.Size > _content.Length) throw Malformed.In(_part, "its value reaches beyond the object's header; the file is damaged");
        var texts = new string[count];
        for (int i = 0; i < count; i++)
        {
            ReadOnlySpan<byte> element = _content.Span.Slice(i * type.Size, type.Size);
            ReadOnlySpan<byte> text = type.Element switch
            {
                Hdf5Element.FixedText => Trimmed(element),
                Hdf5Element.Text => Referenced(element, heap),
                _ => throw Malformed.In(_part, "it is no text"),
            };
            bytes.Charge(text.Length, _part);
            texts[i] = Hdf5Text.Of(text, _part);
        }
        return texts;
    }

    /// <summary>The text of the attribute.</summary>
    public string Text(Hdf5Heap heap, Hdf5Bytes bytes) => Texts(heap, bytes) is [var text] ? text : throw Malformed.In(_part, "it is no single text");

    // In version 1 every field is padded to a multiple of eight bytes.
    private static Range Field(ref Hdf5Cursor cursor, int size, int version)
    {
        int start = cursor.Position;
        cursor.Skip(size);
        if (version == 1) cursor.Align();
        return start..(start + size);
    }

    private static ReadOnlySpan<byte> Trimmed(ReadOnlySpan<byte> element) => element.IndexOf((byte)0) is >= 0 and var end ? element[..end] : element;

    private ReadOnlySpan<byte> Referenced(ReadOnlySpan<byte> element, Hdf5Heap heap)
    {
        var cursor = new Hdf5Cursor(element, _part);
        uint length = cursor.UInt32();
        if (length == 0) return [];
        ReadOnlySpan<byte> content = heap.Object(cursor.Address(), (int)cursor.UInt32(), _part).Span;
        return length <= content.Length ? Trimmed(content[..(int)length]) : throw Malformed.In(_part, "its text is longer than its place in the file's heap; the file is damaged");
    }
}
