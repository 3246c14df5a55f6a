using System.Globalization;
using Keratin.Core;

namespace Keratin;

/// <summary>Finds out where a loss stopped being a number.</summary>
internal static class NonFiniteLoss
{
    /// <summary>The error for a batch whose loss is not finite. The batch is run once more, layer by layer.</summary>
    public static NotFiniteNumberException At(Model model, Samples samples, ReadOnlySpan<int> rows, int epoch, int step)
    {
        string where = Where(model, samples, rows.ToArray());
        return new NotFiniteNumberException(
            $"The loss was not finite at step {step + 1} of epoch {epoch + 1}: {where}. "
            + "The step was not made; the model keeps the weights from before it. "
            + $"Try a smaller learning rate (now {Text((float)model.Optimizer!.LearningRate)}), or scale the inputs and targets.");
    }

    private static string Where(Model model, Samples samples, int[] batch)
    {
        NDArray[] inputs = [.. samples.X.Select(data => data.Take(batch).ToDense())];
        Node[] places = [.. inputs.Select(data => new Node(new Placeholder("x", data.Shape[1..].Prepend(Shape.Batch))))];
        TracedModel traced = model.Trace(places, training: true, model.Optimizer!.Iteration);
        var plan = new Plan(new Graph([.. traced.LayerOutputs.Select(layer => layer.Output), .. traced.Losses], []), batch.Length, CpuBackend.Instance);
        foreach ((Node place, NDArray data) in places.Zip(inputs))
        {
            RowFeed feed = plan.Feed(place);
            feed.Bind(data);
            feed.Load([.. Enumerable.Range(0, batch.Length)]);
        }
        plan.Run(batch.Length, team: null);
        foreach ((Layer layer, Node output) in traced.LayerOutputs)
            if (!IsFinite(output)) return $"{layer} is the first layer whose output is not finite{Cause(layer)}";
        return "the output of every layer is finite, " + (traced.Losses.All(IsFinite)
            ? $"so it is the loss {string.Join(" or ", model.Compilation!.Goals.Select(goal => goal.Loss.Name))} itself, with targets from {Text(samples.Y.Min(data => data.Min()))} to {Text(samples.Y.Max(data => data.Max()))}"
            : "but not what a regularizer, or a layer by AddLoss, adds to the loss");

        bool IsFinite(Node node) => !plan.Value(node, batch.Length).ContainsAnyExceptInRange(float.MinValue, float.MaxValue);
    }

    // A finite loss does not say that the update which follows from it is.
    private static string Cause(Layer layer) =>
        NonFiniteWeight.Among(layer.Weights) is { } weight ? $", because its weight \"{weight.Name}\" is not: an update before has overflowed" : "";

    private static string Text(float value) => value.ToString(CultureInfo.InvariantCulture);
}
