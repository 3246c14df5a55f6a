using System.Globalization;
using System.Text;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// Keras's own file of a whole model, <c>.keras</c>: a zip archive of <c>metadata.json</c>, <c>config.json</c> and
/// <c>model.weights.h5</c> (<c>keras/src/saving/saving_lib.py</c>).
/// </summary>
/// <remarks>
/// It is written with the settings that Keras 3.0 knows, so that every Keras 3 opens it. What Keras has no place for
/// stands in the metadata, at which Keras does not look: the seeds, on which the bits of a training that goes on depend.
/// </remarks>
internal static class KerasFile
{
    /// <summary>The member that says what the model is.</summary>
    public const string Configuration = "config.json";

    /// <summary>What of the metadata is Keratin's.</summary>
    public const string Own = "keratin";

    /// <summary>The setting in <see cref="Own"/> that holds a <see cref="FeatureSpace"/>.</summary>
    public const string Space = "feature_space";

    /// <summary>How Keras writes when a file was saved.</summary>
    public const string DateFormat = "yyyy-MM-dd@HH:mm:ss";

    private const string Metadata = "metadata.json", Weights = "model.weights.h5";

    /// <summary>Writes a model.</summary>
    /// <param name="model">A built model; nobody changes it meanwhile.</param>
    /// <param name="path">The file.</param>
    /// <param name="includeOptimizer">Whether to write how the model is compiled and what the optimizer has kept.</param>
    /// <exception cref="InvalidOperationException">A part of the model is a function of a user's own.</exception>
    public static void Save(Model model, string path, bool includeOptimizer)
    {
        byte[] metadata = Bytes(Describe(model)), configuration = Bytes(ConfigOf(model, includeOptimizer));
        Hdf5Group weights = KerasWeights.Write(model, includeOptimizer);
        AtomicFile.Write(path, stream =>
        {
            var archive = new ZipWriter(stream);
            archive.Add(Metadata, member => member.Write(metadata));
            archive.Add(Configuration, member => member.Write(configuration));
            archive.Add(Weights, member => Hdf5Writer.Write(member, weights));
            archive.Finish();
        });
    }

    /// <summary>Reads a model.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <param name="compile">Whether to compile the model as the file says.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or holds what is not known here; the message says what.</exception>
    public static Model Load(Stream stream, string name, bool compile)
    {
        (Config metadata, Config configuration, Hdf5File weights) = Open(stream, name);
        return Load(metadata, configuration, weights, name, compile);
    }

    /// <summary>Reads a model of the parts of a file.</summary>
    /// <inheritdoc cref="Load(Stream, string, bool)"/>
    public static Model Load(Config metadata, Config config, Hdf5File weights, string name, bool compile)
    {
        Model model = Reading(name, () =>
        {
            using var budget = new ReadingBudget(KerasWeights.ElementsIn(weights));
            Config? own = metadata.GetOptionalConfig(Own);
            Model made = Layer.Known.Read(config) as Model ?? throw new InvalidDataException($"It holds a {config.GetString("class_name")}, which is no model.");
            if (!made.Built) throw new InvalidDataException("Its model was saved before it was built, so it has no weights.");
            if (own is not null) ModelSeeds.Restore(made, own);
            if (own?.GetOptionalString(Space) is { } space) made.FeatureSpace = FeatureSpace.FromJson(space);
            foreach ((string key, string text) in MetadataTexts.Read(own)) made.Metadata.Add(key, text);
            if (compile) CompileConfig.Apply(made, config.GetOptionalConfig("compile_config"));
            return made;
        });
        KerasWeights.Read(weights, PartOf(name), model);
        return model;
    }

    /// <summary>What a file says, without its model being made. The weights are read from the stream later.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <param name="withChecksum">Whether the checksum of the weights is verified. Default: yes.</param>
    public static (Config Metadata, Config Configuration, Hdf5File Weights) Open(Stream stream, string name, bool withChecksum = true)
    {
        ZipMembers members = ZipMembers.Open(stream, name);
        Config configuration = Read(members, Configuration, name)!;
        Stream weights = members.Open(Weights, withChecksum) ?? throw Malformed.In(name, $"it has no member '{Weights}', so it is no .keras file");
        return (Read(members, Metadata, name, isNeeded: false) ?? new Config(), configuration, Hdf5File.Open(weights, PartOf(name), packed: stream.Length));
    }

    /// <summary>Names the file in the errors of what is made of it.</summary>
    public static T Reading<T>(string name, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is InvalidDataException or ArgumentException or InvalidOperationException)
        {
            throw Malformed.In(name, error.Message.TrimEnd('.'), error);
        }
    }

    private static Config ConfigOf(Model model, bool includeOptimizer)
    {
        Config config = model.ToObject();
        var build = new Config();
        build.SetValue("input_shape", model.InputShapes.Count == 1 ? ConfigShape.Write(model.InputShapes[0]) : null);
        config.SetValue("build_config", build);
        config.SetValue("compile_config", CompileConfig.Write(includeOptimizer ? model.Compilation : null));
        return config;
    }

    private static Config Describe(Model model)
    {
        var own = new Config();
        own.Set("version", typeof(KerasFile).Assembly.GetName().Version!.ToString(3));
        ModelSeeds.Write(model, own);
        if (model.FeatureSpace is { } space) own.Set(Space, Readable(space.ToJson()));
        MetadataTexts.Write(model.Metadata, own);
        var metadata = new Config();
        // The oldest that reads the file; Keras itself does not look at it.
        metadata.Set("keras_version", "3.0.0");
        metadata.Set("date_saved", DateTime.Now.ToString(DateFormat, CultureInfo.InvariantCulture));
        metadata.SetValue(Own, own);
        return metadata;
    }

    // A file that cannot be read again is not written.
    private static string Readable(string space)
    {
        try
        {
            _ = FeatureSpace.FromJson(space);
            return space;
        }
        catch (InvalidDataException error)
        {
            throw new InvalidOperationException("The model's FeatureSpace has texts that go through functions of your own, which a file cannot hold: set model.FeatureSpace to null, and keep its JSON beside the model.", error);
        }
    }

    private static Config? Read(ZipMembers members, string member, string name, bool isNeeded = true)
    {
        if (members.TryRead(member, out byte[]? content)) return Reading($"{name}, {member},", () => ConfigJson.Read(content));
        return isNeeded ? throw Malformed.In(name, $"it has no member '{member}', so it is no .keras file") : null;
    }

    private static string PartOf(string name) => $"{name}, {Weights},";

    private static byte[] Bytes(Config config) => Encoding.UTF8.GetBytes(config.ToString());
}
