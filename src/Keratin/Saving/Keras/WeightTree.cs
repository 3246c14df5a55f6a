using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>
/// Where Keras's files keep the weights of a model: by structure, not by name. Each layer has a group named after its
/// class in order of appearance, <c>layers/dense</c>, <c>layers/dense_1</c>, with its weights as <c>vars/0</c>,
/// <c>vars/1</c> (<c>keras/src/saving/saving_lib.py</c>).
/// </summary>
internal static class WeightTree
{
    /// <summary>A group of weights.</summary>
    /// <param name="Path">Where it stands: <c>layers/dense/vars</c>.</param>
    /// <param name="Name">The name of its owner.</param>
    /// <param name="Weights">The weights in it, in order; none for a layer without any.</param>
    public readonly record struct Group(string Path, string Name, IReadOnlyList<Variable> Weights);

    /// <summary>The groups of a model, its own first.</summary>
    public static IEnumerable<Group> Of(Model model) => Of(model, "");

    /// <summary>The place of each weight, in the order of the model's weights.</summary>
    public static IEnumerable<(string Path, Variable Weight)> Places(Model model) =>
        from @group in Of(model)
        from weight in @group.Weights.Index()
        select (string.Create(CultureInfo.InvariantCulture, $"{@group.Path}/{weight.Index}"), weight.Item);

    private static IEnumerable<Group> Of(Layer layer, string path)
    {
        yield return new Group($"{path}vars", layer.Name, layer.OwnWeights);
        var counts = new Dictionary<string, int>();
        // Keras lists the inputs of a graph among its layers, those of a stack not.
        foreach (Layer part in layer is Model { Topology: LayerGraph graph } ? graph.Operations : layer.Parts)
        {
            string stem = SnakeCase.Of(part.ClassName);
            int number = counts.TryGetValue(stem, out int seen) ? seen : 0;
            counts[stem] = number + 1;
            string name = number == 0 ? stem : string.Create(CultureInfo.InvariantCulture, $"{stem}_{number}");
            foreach (Group inner in Of(part, $"{path}layers/{name}/")) yield return inner;
        }
    }
}
