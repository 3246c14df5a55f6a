using System.Reflection;
using System.Text;
using Keratin.Core;
using Keratin.Formats;
using Keratin.Formats.Tests;

namespace Keratin.Tests;

/// <summary>
/// What was published against Keras since 2024, one test each: what it was, the payload, and what is said of it here. None
/// of them needs a switch to be refused, and none is looked at twice in another way after it was refused.
/// </summary>
public sealed class KerasAdvisoryTests : IDisposable
{
    private const string Lambda = """{"module":"keras.layers","class_name":"Lambda","config":{"name":"lambda","function":{"class_name":"__lambda__","config":{"code":"4wEAAAAAAAAAAAAAAAQAAAADAAAA8xQAAACXAGQBZAJsAH0BfAGgAQAAAAA=","defaults":null,"closure":null}}},"registered_name":null}""";
    private const string CarriesCode = "The layer Lambda cannot be made: It carries code, which is never run here: replace it by a layer of your own, which can be registered.";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>A Lambda layer holds marshalled Python, which ran when the model was loaded.</summary>
    [Fact]
    public void CVE_2024_3660_a_Lambda_layer_carries_code() => Assert.Contains(CarriesCode, Refused(Stack(Lambda)), StringComparison.Ordinal);

    /// <summary>The configuration names any module and function of Python, which were imported and called, in safe mode too.</summary>
    [Theory]
    [InlineData("""{"module":"os","class_name":"system","config":{"command":"touch /tmp/x"},"registered_name":null}""", "The layer system cannot be made: There is none of this name here. Known are Activation,")]
    [InlineData("""{"module":"builtins","class_name":"function","config":"exec","registered_name":"function"}""", "There is no layer \"exec\".")]
    [InlineData("""{"module":"subprocess","class_name":"Popen","config":{"args":["sh"]},"registered_name":"subprocess>Popen"}""", "It is a class of somebody's own, \"subprocess>Popen\", which is not registered here")]
    [InlineData("""{"module":"keras.layers","class_name":"Dense","config":{"units":1,"activation":{"module":"os","class_name":"function","config":"system","registered_name":"function"}}}""", "There is no activation \"system\".")]
    [InlineData("""{"module":"keras.layers","class_name":"Dense","config":{"units":1,"kernel_initializer":{"module":"numpy","class_name":"load","config":{"file":"x"}}}}""", "The initializer load cannot be made: There is none of this name here.")]
    public void CVE_2025_1550_any_module_and_function_of_Python(string layer, string said) => Assert.Contains(said, Refused(Stack(layer)), StringComparison.Ordinal);

    /// <summary>The fix for that let Keras's own functions pass: one of them downloads files and unpacks them.</summary>
    [Fact]
    public void CVE_2025_8747_functions_of_Keras_itself() =>
        Assert.Contains("There is no layer \"get_file\".", Refused(Stack("""{"module":"keras.utils","class_name":"function","config":"get_file","registered_name":"get_file","build_config":{"input_shape":["x","https://127.0.0.1:9/x"]}}""")), StringComparison.Ordinal);

    /// <summary>The configuration first calls the function that switches safe mode off, for all of the process, then uses a Lambda layer.</summary>
    [Fact]
    public void CVE_2025_9906_a_file_switches_off_its_own_check()
    {
        const string unlock = """{"module":"keras.config","class_name":"function","config":"enable_unsafe_deserialization","registered_name":"enable_unsafe_deserialization"}""";
        Assert.Contains("There is no layer \"enable_unsafe_deserialization\".", Refused(Stack(unlock + "," + Lambda)), StringComparison.Ordinal);
        Assert.Contains(CarriesCode, Refused(Stack(Lambda)), StringComparison.Ordinal);
    }

    /// <summary>For files of the older format, safe mode was silently not looked at.</summary>
    [Fact]
    public void CVE_2025_9905_the_older_format_forgets_the_check()
    {
        string path = _folder.Path("m.h5");
        File.WriteAllBytes(path, Replaced(LegacySamples.Keras2Row, "\"class_name\": \"Dropout\"", "\"class_name\": \"Lambda\" "));
        Assert.Contains(CarriesCode, Refused(() => Model.Load(path), path), StringComparison.Ordinal);
    }

    /// <summary>Whoever did not say whether to be safe was not.</summary>
    [Fact]
    public void Keras_23048_safety_is_no_choice() =>
        Assert.DoesNotContain(typeof(Model).Assembly.GetExportedTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters().Select(parameter => parameter.Name!).Append(method.Name)),
            name => name.Contains("safeMode", StringComparison.OrdinalIgnoreCase) || name.Contains("unsafe", StringComparison.OrdinalIgnoreCase) || name.Contains("allowPickle", StringComparison.OrdinalIgnoreCase));

    /// <summary>A layer around a module of PyTorch read that module's pickle.</summary>
    [Fact]
    public void CVE_2025_49655_a_layer_that_brings_a_reader_of_its_own() =>
        Assert.Contains("The layer TorchModuleWrapper cannot be made: There is none of this name here.", Refused(Stack("""{"module":"keras.utils.torch_utils","class_name":"TorchModuleWrapper","config":{"name":"torch","module":{"class_name":"__bytes__","config":{"value":"gAJjcG9zaXgKc3lzdGVtCnEALg=="}}}}""")), StringComparison.Ordinal);

    /// <summary>The vocabulary of a lookup is a path or an address, which was opened.</summary>
    [Theory]
    [InlineData("StringLookup")]
    [InlineData("IntegerLookup")]
    [InlineData("TextVectorization")]
    public void CVE_2025_12058_a_vocabulary_that_is_a_path(string layer)
    {
        // Whoever opened it would meet another error.
        using FileStream secret = new(_folder.Path("secret.txt"), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        string config = """{"class_name":"LAYER","config":{"vocabulary":"PATH"}}""".Replace("LAYER", layer, StringComparison.Ordinal).Replace("PATH", secret.Name, StringComparison.Ordinal);
        Assert.Contains($"The layer {layer} cannot be made: There is none of this name here.", Refused(Stack(config)), StringComparison.Ordinal);
        string json = new StringLookup(vocabulary: ["a"]).ToJson().Replace("[\"a\"]", $"\"{secret.Name}\"", StringComparison.Ordinal);
        Assert.Contains(secret.Name, json, StringComparison.Ordinal);
        Assert.Contains("The vocabulary must be a list of tokens but is \"", Assert.Throws<InvalidDataException>(() => StringLookup.FromJson(json)).Message, StringComparison.Ordinal);
    }

    /// <summary>An archive unpacked to places outside of its folder. Nothing is unpacked to a disk here; the names are refused nevertheless.</summary>
    [Theory]
    [InlineData("../evil", 0, "the name of its member '../evil' leads out of its folder by '..'")]
    [InlineData("/tmp/evil", 0, "the name of its member '/tmp/evil' begins at the root of the disk")]
    [InlineData("assets/link", 0xA1FF, "member 'assets/link', cannot be read: it is a link to another file; links are not followed")]
    public void CVE_2025_12060_and_12638_an_archive_that_leads_out_of_its_folder(string member, int mode, string said)
    {
        string path = _folder.Path("m.keras");
        File.WriteAllBytes(path, ZipMember.Archive([ZipMember.Of("config.json", Encoding.UTF8.GetBytes(Stack(""))), ZipMember.Of(member, 1) with { UnixMode = (uint)mode }]));
        Assert.Contains(said, Refused(() => Model.Load(path), path), StringComparison.Ordinal);
        Assert.Equal([path], Directory.GetFileSystemEntries(_folder.Root));
    }

    /// <summary>A dataset declares a gigantic shape, and memory was taken for it.</summary>
    [Fact]
    public void CVE_2026_0897_a_gigantic_dataset()
    {
        byte[] weights = WeightsOf(forge => forge.Dataset(Hdf5Forge.Extent(4, 500_000_000), Hdf5Forge.Single, Hdf5Forge.InOnePiece(forge.Add(new byte[16]), 8_000_000_000)));
        Assert.Contains("it declares 8,000,000,000 bytes of numbers, more than one array can hold", Refused(Stack("""{"class_name":"Dense","config":{"units":500000000,"use_bias":false}}"""), weights), StringComparison.Ordinal);
    }

    /// <summary>The same, where weights alone are read.</summary>
    [Fact]
    public void Keras_22975_a_gigantic_dataset_of_weights_alone()
    {
        string path = _folder.Path("w.weights.h5");
        File.WriteAllBytes(path, WeightsOf(forge => forge.Dataset(Hdf5Forge.Extent(4, 500_000_000), Hdf5Forge.Single, Hdf5Forge.InOnePiece(forge.Add(new byte[16]), 8_000_000_000))));
        var model = new Sequential([new Dense(2, useBias: false, inputShape: [4])]);
        Assert.Contains("it has the shape (4, 500000000), where (4, 2) is expected", Refused(() => model.LoadWeights(path), path), StringComparison.Ordinal);
    }

    /// <summary>Many datasets, each just below the size from which one is refused.</summary>
    [Fact]
    public void Keras_23100_many_datasets_just_below_the_limit()
    {
        byte[] weights = WeightsOf(forge =>
        {
            (long address, int size) = forge.AddZeros(60 << 20);
            byte[] layout = Hdf5Forge.InChunks(forge.Chunks(1, (0, address, size)), 4, 15 << 20);
            return forge.Group([.. Enumerable.Range(0, 10).Select(i => ($"{i}", forge.Dataset(Hdf5Forge.Extent(15 << 20), Hdf5Forge.Single, layout, Hdf5Forge.Filters(1))))]);
        });
        Assert.Contains("the file's", Refused(Stack(""), weights), StringComparison.Ordinal);
        Assert.Contains("are more than used up: some of its numbers stand where others do", Refused(Stack(""), weights), StringComparison.Ordinal);
    }

    /// <summary>A dataset whose numbers are in another file: any file of the host was read into the weights.</summary>
    [Fact]
    public void CVE_2026_1669_numbers_in_another_file()
    {
        using FileStream secret = new(_folder.Path("secret.txt"), FileMode.CreateNew, FileAccess.Write, FileShare.None);
        byte[] weights = WeightsOf(forge => forge.Header(
            (Hdf5Message.Dataspace, Hdf5Forge.Extent(4, 2)), (Hdf5Message.Datatype, Hdf5Forge.Single), (Hdf5Message.ExternalFiles, Encoding.UTF8.GetBytes(secret.Name)), (Hdf5Message.Layout, Hdf5Forge.InOnePiece(-1, 32))));
        Everywhere(weights, "its numbers are in other files, which are never opened");
    }

    /// <summary>The same by a dataset that is made of parts of other files.</summary>
    [Fact]
    public void Keras_22976_a_virtual_dataset() =>
        Everywhere(WeightsOf(forge => forge.Dataset(Hdf5Forge.Extent(4, 2), Hdf5Forge.Single, [4, 3, .. new byte[12]])), "it is a virtual dataset, made of other files, which are never opened");

    /// <summary>The same by a link within the file, or to another.</summary>
    [Fact]
    public void Keras_22899_and_22900_links()
    {
        byte[] soft = WeightsOf(forge => forge.Dataset(Hdf5Forge.Extent(4, 2), Hdf5Forge.Single, Hdf5Forge.InOnePiece(forge.Add(new byte[32]), 32)));
        // What kind of link it is stands behind the name and the address, in the first table of members.
        soft[soft.AsSpan().IndexOf("SNOD"u8) + 8 + 16] = 2;
        Everywhere(soft, "its member '0' is a link to another path; links are not followed");
        var forge = new Hdf5Forge();
        long vars = forge.Header((Hdf5Message.LinkInfo, new byte[24]), (Hdf5Message.Link, [1, 8, 64, 1, (byte)'0', 0, 0]));
        byte[] toFile = forge.File(forge.Group(("layers", forge.Group(("dense", forge.Group(("vars", vars)))))));
        Everywhere(toFile, "one of its members is a link to another path or file; links are not followed");
    }

    /// <summary>An archive of arrays unpacks to far more than its size.</summary>
    [Fact]
    public void Keras_23016_an_archive_of_arrays_that_fills_memory()
    {
        string path = _folder.Path("w.npz");
        File.WriteAllBytes(path, ZipMember.Archive([ZipMember.Deflated("dense/kernel.npy", new byte[20 << 20])]));
        var model = new Sequential([new Dense(2, inputShape: [4])]);
        Assert.Contains("unpack to more than 16,777,216, as archives do that are made to fill memory", Refused(() => model.LoadWeights(path), path), StringComparison.Ordinal);
        Assert.Contains("unpack to more than 16,777,216,", Refused(() => Npz.Load(path), path), StringComparison.Ordinal);
    }

    /// <summary>So does a model, by any of its members; it took three fixes on three ways to read it.</summary>
    [Theory]
    [InlineData("metadata.json")]
    [InlineData("config.json")]
    [InlineData("model.weights.h5")]
    [InlineData("assets/x")]
    public void Keras_23010_23101_and_23303_a_model_that_fills_memory(string member)
    {
        string path = _folder.Path("m.keras");
        File.WriteAllBytes(path, ZipMember.Archive([ZipMember.Deflated(member, new byte[20 << 20])]));
        Assert.Contains("unpack to more than 16,777,216,", Refused(() => Model.Load(path), path), StringComparison.Ordinal);
    }

    /// <summary>A layer loads a model of TensorFlow, code and all, from a path in the configuration.</summary>
    [Fact]
    public void CVE_2026_1462_a_layer_that_loads_a_foreign_model() =>
        Assert.Contains("The layer TFSMLayer cannot be made: There is none of this name here.", Refused(Stack("""{"module":"keras.layers","class_name":"TFSMLayer","config":{"filepath":"/tmp/evil","call_endpoint":"serve"}}""")), StringComparison.Ordinal);

    /// <summary>The name of a layer became a folder on the disk, outside of the one that it should be in.</summary>
    [Fact]
    public void CVE_2026_12479_the_name_of_a_layer_is_no_path()
    {
        foreach (string name in (string[])["../../evil", "/tmp/evil", "../"])
            Assert.Contains($"A layer's name must have at least one letter and no '/', but was \"{name}\".", Refused(Stack("""{"class_name":"Dense","config":{"name":"NAME","units":2}}""".Replace("NAME", name, StringComparison.Ordinal))), StringComparison.Ordinal);
    }

    // Through each of the ways by which numbers out of an HDF5 file become weights.
    private void Everywhere(byte[] weights, string said)
    {
        Assert.Contains(said, Refused(Stack("""{"class_name":"Dense","config":{"units":2,"use_bias":false}}"""), weights), StringComparison.Ordinal);
        string path = _folder.Path("w.weights.h5");
        File.WriteAllBytes(path, weights);
        var model = new Sequential([new Dense(2, useBias: false, inputShape: [4])]);
        Assert.Contains(said, Refused(() => model.LoadWeights(path), path), StringComparison.Ordinal);
    }

    private static string Stack(string layers) =>
        """{"module":"keras","class_name":"Sequential","config":{"name":"m","layers":[{"class_name":"InputLayer","config":{"batch_shape":[null,4]}}LAYERS]},"registered_name":null}"""
            .Replace("LAYERS", layers.Length > 0 ? "," + layers : "", StringComparison.Ordinal);

    // A file of which the first weight of the first layer is what is wanted.
    private static byte[] WeightsOf(Func<Hdf5Forge, long> first)
    {
        var forge = new Hdf5Forge();
        return forge.File(forge.Group(("layers", forge.Group(("dense", forge.Group(("vars", forge.Group(("0", first(forge))))))))));
    }

    private static byte[] Archive(string config, byte[] weights) =>
        ZipMember.Archive([ZipMember.Of("metadata.json", "{}"u8.ToArray()), ZipMember.Of("config.json", Encoding.UTF8.GetBytes(config)), ZipMember.Of("model.weights.h5", weights)]);

    private string Refused(string config, byte[]? weights = null)
    {
        string path = _folder.Path("m.keras");
        File.WriteAllBytes(path, Archive(config, weights ?? WeightsOf(forge => forge.Group())));
        return Refused(() => Model.Load(path), path);
    }

    private static string Refused(Action read, string path)
    {
        string message = Assert.Throws<InvalidDataException>(read).Message;
        Assert.StartsWith(path, message, StringComparison.Ordinal);
        return message;
    }

    private static byte[] Replaced(byte[] bytes, string old, string changed)
    {
        Assert.Equal(old.Length, changed.Length);
        int at = bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(old));
        byte[] result = [.. bytes];
        Encoding.ASCII.GetBytes(changed).CopyTo(result, at);
        return result;
    }
}
