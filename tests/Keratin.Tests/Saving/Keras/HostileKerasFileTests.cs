using System.Diagnostics;
using System.Globalization;
using System.Text;
using Keratin.Core;
using Keratin.Formats;
using Keratin.Formats.Tests;

namespace Keratin.Tests;

/// <summary>Whatever a <c>.keras</c> file says, it is read, or refused by the one documented error, before it takes memory.</summary>
public sealed class HostileKerasFileTests
{
    private const string Name = "model.keras";
    private const string Stack = """{"class_name":"Sequential","config":{"layers":[{"class_name":"InputLayer","config":{"batch_shape":[null,INPUT]}},LAYERS]}}""";

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
        Assert.Contains("The layers call each other more than 50,000 times", Assert.Throws<InvalidDataException>(() => Load("{}"u8.ToArray(), Encoding.UTF8.GetBytes(model), SomeWeights())).Message, StringComparison.Ordinal);

        // A model with one layer, which is called with its own output.
        static string Twice(string inner, string name)
        {
            string first = """[[["in",0,0,{}]],[["NAME",0,0,{}]]]""".Replace("NAME", name, StringComparison.Ordinal);
            return """{"class_name":"Functional","name":"f","config":{"name":"f","layers":[{"class_name":"InputLayer","name":"in","config":{"batch_shape":[null,4],"name":"in"}},INNER],"input_layers":[["in",0,0]],"output_layers":[["NAME",1,0]]},"inbound_nodes":NODES}"""
                .Replace("INNER", inner.Replace("NODES", first, StringComparison.Ordinal), StringComparison.Ordinal).Replace("NAME", name, StringComparison.Ordinal);
        }
    }

    private static Model LoadStack(string input, string layers, byte[]? weights = null) =>
        Load("{}"u8.ToArray(), Encoding.UTF8.GetBytes(Stack.Replace("INPUT", input, StringComparison.Ordinal).Replace("LAYERS", layers, StringComparison.Ordinal)), weights ?? SomeWeights());

    private static Model Load(byte[] metadata, byte[] configuration, byte[] weights) =>
        KerasFile.Load(KerasFile.Reading(Name, () => ConfigJson.Read(metadata)), KerasFile.Reading(Name, () => ConfigJson.Read(configuration)), Hdf5File.Open(new MemoryStream(weights), Name), Name, compile: true);

    // Of a model that has some hundred numbers.
    private static byte[] SomeWeights()
    {
        using var stream = new MemoryStream();
        Hdf5Writer.Write(stream, KerasWeights.Write(new Sequential([new Dense(10, inputShape: [10])], seed: 1), includeOptimizer: false));
        return stream.ToArray();
    }
}
