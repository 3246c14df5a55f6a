using System.Runtime.InteropServices;
using System.Text.Json;

namespace Keratin.Benchmarks;

/// <summary>Made-up data of the workloads' shapes, for a machine without the peers' generator. Only times mean anything.</summary>
internal static class StandInData
{
    /// <summary>Writes all arrays and <c>meta.json</c>, unless they are there.</summary>
    public static void Write(string folder)
    {
        if (File.Exists(Path.Combine(folder, "meta.json"))) return;
        Progress.Say($"making stand-in data in {folder}");
        Directory.CreateDirectory(folder);
        var meta = new Dictionary<string, object>();
        var random = new Random(1);

        var (train, test) = Reuters.StandIn(numWords: 10_000);
        WriteReuters("val", train.X[..1000], train.Y[..1000]);
        WriteReuters("train", train.X[1000..], train.Y[1000..]);
        WriteReuters("test", test.X, test.Y);
        WriteFloats("boston_x", 404, 13);
        WriteFloats("boston_y", 404);
        WriteFloats("mnist_train_x", 60_000, 784);
        WriteFloats("mnist_test_x", 10_000, 784);
        Put("mnist_train_y", "int32", Digits(60_000), 60_000);
        Put("mnist_test_y", "int32", Digits(10_000), 10_000);
        File.WriteAllText(Path.Combine(folder, "meta.json"), JsonSerializer.Serialize(meta));

        void WriteReuters(string part, int[][] sequences, int[] topics)
        {
            int[][] words = [.. sequences.Select(sequence => sequence.Distinct().Order().ToArray())];
            var offsets = new int[words.Length + 1];
            for (int row = 0; row < words.Length; row++) offsets[row + 1] = offsets[row] + words[row].Length;
            int[] indices = [.. words.SelectMany(each => each)];
            Put($"reuters_{part}_idx", "int32", indices, indices.Length);
            Put($"reuters_{part}_off", "int32", offsets, offsets.Length);
            Put($"reuters_{part}_y", "int32", topics, topics.Length);
        }

        void WriteFloats(string name, params int[] shape) =>
            Put(name, "float32", [.. Enumerable.Range(0, shape.Aggregate(1, (size, side) => size * side)).Select(_ => random.NextSingle())], shape);

        int[] Digits(int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(10))];

        void Put<T>(string name, string type, T[] values, params int[] shape) where T : unmanaged
        {
            File.WriteAllBytes(Path.Combine(folder, name + ".bin"), MemoryMarshal.AsBytes(values.AsSpan()));
            meta[name] = new { shape, dtype = type };
        }
    }
}
