using System.Globalization;
using System.Text;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// A training in a file: a zip archive, whose members have checksums, of <c>fit.json</c>, where it stands;
/// <c>model.weights.h5</c>, the model's weights and the optimizer as Keras writes them; and <c>callbacks.h5</c>, the arrays
/// that callbacks keep.
/// </summary>
internal sealed class BackupFile : IDisposable
{
    private const string Standing = "fit.json", Weights = "model.weights.h5", Arrays = "callbacks.h5";

    private readonly FileStream _stream;
    private readonly string _path;
    private readonly Config _standing;
    private readonly Hdf5File _weights;
    private readonly Hdf5File _arrays;

    private BackupFile(FileStream stream, string path)
    {
        (_stream, _path) = (stream, path);
        ZipMembers members = ZipMembers.Open(stream, path);
        if (!members.TryRead(Standing, out byte[]? standing)) throw Missing(Standing);
        _standing = ConfigJson.Read(standing);
        _weights = Read(Weights);
        _arrays = Read(Arrays);

        // Opening a member verifies its checksum.
        Hdf5File Read(string member) => Hdf5File.Open(members.Open(member) ?? throw Missing(member), $"{path}, {member},", packed: stream.Length);

        InvalidDataException Missing(string member) => Malformed.In(path, $"it has no member '{member}', so it is no backup of a training");
    }

    /// <summary>Writes a training, whole or not at all.</summary>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Write(string path, FitState state)
    {
        Model model = state.Model;
        byte[] standing = Encoding.UTF8.GetBytes(Describe(state).ToString());
        var arrays = new Hdf5Group();
        foreach ((int callback, (_, CallbackState known)) in state.Callbacks.Index())
            foreach ((string name, NDArray[] values) in known.Arrays)
                foreach ((int place, NDArray value) in values.Index())
                    arrays.Group(PathOf(callback, name)).AddSingles(Number(place), value.ToArray(), value.Shape);
        bool averagesInPlace = model.Optimizer!.AveragesInPlace;
        model.Optimizer.SwapAverages(inPlace: false);
        try
        {
            Hdf5Group weights = KerasWeights.Write(model, includeOptimizer: true);
            AtomicFile.Write(path, stream =>
            {
                var archive = new ZipWriter(stream);
                archive.Add(Standing, member => member.Write(standing));
                archive.Add(Weights, member => Hdf5Writer.Write(member, weights));
                archive.Add(Arrays, member => Hdf5Writer.Write(member, arrays));
                archive.Finish();
            });
        }
        finally
        {
            model.Optimizer.SwapAverages(averagesInPlace);
        }
    }

    /// <summary>Opens a backup and verifies it. The model's numbers are read later.</summary>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static BackupFile Open(string path)
    {
        FileStream stream = File.OpenRead(path);
        try
        {
            return new BackupFile(stream, path);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Puts a model where the backup has it.</summary>
    /// <returns>Where its training stands.</returns>
    /// <exception cref="InvalidOperationException">The backup is of another model.</exception>
    public FitState Restore(Model model)
    {
        try
        {
            KerasWeights.Read(_weights, $"{_path}, {Weights},", model);
        }
        catch (InvalidDataException error)
        {
            throw OfAnother("model", error);
        }
        if (model.Optimizer!.Iteration.Counter != _standing.GetLong("iteration"))
            throw OfAnother("optimizer", null);
        ModelSeeds.TakeOver(model, Part(_standing, "seeds"));
        return new FitState
        {
            Model = model,
            Seed = _standing.GetInt("seed"),
            Epoch = _standing.GetInt("epoch"),
            Step = _standing.GetOptionalInt("step"),
            StopTraining = _standing.GetBool("stop_training", otherwise: false),
            Steps = Part(_standing, "steps"),
            History = ReadHistory(Part(_standing, "history")),
            Callbacks = [.. (_standing.GetOptionalList("callbacks") ?? []).Select(ReadCallback)],
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _stream.Dispose();

    private static Config Describe(FitState state)
    {
        var standing = new Config();
        standing.Set("iteration", state.Model.Optimizer!.Iteration.Counter);
        standing.Set("seed", (long)state.Seed);
        standing.Set("epoch", (long)state.Epoch);
        standing.Set("step", (long?)state.Step);
        standing.Set("stop_training", state.StopTraining);
        var seeds = new Config();
        ModelSeeds.Write(state.Model, seeds);
        standing.SetValue("seeds", seeds);
        standing.SetValue("steps", state.Steps);
        var history = new Config();
        history.Set("epochs", state.History.Epochs);
        var values = new Config();
        foreach ((string name, IReadOnlyList<double> numbers) in state.History.Values) values.Set(name, NumberList.Write(numbers));
        history.SetValue("values", values);
        standing.SetValue("history", history);
        standing.SetValue("callbacks", state.Callbacks.Select(object? (callback) =>
        {
            var texts = new Config();
            foreach ((string name, string text) in callback.State.Texts) texts.Set(name, text);
            var arrays = new Config();
            foreach ((string name, NDArray[] given) in callback.State.Arrays) arrays.Set(name, (long)given.Length);
            var one = new Config();
            one.Set("class", callback.Class);
            one.SetValue("values", texts);
            one.SetValue("arrays", arrays);
            return one;
        }).ToArray());
        return standing;
    }

    private static HistoryRecord ReadHistory(Config history)
    {
        Config values = Part(history, "values");
        return new HistoryRecord(history.GetInts("epochs") ?? [], values.Names.ToDictionary(name => name, name => (IReadOnlyList<double>)NumberList.Read(values.GetString(name)), StringComparer.Ordinal));
    }

    private (string, CallbackState) ReadCallback(object? item, int index)
    {
        Config callback = item as Config ?? throw new InvalidDataException("A callback of the backup is no object."), texts = Part(callback, "values"), arrays = Part(callback, "arrays");
        var state = new CallbackState();
        foreach (string name in texts.Names) state.Set(name, texts.GetString(name));
        foreach (string name in arrays.Names)
        {
            string path = PathOf(index, name);
            state.Set(name, [.. Enumerable.Range(0, arrays.GetInt(name)).Select(place =>
            {
                Shape shape = _arrays.ShapeOf($"{path}/{Number(place)}");
                return new NDArray(_arrays.ReadSingles($"{path}/{Number(place)}", shape), shape);
            })]);
        }
        return (callback.GetString("class"), state);
    }

    private InvalidOperationException OfAnother(string what, Exception? error) =>
        new($"{_path} is a backup of a training with another {what}: make the same model and compile it as before, or delete the backup to begin anew.{(error is null ? "" : $" ({error.Message})")}", error);

    private static Config Part(Config config, string name) => config.GetOptionalConfig(name) ?? throw new InvalidDataException($"The backup has no '{name}'.");

    private static string PathOf(int callback, string name) => $"{Number(callback)}/{name}";

    private static string Number(int place) => place.ToString(CultureInfo.InvariantCulture);
}
