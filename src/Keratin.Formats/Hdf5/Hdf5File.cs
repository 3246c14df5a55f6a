using System.Globalization;
using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>
/// Reads an HDF5 file as Keras writes it through h5py: groups, datasets of numbers, attributes that are texts. Every
/// error says the file and the path within; nothing outside of the file is ever opened.
/// </summary>
/// <remarks>
/// Read is the dialect of h5py's defaults (superblock 0, groups with symbol tables), contiguous, compact, or chunked
/// with gzip, shuffle and fletcher32. Links to paths or files, external storage, virtual datasets and an object that
/// two paths lead to are refused. Paths are written with slashes: <c>layers/dense/vars/0</c>; the empty one is the root.
/// </remarks>
internal sealed class Hdf5File
{
    private const int MostDepth = 64, MostPathCharacters = 1024, MostObjects = 100_000;

    /// <summary>The eight bytes at the start of every HDF5 file.</summary>
    public static ReadOnlySpan<byte> Signature => [0x89, (byte)'H', (byte)'D', (byte)'F', (byte)'\r', (byte)'\n', 0x1A, (byte)'\n'];

    private sealed record Item(string Path, string Part, Hdf5Header Header)
    {
        public Dictionary<string, long>? Links { get; set; }

        public Dictionary<string, Hdf5Attribute>? Attributes { get; set; }

        public Hdf5Storage? Storage { get; set; }
    }

    private readonly Hdf5Bytes _bytes;
    private readonly Hdf5Heap _heap;
    private readonly string _name;
    private readonly Item _root;
    private readonly Dictionary<long, Item> _items = [];

    private Hdf5File(Stream stream, string name, long packed)
    {
        _name = name;
        _bytes = new Hdf5Bytes(stream, packed);
        _heap = new Hdf5Heap(_bytes);
        _root = Open("", RootAddress());
    }

    /// <summary>Opens a file.</summary>
    /// <param name="stream">A seekable stream of the whole file, which stays open for as long as the file is read.</param>
    /// <param name="name">The file, for errors.</param>
    /// <param name="packed">The bytes from which the file itself was unpacked; by default it was not packed.</param>
    /// <exception cref="InvalidDataException">It is no HDF5 file, is damaged, is of a kind that is not read here, or is made to fill memory; so for all members.</exception>
    public static Hdf5File Open(Stream stream, string name, long? packed = null) => new(stream, name, packed ?? stream.Length);

    /// <summary>Whether there is a group or a dataset of that path.</summary>
    public bool Exists(string path) => Find(path) is not null;

    /// <summary>The names of the groups in a group.</summary>
    public IReadOnlyList<string> Groups(string path) => Members(path, item => item.Header.IsGroup);

    /// <summary>The names of the datasets in a group.</summary>
    public IReadOnlyList<string> Datasets(string path) => Members(path, item => item.Header.IsDataset);

    /// <summary>The value of an attribute that is a text; null where there is none of that name.</summary>
    /// <param name="path">A group or a dataset.</param>
    /// <param name="attribute">The attribute's name.</param>
    public string? Text(string path, string attribute) => AttributesOf(Get(path)).GetValueOrDefault(attribute)?.Text(_heap, _bytes);

    /// <summary>The values of an attribute that is a list of texts; null where there is none of that name.</summary>
    /// <param name="path">A group or a dataset.</param>
    /// <param name="attribute">The attribute's name. A list that was too long for one is joined from <c>name0</c>, <c>name1</c>, ...</param>
    public IReadOnlyList<string>? Texts(string path, string attribute)
    {
        Dictionary<string, Hdf5Attribute> attributes = AttributesOf(Get(path));
        if (attributes.TryGetValue(attribute, out Hdf5Attribute? whole)) return whole.Texts(_heap, _bytes);
        var texts = new List<string>();
        int parts = 0;
        for (; attributes.TryGetValue(attribute + parts.ToString(CultureInfo.InvariantCulture), out Hdf5Attribute? part); parts++) texts.AddRange(part.Texts(_heap, _bytes));
        return parts > 0 ? texts : null;
    }

    /// <summary>The shape that a dataset declares. Its numbers are not looked at.</summary>
    public Shape ShapeOf(string path) => ShapeOf(Dataset(path));

    /// <summary>The element type that a dataset declares. Its numbers are not looked at.</summary>
    public Hdf5Element ElementOf(string path) => TypeOf(Dataset(path)).Element;

    /// <summary>How many elements a dataset has, which the file was found able to hold. They are not read.</summary>
    public int StoredElements(string path)
    {
        Item item = Dataset(path);
        StorageOf(item);
        return ShapeOf(item).Size;
    }

    /// <summary>Reads a dataset of numbers of any type, in row-major order.</summary>
    /// <param name="path">The dataset.</param>
    /// <param name="expected">The shape it must have; if it has another, no memory is taken.</param>
    public float[] ReadSingles(string path, Shape expected)
    {
        Item item = Dataset(path);
        Shape shape = ShapeOf(item);
        if (shape != expected) throw Malformed.In(item.Part, $"it has the shape {shape}, where {expected} is expected");
        Hdf5Type type = TypeOf(item);
        if (type.Element is Hdf5Element.Other or Hdf5Element.Opaque or Hdf5Element.FixedText or Hdf5Element.Text) throw Malformed.In(item.Part, "its elements are no numbers that are read here");
        Hdf5Storage storage = StorageOf(item);
        if ((long)shape.Size * sizeof(float) > Array.MaxLength) throw Malformed.In(item.Part, $"its {shape.Size:N0} numbers are more than one array can hold");
        var numbers = new float[shape.Size];
        Span<byte> memory = MemoryMarshal.AsBytes(numbers.AsSpan());
        if (type is { Element: Hdf5Element.Float32, MustSwap: false }) storage.CopyTo(memory);
        else
        {
            // Narrow numbers stand at the end of the memory for wide ones, which are made of them from the front: none is
            // written over before it is read.
            Span<byte> bytes = type.Size <= sizeof(float) ? memory[^(numbers.Length * type.Size)..] : new byte[numbers.Length * type.Size];
            storage.CopyTo(bytes);
            Hdf5Numbers.ToSingles(type, bytes, numbers);
        }
        return numbers;
    }

    /// <summary>Reads a dataset that is one integer.</summary>
    public long ReadInteger(string path)
    {
        Item item = Dataset(path);
        Shape shape = ShapeOf(item);
        if (shape.Size != 1) throw Malformed.In(item.Part, $"it has the shape {shape}, where a single integer is expected");
        Hdf5Type type = TypeOf(item);
        if (type.Size > sizeof(long)) throw Malformed.In(item.Part, "it is no integer");
        var bytes = new byte[type.Size];
        StorageOf(item).CopyTo(bytes);
        return Hdf5Numbers.ToInteger(type, bytes) ?? throw Malformed.In(item.Part, "it is no integer that is read here");
    }

    private long RootAddress()
    {
        if (_bytes.Length < 96) throw Malformed.In(_name, $"it has only {_bytes.Length:N0} bytes, too few for an HDF5 file");
        var superblock = new Hdf5Cursor(_bytes.Description(0, 96, _name, "its superblock"), _name);
        superblock.Expect(Signature, "the signature of an HDF5 file");
        int version = superblock.Byte();
        if (version != 0) throw Malformed.In(_name, $"it is of HDF5's format {version} (libver='latest'); read is 0, which h5py writes by default");
        superblock.Skip(4);
        if (superblock.Byte() != 8 || superblock.Byte() != 8) throw Malformed.In(_name, "its addresses are not of 64 bits, as h5py's are");
        superblock.Skip(9);
        if (superblock.Length() != 0) throw Malformed.In(_name, "something stands before its HDF5 part, which is not read here");
        superblock.Skip(8);
        long end = superblock.Length();
        if (end > _bytes.Length) throw Malformed.In(_name, $"it should have {end:N0} bytes and has {_bytes.Length:N0}; it is truncated");
        superblock.Skip(16);
        return superblock.Address();
    }

    private Item Dataset(string path) => Get(path) is { Header.IsDataset: true } item ? item : throw Malformed.In(PartOf(path), "it is a group, where a dataset is expected");

    private Item Get(string path) => Find(path) ?? throw Malformed.In(_name, $"it has no '{path}'");

    private Item? Find(string path)
    {
        Item item = _root;
        string[] names = path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (names.Length > MostDepth) throw Malformed.In(PartOf(path), $"it lies more than {MostDepth} groups deep");
        foreach (string name in names)
        {
            if (!item.Header.IsGroup || !LinksOf(item).TryGetValue(name, out long address)) return null;
            item = Open(item.Path.Length == 0 ? name : $"{item.Path}/{name}", address);
        }
        return item;
    }

    private List<string> Members(string path, Func<Item, bool> wanted)
    {
        Item group = Get(path);
        if (!group.Header.IsGroup) throw Malformed.In(group.Part, "it is a dataset, where a group is expected");
        return [.. LinksOf(group).Keys.Where(name => wanted(Find($"{group.Path}/{name}")!))];
    }

    // One object under one path: so there is no way round in a circle, and none to let a small file look large.
    private Item Open(string path, long address)
    {
        if (path.Length > MostPathCharacters) throw Malformed.In(_name, $"one of its paths has more than {MostPathCharacters:N0} characters: '{path[..80]}...'");
        if (!_items.TryGetValue(address, out Item? item))
        {
            if (_items.Count > MostObjects) throw Malformed.In(_name, $"it has more than {MostObjects:N0} groups and datasets");
            _items[address] = item = new(path, PartOf(path), Hdf5Header.Read(_bytes, address, PartOf(path)));
        }
        return item.Path == path ? item : throw Malformed.In(PartOf(path), $"it is the same object as {(item.Path.Length == 0 ? "the root" : $"'{item.Path}'")}; links between objects are not followed");
    }

    private Dictionary<string, long> LinksOf(Item item) => item.Links ??= Hdf5Links.Read(_bytes, item.Header, item.Part);

    private static Dictionary<string, Hdf5Attribute> AttributesOf(Item item)
    {
        if (item.Attributes is not null) return item.Attributes;
        if (item.Header.Has(Hdf5Message.AttributeInfo)) throw Malformed.In(item.Part, "its attributes are of HDF5's newer kind (libver='latest'); write the file with h5py's defaults");
        var attributes = new Dictionary<string, Hdf5Attribute>(StringComparer.Ordinal);
        foreach (ReadOnlyMemory<byte> message in item.Header.All(Hdf5Message.Attribute))
        {
            Hdf5Attribute attribute = Hdf5Attribute.Read(message, item.Part);
            if (!attributes.TryAdd(attribute.Name, attribute)) throw Malformed.In(item.Part, $"it has two attributes of the name '{attribute.Name}'; the file is damaged");
        }
        return item.Attributes = attributes;
    }

    private static Shape ShapeOf(Item item) => Hdf5Extent.Read(item.Header.One(Hdf5Message.Dataspace), item.Part);

    private Hdf5Storage StorageOf(Item item) => item.Storage ??= Hdf5Storage.Read(_bytes, item.Header, ShapeOf(item), TypeOf(item).Size, item.Part);

    private Hdf5Type TypeOf(Item item)
    {
        Hdf5Type type = Hdf5Type.Read(item.Header.One(Hdf5Message.Datatype), item.Part);
        bool bfloat16 = type is { Element: Hdf5Element.Opaque, Size: 2 } && AttributesOf(item).GetValueOrDefault("dtype")?.Text(_heap, _bytes) == "bfloat16";
        return bfloat16 ? type with { Element = Hdf5Element.BFloat16 } : type;
    }

    private string PartOf(string path) => path.Length == 0 ? _name : $"{_name}, '{path}',";
}
