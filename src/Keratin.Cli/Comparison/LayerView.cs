using System.Text.Json;
using Keratin.Core;

namespace Keratin.Cli.Comparison;

/// <summary>A layer as it is compared: those inside of inner models stand for themselves, after their path.</summary>
/// <param name="Path">Its name, behind those of the models that it is in: <c>encoder/dense</c>.</param>
/// <param name="ClassName">Keras's name of its class.</param>
/// <param name="Settings">Its settings.</param>
/// <param name="Weights">Its weights.</param>
internal sealed record LayerView(string Path, string ClassName, JsonElement Settings, IReadOnlyList<Variable> Weights)
{
    /// <summary>The layers of a model.</summary>
    public static IReadOnlyList<LayerView> Of(Model model) => [.. Of(model, "")];

    /// <summary>How much alike two layers are: below 0 where they cannot stand for each other.</summary>
    public double Likeness(LayerView other)
    {
        if (ClassName != other.ClassName) return -1;
        string[] names = [.. Settings.EnumerateObject().Select(setting => setting.Name)];
        double equal = names.Count(name => other.Settings.TryGetProperty(name, out JsonElement value) && JsonElement.DeepEquals(Settings.GetProperty(name), value)) / (double)Math.Max(1, names.Length);
        bool sameWeights = Weights.Select(weight => weight.Shape).SequenceEqual(other.Weights.Select(weight => weight.Shape));
        return 1 + equal + (sameWeights ? 0.5 : 0);
    }

    private static IEnumerable<LayerView> Of(Model model, string path) => model.Layers.SelectMany(layer => layer is Model inner
        ? Of(inner, $"{path}{inner.Name}/")
        : [new LayerView(path + layer.Name, layer.ClassName, JsonElement.Parse(layer.GetConfig().ToString()), layer.Weights)]);
}
