using System.Globalization;
using Keratin.Core;
using Keratin.Formats;

namespace Keratin;

/// <summary>
/// The weights of a model and the state of its optimizer in an HDF5 file, laid out as Keras does
/// (<c>keras/src/saving/saving_lib.py</c>): see <see cref="WeightTree"/>; the optimizer's variables are
/// <c>optimizer/vars/0</c>, the counter of steps, <c>/1</c>, the learning rate, unless a schedule sets it, and then what
/// it keeps for each weight.
/// </summary>
internal static class KerasWeights
{
    /// <summary>Where the optimizer's variables stand.</summary>
    public const string Optimizer = "optimizer/vars";

    /// <summary>What Keras 2.12 to 2.15 called the list of layers.</summary>
    public const string OldLayers = "_layer_checkpoint_dependencies";

    /// <summary>Writes a model.</summary>
    /// <param name="model">A built model.</param>
    /// <param name="includeOptimizer">Whether the optimizer's state is written, if there is one.</param>
    public static Hdf5Group Write(Model model, bool includeOptimizer)
    {
        var root = new Hdf5Group();
        foreach (WeightTree.Group part in WeightTree.Of(model))
        {
            Hdf5Group group = root.Group(part.Path);
            group.SetText("name", part.Name);
            foreach ((int place, Variable weight) in part.Weights.Index()) group.AddSingles(Number(place), weight.Values.ToArray(), weight.Shape);
        }
        if (includeOptimizer && model.Optimizer is { } optimizer) Write(optimizer, root.Group(Optimizer));
        return root;
    }

    /// <summary>How many numbers a file holds for weights, without those of the optimizer. None of them is read.</summary>
    /// <exception cref="InvalidDataException">The file declares numbers that it cannot hold, or is made to fill memory.</exception>
    public static long ElementsIn(Hdf5File file)
    {
        return file.Groups("").Where(group => group is not ("optimizer" or "optimizer_weights")).Sum(Below);

        long Below(string path) => file.Datasets(path).Sum(dataset => (long)file.StoredElements($"{path}/{dataset}")) + file.Groups(path).Sum(group => Below($"{path}/{group}"));
    }

    /// <summary>Reads a model, all of it or, where something does not fit, nothing.</summary>
    /// <param name="file">The file.</param>
    /// <param name="name">The file's name, for errors.</param>
    /// <param name="model">A built model; nobody else uses it meanwhile.</param>
    /// <exception cref="InvalidDataException">The file holds other weights than the model has; the message says which.</exception>
    public static void Read(Hdf5File file, string name, Model model)
    {
        string layers = !file.Exists("layers") && file.Exists(OldLayers) ? OldLayers : "layers";
        var values = new List<(Variable Variable, float[] Values)>();
        foreach (WeightTree.Group part in WeightTree.Of(model))
        {
            string path = layers == "layers" ? part.Path : part.Path.Replace("layers/", OldLayers + "/", StringComparison.Ordinal);
            int stored = file.Exists(path) ? file.Datasets(path).Count : 0;
            if (stored != part.Weights.Count)
                throw Malformed.In(name, string.Create(CultureInfo.InvariantCulture, $"it has {stored} weights under '{path}', where the layer \"{part.Name}\" of {model} has {part.Weights.Count}: build the model as it was when the file was saved"));
            foreach ((int place, Variable weight) in part.Weights.Index())
            {
                float[] numbers = file.ReadSingles($"{path}/{Number(place)}", weight.Shape);
                WeightFile.RequireFinite(name, $"{path}/{Number(place)}", numbers);
                values.Add((weight, numbers));
            }
        }
        RequireNothingElse(file, name, model, layers);
        (Optimizer Optimizer, long Iteration)? state = null;
        if (model.Optimizer is { } optimizer && file.Exists(Optimizer) && ReadOptimizer(file, model, optimizer, values) is { } iteration) state = (optimizer, iteration);
        foreach ((Variable variable, float[] numbers) in values) numbers.CopyTo(variable.Values);
        if (state is { } read) read.Optimizer.Iteration.Counter = read.Iteration;
    }

    private static void Write(Optimizer optimizer, Hdf5Group group)
    {
        group.SetText("name", SnakeCase.Of(optimizer.GetType().Name));
        // Keras counts in 32 bits where it runs on PyTorch or JAX.
        if (optimizer.Iteration.Counter <= int.MaxValue) group.AddInteger("0", (int)optimizer.Iteration.Counter);
        else group.AddInteger("0", optimizer.Iteration.Counter);
        foreach ((int place, Variable variable) in optimizer.VariablesInFiles.Index()) group.AddSingles(Number(place + 1), variable.Values.ToArray(), variable.Shape);
    }

    // A file of a model that was compiled but not trained has no slots. As in Keras, an optimizer whose state does not fit
    // begins anew.
    private static long? ReadOptimizer(Hdf5File file, Model model, Optimizer optimizer, List<(Variable, float[])> values)
    {
        int stored = file.Datasets(Optimizer).Count;
        if (stored == 0) return null;
        if (stored > 2) optimizer.Build([.. model.TrainedWeights(model.Compilation!.Frozen)]);
        IReadOnlyList<Variable> own = optimizer.VariablesInFiles;
        if (stored != own.Count + 1) return null;
        var state = new List<(Variable, float[])>();
        foreach ((int place, Variable variable) in own.Index())
        {
            string path = $"{Optimizer}/{Number(place + 1)}";
            if (file.ShapeOf(path) != variable.Shape) return null;
            state.Add((variable, file.ReadSingles(path, variable.Shape)));
        }
        values.AddRange(state);
        return file.ReadInteger($"{Optimizer}/0");
    }

    // A layer of the file that the model lacks would be forgotten silently.
    private static void RequireNothingElse(Hdf5File file, string name, Model model, string layers)
    {
        if (!file.Exists(layers)) return;
        HashSet<string> known = [.. WeightTree.Of(model).Select(part => part.Path.Split('/')).Where(path => path.Length > 2).Select(path => path[1])];
        foreach (string stored in file.Groups(layers))
            if (!known.Contains(stored) && HoldsWeights(file, $"{layers}/{stored}"))
                throw Malformed.In(name, $"it has weights of a layer '{stored}', which {model} lacks: build the model as it was when the file was saved");
    }

    private static bool HoldsWeights(Hdf5File file, string path) =>
        file.Datasets(path).Count > 0 || file.Groups(path).Any(inner => HoldsWeights(file, $"{path}/{inner}"));

    private static string Number(int place) => place.ToString(CultureInfo.InvariantCulture);
}
