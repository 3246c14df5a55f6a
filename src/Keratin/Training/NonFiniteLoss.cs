using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Finds out where a loss stopped being a number.</summary>
internal static class NonFiniteLoss
{
    /// <summary>The error for a batch whose loss is not finite. The batch is run once more, layer by layer.</summary>
    public static NotFiniteNumberException At(Model model, Samples samples, ReadOnlySpan<int> rows, int epoch, int step)
    {
        int[] batch = rows.ToArray();
        string where = FirstLayer(model, [.. samples.X.Select(data => data.Take(batch).ToDense())], batch.Length) is { } layer
            ? $"{layer} is the first layer whose output is not finite"
            : $"the output of every layer is finite, so it is the loss {string.Join(" or ", model.Compilation!.Goals.Select(goal => goal.Loss.Name))} itself, with targets from {Text(samples.Y.Min(data => data.Min()))} to {Text(samples.Y.Max(data => data.Max()))}";
        return new NotFiniteNumberException(
            $"The loss was not finite at step {step + 1} of epoch {epoch + 1}: {where}. "
            + "The step was not made; the model keeps the weights from before it. "
            + $"Try a smaller learning rate (now {Text((float)model.Optimizer!.LearningRate)}), or scale the inputs and targets.");
    }

    private static string? FirstLayer(Model model, NDArray[] inputs, int rows)
    {
        Node[] places = [.. inputs.Select(data => new Node(new Placeholder("x", data.Shape[1..].Prepend(Shape.Batch))))];
        IReadOnlyList<(Layer Layer, Node Output)> layers = model.Trace(places, training: true, model.Optimizer!.Iteration).LayerOutputs;
        var plan = new Plan(new Graph([.. layers.Select(layer => layer.Output)], []), rows, CpuBackend.Instance);
        foreach ((Node place, NDArray data) in places.Zip(inputs))
        {
            RowFeed feed = plan.Feed(place);
            feed.Bind(data);
            feed.Load([.. Enumerable.Range(0, rows)]);
        }
        plan.Run(rows, team: null);
        foreach ((Layer layer, Node output) in layers)
            if (plan.Value(output, rows).ContainsAnyExceptInRange(float.MinValue, float.MaxValue)) return layer.ToString();
        return null;
    }

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
