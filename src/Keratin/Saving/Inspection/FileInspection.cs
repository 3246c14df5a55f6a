using System.Globalization;
using System.Text;
using Keratin.Formats;

namespace Keratin;

/// <summary>Tells what is in a file. Its first bytes decide what it is, not its name.</summary>
internal static class FileInspection
{
    private const string Known = ".keras, .h5, .weights.h5, .safetensors, .npz, .npy, .onnx";

    /// <summary>Describes a file.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or of no kind that is known.</exception>
    public static ModelFileDescription Describe(Stream stream, string name)
    {
        Span<byte> buffer = stackalloc byte[9];
        ReadOnlySpan<byte> start = buffer[..stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false)];
        stream.Position = 0;
        if (start.StartsWith("PK"u8)) return DescribeArchive(stream, name);
        if (start.StartsWith(Hdf5File.Signature)) return DescribeHdf5(stream, name);
        if (start is [0x93, (byte)'N', ..]) return DescribeNpy(stream, name);
        // The header's length in eight bytes, of which no real header needs the upper ones, and then its JSON.
        if (start.Length == 9 && start[8] == '{' && start[6] == 0 && start[7] == 0) return DescribeSafetensors(stream, name);
        if (OnnxContent.MayBegin(start)) return DescribeOnnx(stream, name);
        throw Malformed.In(name, $"by its first bytes it is no file of a kind that is known here ({Known})");
    }

    private static ModelFileDescription DescribeArchive(Stream stream, string name)
    {
        ZipMembers members = ZipMembers.Open(stream, name);
        if (members.Names.Contains(KerasFile.Configuration)) return DescribeKeras(stream, name);
        string[] arrays = [.. members.Names.Where(member => member.EndsWith(NpzReader.MemberEnd, StringComparison.Ordinal))];
        if (arrays.Length == 0) throw Malformed.In(name, $"it is a zip archive with neither a model, '{KerasFile.Configuration}', nor an array, '*{NpzReader.MemberEnd}'");
        return new ModelFileDescription(name, ModelFileFormat.Npz, stream.Length) { Arrays = [.. arrays.Select(member => ArrayOf(member[..^NpzReader.MemberEnd.Length], NpzReader.Describe(members, member, name)))] };
    }

    private static ModelFileDescription DescribeNpy(Stream stream, string name)
    {
        var start = new byte[Math.Min(stream.Length, NpyReader.LongestStart)];
        stream.ReadExactly(start);
        return new ModelFileDescription(name, ModelFileFormat.Npy, stream.Length) { Arrays = [ArrayOf(Path.GetFileNameWithoutExtension(name), NpyReader.Describe(start, stream.Length, name))] };
    }

    private static ModelFileDescription DescribeSafetensors(Stream stream, string name)
    {
        SafetensorsHeader header = SafetensorsReader.ReadHeader(stream, name);
        return new ModelFileDescription(name, ModelFileFormat.Safetensors, stream.Length)
        {
            Arrays = [.. header.Entries.Select(entry => new ArrayDescription(entry.Name, TypeOf(entry.Type), entry.Shape))],
            Metadata = header.Metadata,
        };
    }

    private static ModelFileDescription DescribeOnnx(Stream stream, string name)
    {
        OnnxContent content = OnnxContent.Read(stream, name);
        return new ModelFileDescription(name, ModelFileFormat.Onnx, stream.Length)
        {
            Producer = $"{content.Producer} {content.ProducerVersion}".Trim() is { Length: > 0 } producer ? producer : null,
            ModelName = content.GraphName,
            Inputs = [.. content.Inputs.Select(ValueOf)],
            Outputs = [.. content.Outputs.Select(ValueOf)],
            Arrays = [.. content.Tensors.Select(tensor => new ArrayDescription(tensor.Name, tensor.Type, tensor.Shape))],
            Metadata = content.Metadata,
            Opset = content.Opset,
            Operators = content.Operators,
        };

        static ValueDescription ValueOf(OnnxContent.Value value) => new(value.Name, value.Type, $"({string.Join(", ", value.Axes)}{(value.Axes.Count == 1 ? "," : "")})");
    }

    private static ModelFileDescription DescribeKeras(Stream stream, string name)
    {
        (Config metadata, Config config, Hdf5File file) = KerasFile.Open(stream, name, withChecksum: false);
        Config? own = metadata.GetValue(KerasFile.Own) as Config;
        (IReadOnlyList<ArrayDescription> weights, IReadOnlyList<ArrayDescription> kept) = Arrays(file);
        LayerListing layers = LayerListing.Of(config, StoredWeights.Of(weights, byName: false));
        return KerasFile.Reading(name, () => new ModelFileDescription(name, ModelFileFormat.Keras, stream.Length)
        {
            KerasVersion = LayerListing.TextOf(metadata, "keras_version"),
            Producer = own is not null && LayerListing.TextOf(own, "version") is { } version ? $"Keratin {version}" : null,
            Saved = DateTime.TryParseExact(LayerListing.TextOf(metadata, "date_saved"), KerasFile.DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime saved) ? saved : null,
            ModelClass = LayerListing.TextOf(config, "class_name"),
            ModelName = NameOf(config),
            Inputs = layers.Inputs,
            Outputs = layers.Outputs,
            Layers = layers.Layers,
            UnknownClasses = Unknown(config, layers),
            Arrays = weights,
            Training = TrainingListing.Of(config.GetValue("compile_config") as Config),
            OptimizerArrays = kept,
            OptimizerSteps = StepsIn(file),
            Seed = own?.GetValue("seed") as long?,
            Columns = own?.GetValue(KerasFile.Space) is string space ? FeatureSpace.ColumnsOf(space) : new Dictionary<string, string>(),
            Metadata = MetadataTexts.Read(own),
        });
    }

    private static ModelFileDescription DescribeHdf5(Stream stream, string name)
    {
        Hdf5File file = Hdf5File.Open(stream, name);
        (IReadOnlyList<ArrayDescription> weights, IReadOnlyList<ArrayDescription> kept) = Arrays(file);
        if (file.Text("", LegacyFile.ModelConfig) is not { } text)
        {
            bool isKeras = file.Exists("layers") || file.Exists(KerasWeights.OldLayers) || file.Texts("", LegacyFile.LayerNames) is not null;
            return new ModelFileDescription(name, isKeras ? ModelFileFormat.KerasWeights : ModelFileFormat.Hdf5, stream.Length)
            {
                Arrays = weights,
                OptimizerArrays = kept,
                OptimizerSteps = StepsIn(file),
            };
        }
        string? training = file.Text("", LegacyFile.TrainingConfig);
        return KerasFile.Reading(name, () =>
        {
            Config config = LegacyConfig.Translate(Parse(text));
            weights = InOrder(file, weights);
            LayerListing layers = LayerListing.Of(config, StoredWeights.Of(weights, byName: true));
            return new ModelFileDescription(name, ModelFileFormat.KerasHdf5, stream.Length)
            {
                KerasVersion = file.Text("", "keras_version"),
                ModelClass = LayerListing.TextOf(config, "class_name"),
                ModelName = NameOf(config),
                Inputs = layers.Inputs,
                Outputs = layers.Outputs,
                Layers = layers.Layers,
                UnknownClasses = Unknown(config, layers),
                Arrays = weights,
                Training = training is null ? null : TrainingListing.Of(LegacyConfig.TranslateTraining(Parse(training))),
                OptimizerArrays = kept,
            };
        });
    }

    private static string? NameOf(Config model) => model.GetValue("config") is Config settings ? LayerListing.TextOf(settings, "name") : null;

    private static IReadOnlyList<string> Unknown(Config model, LayerListing layers)
    {
        string className = LayerListing.TextOf(model, "class_name") ?? "?";
        bool isKnown = Layer.Known.IsKnown(LayerListing.TextOf(model, "registered_name"), className);
        return [.. isKnown ? layers.UnknownClasses : layers.UnknownClasses.Prepend(className)];
    }

    // All datasets; those that the optimizer has kept apart. Each was found to have its place in the file.
    private static (IReadOnlyList<ArrayDescription> Weights, IReadOnlyList<ArrayDescription> Kept) Arrays(Hdf5File file)
    {
        List<ArrayDescription> weights = [], kept = [];
        Walk("");
        return (weights, kept);

        void Walk(string path)
        {
            foreach (string dataset in file.Datasets(path))
            {
                string full = path.Length == 0 ? dataset : $"{path}/{dataset}";
                _ = file.StoredElements(full);
                (full.Split('/')[0] is "optimizer" or "optimizer_weights" ? kept : weights).Add(new ArrayDescription(full, TypeOf(file.ElementOf(full)), file.ShapeOf(full)));
            }
            foreach (string group in file.Groups(path)) Walk(path.Length == 0 ? group : $"{path}/{group}");
        }
    }

    // HDF5 sorts by names; in the older files attributes say the order.
    private static IReadOnlyList<ArrayDescription> InOrder(Hdf5File file, IReadOnlyList<ArrayDescription> weights)
    {
        if (!file.Exists(LegacyFile.Weights)) return weights;
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (string layer in file.Texts(LegacyFile.Weights, LegacyFile.LayerNames) ?? [])
            foreach (string weight in file.Texts($"{LegacyFile.Weights}/{layer}", LegacyFile.WeightNames) ?? []) places.TryAdd($"{LegacyFile.Weights}/{layer}/{weight}", places.Count);
        return [.. weights.OrderBy(weight => places.GetValueOrDefault(weight.Name, int.MaxValue))];
    }

    private static long? StepsIn(Hdf5File file)
    {
        const string counter = $"{KerasWeights.Optimizer}/0";
        return file.Exists(counter) && file.Datasets(KerasWeights.Optimizer).Contains("0") && file.ElementOf(counter) is Hdf5Element.Int32 or Hdf5Element.Int64 && file.ShapeOf(counter).Size == 1 ? file.ReadInteger(counter) : null;
    }

    private static ArrayDescription ArrayOf(string name, NpyHeader header) => new(name, NpyDescription.TryParse(header.Code, out NpyDescription description) ? TypeOf(description.Type) : header.Code, header.Shape);

    private static string TypeOf(NpyType type) => type switch
    {
        NpyType.Boolean => "bool",
        NpyType.IntegerList => "object",
        _ => Lower(type.ToString()),
    };

    private static string TypeOf(Hdf5Element element) => element switch
    {
        Hdf5Element.FixedText or Hdf5Element.Text => "text",
        Hdf5Element.Opaque => "bytes",
        _ => Lower(element.ToString()),
    };

    // Numbers of 16 bits are read as ones of 32, but are told as what they are.
    private static string TypeOf(string type) => type switch
    {
        "F16" => "float16",
        "BF16" => "bfloat16",
        _ => SafetensorsEntry.TryFind(type, out NpyType known, out _) ? TypeOf(known) : type,
    };

    private static string Lower(string word) => word.ToLowerInvariant();

    private static Config Parse(string text) => ConfigJson.Read(Encoding.UTF8.GetBytes(text));
}
