using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Keratin.Benchmarks;

/// <summary>
/// The data of all peers: raw little-endian numbers in <c>NAME.bin</c>, with the shape of each in <c>meta.json</c>.
/// The folder is named by the environment variable <c>PEER_DATA</c>.
/// </summary>
internal sealed class PeerData
{
    private readonly string _folder;
    private readonly JsonElement _arrays;

    public PeerData()
    {
        _folder = Environment.GetEnvironmentVariable("PEER_DATA") is { Length: > 0 } folder ? folder
            : throw new PeerDataException("PEER_DATA is not set: set it to the folder with the peers' data (meta.json and the .bin files that their generator writes).");
        string meta = Path.Combine(_folder, "meta.json");
        if (!File.Exists(meta)) throw new PeerDataException($"There is no meta.json in PEER_DATA ({_folder}): run the peers' generator with that folder first.");
        using var document = JsonDocument.Parse(File.ReadAllBytes(meta));
        _arrays = document.RootElement.Clone();
    }

    /// <summary>An array of float32 with its shape.</summary>
    public NDArray Floats(string name) => new(Read<float>(name, "float32", out Shape shape), shape);

    /// <summary>An array of int32.</summary>
    public int[] Integers(string name) => Read<int>(name, "int32", out _);

    /// <summary>The multi-hot rows of one part of the Reuters-like data.</summary>
    /// <param name="part"><c>train</c>, <c>val</c> or <c>test</c>.</param>
    /// <param name="sparse">Whether the rows stay lists of words.</param>
    public NDArray MultiHot(string part, bool sparse)
    {
        int[] indices = Integers($"reuters_{part}_idx"), offsets = Integers($"reuters_{part}_off");
        var rows = new int[offsets.Length - 1][];
        for (int row = 0; row < rows.Length; row++) rows[row] = indices[offsets[row]..offsets[row + 1]];
        var multiHot = NDArray.SparseFromRows(rows, columns: 10_000);
        return sparse ? multiHot : multiHot.ToDense();
    }

    /// <summary>The topics of one part of the Reuters-like data.</summary>
    public NDArray Topics(string part) => Integers($"reuters_{part}_y");

    private T[] Read<T>(string name, string type, out Shape shape) where T : unmanaged
    {
        string file = Path.Combine(_folder, name + ".bin");
        if (!_arrays.TryGetProperty(name, out JsonElement entry) || !File.Exists(file))
            throw new PeerDataException($"PEER_DATA ({_folder}) has no \"{name}\": run the peers' generator again.");
        if (entry.GetProperty("dtype").GetString() != type)
            throw new PeerDataException($"\"{name}\" in PEER_DATA holds {entry.GetProperty("dtype")}, expected {type}.");
        shape = Shape.Create([.. entry.GetProperty("shape").EnumerateArray().Select(size => size.GetInt32())]);
        byte[] bytes = File.ReadAllBytes(file);
        if (bytes.Length != shape.Size * sizeof(int))
            throw new PeerDataException($"{file} has {bytes.Length} bytes but its shape {shape} needs {shape.Size * sizeof(int)}: run the peers' generator again.");
        Span<int> words = MemoryMarshal.Cast<byte, int>(bytes.AsSpan());
        if (!BitConverter.IsLittleEndian) BinaryPrimitives.ReverseEndianness(words, words);
        return MemoryMarshal.Cast<int, T>(words).ToArray();
    }
}
