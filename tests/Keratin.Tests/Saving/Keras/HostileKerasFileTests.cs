using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Keratin.Core;
using Keratin.Formats;
using Keratin.Formats.Tests;

namespace Keratin.Tests;

/// <summary>Whatever a <c>.keras</c> file says, it is read, or refused by the one documented error, before it takes memory.</summary>
public sealed class HostileKerasFileTests : IDisposable
{
    private const string Name = "model.keras";
    private const string Stack = """{"class_name":"Sequential","config":{"layers":[{"class_name":"InputLayer","config":{"batch_shape":[null,INPUT]}},LAYERS]}}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Damaged_configurations_are_read_or_refused_within_bounds_of_memory()
    {
        foreach (Model model in (Model[])[Row(), Branches()])
        {
            (string metadata, string configuration, byte[] weights) = Parts(model);
            Load(Encoding.UTF8.GetBytes(metadata), Encoding.UTF8.GetBytes(configuration), weights);
            int refused = 0;
            for (int number = 0; number < 11_000; number++)
            {
                // One in eleven damages the metadata.
                bool other = number % 11 == 0;
                byte[] mutant = ConfigMutants.Make(other ? metadata : configuration, number);
                long before = GC.GetAllocatedBytesForCurrentThread();
                try
                {
                    Load(other ? mutant : Encoding.UTF8.GetBytes(metadata), other ? Encoding.UTF8.GetBytes(configuration) : mutant, weights);
                }
                catch (InvalidDataException error)
                {
                    Assert.StartsWith(Name, error.Message, StringComparison.Ordinal);
                    refused++;
                }
                catch (Exception error)
                {
                    Assert.Fail($"Mutant {number} of {model} gives {error}\n{Encoding.UTF8.GetString(mutant)}");
                }
                long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
                Assert.True(allocated < 64 << 20, $"Mutant {number} of {model} takes {allocated:N0} bytes of memory.");
            }
            Assert.InRange(refused, 5_000, 10_999);
        }
    }

    [Fact]
    public void Damaged_configurations_in_whole_files_are_read_or_refused()
    {
        (string metadata, string configuration, byte[] weights) = Parts(Row());
        int refused = 0;
        for (int number = 0; number < 300; number++)
        {
            string path = _folder.Path("m.keras");
            File.Delete(path);
            using (ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create))
                foreach ((string member, byte[] content) in (ReadOnlySpan<(string, byte[])>)[("metadata.json", Encoding.UTF8.GetBytes(metadata)), ("config.json", ConfigMutants.Make(configuration, 100_000 + number)), ("model.weights.h5", weights)])
                {
                    using Stream stream = archive.CreateEntry(member).Open();
                    stream.Write(content);
                }
            try
            {
                Model.Load(path);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
                refused++;
            }
        }
        Assert.InRange(refused, 100, 299);
    }

    [Fact]
    public void Damaged_files_are_read_or_refused()
    {
        string path = _folder.Path("seed.keras");
        new Sequential([new Dense(1, inputShape: [2])], seed: 1).Save(path);
        Assert.InRange(Mutants.Read(File.ReadAllBytes(path), 20_000, Name, bytes => KerasFile.Load(new MemoryStream(bytes), Name, compile: true)), 10_000, 20_000);
    }

    [Theory]
    [InlineData("4", """{"class_name":"Dense","config":{"units":500000000}}""", "The weight \"dense/kernel\" of the shape (4, 500000000) would make 2,000,000,000 numbers, but there are only ")]
    [InlineData("4", """{"class_name":"Dense","config":{"units":2147483647}}""", "more elements than one array can hold")]
    [InlineData("4", """{"class_name":"Embedding","config":{"input_dim":2000000000,"output_dim":1}}""", "would make 2,000,000,000 numbers")]
    [InlineData("4", """{"class_name":"Embedding","config":{"input_dim":2147483648,"output_dim":1}}""", "must be a whole number")]
    [InlineData("2000000000", """{"class_name":"BatchNormalization","config":{}}""", "would make 2,000,000,000 numbers")]
    public void Weights_that_the_file_does_not_hold_are_refused_before_memory_is_taken(string input, string layer, string message)
    {
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => LoadStack(input, layer));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    // Keras writes no compressed weights, but other programs pack its files by gzip, and constants shrink a thousandfold.
    [Fact]
    public void A_large_constant_embedding_that_is_packed_by_gzip_is_a_legal_file()
    {
        const int rows = 17_000, columns = 1_000, chunk = 1_000;
        var forge = new Hdf5Forge();
        long chunks = forge.Chunks(2, [.. Enumerable.Range(0, rows / chunk).Select(i => { (long address, int size) = forge.AddZeros(4 * chunk * columns); return ((long)i * chunk, address, size); })]);
        long embeddings = forge.Dataset(Hdf5Forge.Extent(rows, columns), Hdf5Forge.Single, Hdf5Forge.InChunks(chunks, 4, chunk, columns), Hdf5Forge.Filters(1));
        byte[] weights = forge.File(forge.Group(("layers", forge.Group(("embedding", forge.Group(("vars", forge.Group(("0", embeddings)))))))));
        Model model = LoadStack("4", $$"""{"class_name":"Embedding","config":{"input_dim":{{rows}},"output_dim":{{columns}}} }""", weights);

        Assert.InRange(weights.Length, 1, 4 * rows * columns / 500);
        Assert.Equal([rows, columns], Assert.Single(model.Weights).Shape);
    }

    [Fact]
    public void Each_layer_of_many_counts()
    {
        string many = string.Join(",", Enumerable.Range(0, 500).Select(i => string.Create(CultureInfo.InvariantCulture, $$"""{"class_name":"Dense","config":{"name":"d{{i}}","units":4} }""")));
        Assert.Contains("numbers, but there are only ", Assert.Throws<InvalidDataException>(() => LoadStack("4", many)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_statistic_that_is_one_number_takes_no_memory_for_each_feature()
    {
        long before = Process.GetCurrentProcess().PeakWorkingSet64;
        Assert.Throws<InvalidDataException>(() => LoadStack("2000000000", """{"class_name":"Normalization","config":{"axis":[-1],"mean":0.0,"variance":1.0}}"""));
        // The system's count of a peak is not exact: it can seem to fall.
        Assert.InRange(Process.GetCurrentProcess().PeakWorkingSet64 - before, long.MinValue, 4L << 30);
    }

    [Fact]
    public void Sizes_whose_product_is_no_number_are_refused() =>
        Assert.Contains("cannot give rows of 4 numbers", Assert.Throws<InvalidDataException>(() => LoadStack("4", """{"class_name":"Reshape","config":{"target_shape":[65536,65536,-1]}}""")).Message, StringComparison.Ordinal);

    [Fact]
    public void Thousands_of_layers_without_names_are_refused()
    {
        string many = string.Join(",", Enumerable.Repeat("""{"class_name":"ReLU"}""", 20_000));
        Assert.Contains("There are more than 10,000 layers", Assert.Throws<InvalidDataException>(() => LoadStack("4", many)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Thousands_of_layers_are_not_too_many()
    {
        // Names used to be found in cubic time: then this does not end.
        string many = string.Join(",", Enumerable.Repeat("""{"class_name":"ReLU"}""", 5_000));
        Assert.DoesNotContain("layers", Record.Exception(() => LoadStack("4", many))?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public void Models_that_call_models_twice_at_every_step_are_refused()
    {
        string layer = """{"class_name":"ReLU","name":"f","config":{"name":"f"},"inbound_nodes":NODES}""";
        for (int depth = 0; depth < 24; depth++) layer = Twice(layer, "f");
        string model = layer.Replace(",\"inbound_nodes\":NODES", "", StringComparison.Ordinal);
        Assert.Contains("The layers call each other more than 200,000 times", Assert.Throws<InvalidDataException>(() => Load("{}"u8.ToArray(), Encoding.UTF8.GetBytes(model), Parts(Row()).Weights)).Message, StringComparison.Ordinal);

        // A model with one layer, which is called with its own output.
        static string Twice(string inner, string name)
        {
            string first = """[[["in",0,0,{}]],[["NAME",0,0,{}]]]""".Replace("NAME", name, StringComparison.Ordinal);
            return """{"class_name":"Functional","name":"f","config":{"name":"f","layers":[{"class_name":"InputLayer","name":"in","config":{"batch_shape":[null,4],"name":"in"}},INNER],"input_layers":[["in",0,0]],"output_layers":[["NAME",1,0]]},"inbound_nodes":NODES}"""
                .Replace("INNER", inner.Replace("NODES", first, StringComparison.Ordinal), StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal);
        }
    }

    private static Model LoadStack(string input, string layers, byte[]? weights = null) =>
        Load("{}"u8.ToArray(), Encoding.UTF8.GetBytes(Stack.Replace("INPUT", input, StringComparison.Ordinal).Replace("LAYERS", layers, StringComparison.Ordinal)), weights ?? Parts(Row()).Weights);

    private static Model Load(byte[] metadata, byte[] configuration, byte[] weights) =>
        KerasFile.Load(KerasFile.Reading(Name, () => ConfigJson.Read(metadata)), KerasFile.Reading(Name, () => ConfigJson.Read(configuration)), Hdf5File.Open(new MemoryStream(weights), Name), Name, compile: true);

    private (string Metadata, string Configuration, byte[] Weights) Save(Model model)
    {
        string path = _folder.Path("seed.keras");
        model.Save(path);
        using ZipArchive archive = ZipFile.OpenRead(path);
        return (Encoding.UTF8.GetString(Member("metadata.json")), Encoding.UTF8.GetString(Member("config.json")), Member("model.weights.h5"));

        byte[] Member(string name)
        {
            using var content = new MemoryStream();
            archive.GetEntry(name)!.Open().CopyTo(content);
            return content.ToArray();
        }
    }

    private static (string Metadata, string Configuration, byte[] Weights) Parts(Model model)
    {
        using var test = new HostileKerasFileTests();
        return test.Save(model);
    }

    private static Sequential Row()
    {
        var model = new Sequential([new Input(3), new Embedding(10, 4), new Flatten(), new Dense(6, "relu", kernelRegularizer: new L2(0.01)), new BatchNormalization(), new Reshape([3, 2]), new LayerNormalization(), new GlobalAveragePooling1D(), new PReLU(), new Dropout(0.25), new Dense(1, kernelConstraint: "max_norm")], seed: 11);
        model.Compile(new Adam { LearningRateSchedule = new CosineDecay(0.01, 60), UseEma = true, GlobalClipNorm = 1 }, new Huber(0.5), ["mae", new Precision(), new AUC()]);
        model.TrainOnBatch(new float[,] { { 1, 2, 3 }, { 3, 2, 1 } }, new float[,] { { 0 }, { 1 } });
        return model;
    }

    private static Model Branches()
    {
        Input a = new([4], "a"), b = new([4], "b");
        var shared = new Dense(4, "tanh", name: "shared");
        var inner = new Sequential([new Dense(4, "gelu"), new GaussianNoise(0.1)], seed: 9, name: "inner");
        KerasTensor left = inner.Call(shared.Call(a)), right = shared.Call(b);
        KerasTensor joined = new Concatenate().Call(left, new Multiply().Call(left, right), new Dot(1).Call(left, right));
        var model = new Model([a, b], [new Dense(1, name: "p").Call(joined), new Dense(2, "softmax", name: "q").Call(new Normalization(mean: new float[] { 0 }, variance: new float[] { 1 }).Call(joined))], seed: 3);
        model.Compile("sgd", ["mse", "sparse_categorical_crossentropy"], [1, 0.25], [["mae"], ["accuracy"]]);
        return model;
    }
}
