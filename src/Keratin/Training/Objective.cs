using Keratin.Core;

namespace Keratin;

/// <summary>What a model is trained for, written as graph: the loss of a batch, and all that is reported.</summary>
/// <param name="Loss">The number that is trained.</param>
/// <param name="Totals">The loss, with several outputs the loss of each, then the metrics.</param>
internal sealed record Objective(Node Loss, IReadOnlyList<Total> Totals)
{
    /// <summary>Writes the losses and metrics of all outputs.</summary>
    /// <param name="model">A compiled model.</param>
    /// <param name="traced">The model as graph.</param>
    /// <param name="truths">The targets of each output.</param>
    /// <param name="weights">A weight per sample, (None,); null where all are 1.</param>
    public static Objective Of(Model model, TracedModel traced, IReadOnlyList<Node> truths, Node? weights)
    {
        IReadOnlyList<OutputGoal> goals = model.Compilation!.Goals;
        bool several = goals.Count > 1;
        IReadOnlyList<string> names = model.OutputNames;
        List<Total> losses = [], metrics = [];
        Node? trained = null, reported = null;
        for (int i = 0; i < goals.Count; i++)
        {
            OutputGoal goal = goals[i];
            Node output = traced.Outputs[i];
            (Node loss, Node perRow) = goal.Loss.OfBatch(truths[i], output, weights);
            if (several)
            {
                perRow = MeanOfEachRow(perRow);
                // As in Keras, without the weight.
                losses.Add(Total.Mean($"{names[i]}_loss", perRow, weights: null));
            }
            if (goal.Weight != 1) (loss, perRow) = (loss * (float)goal.Weight, perRow * (float)goal.Weight);
            (trained, reported) = trained is null ? (loss, perRow) : (trained + loss, reported! + perRow);
            metrics.AddRange(goal.Metrics.Select(metric => Named(metric, i).Trace(truths[i], output, weights: null)));
            metrics.AddRange(goal.WeightedMetrics.Select(metric => Named(metric, i).Trace(truths[i], output, weights)));
        }
        (trained, reported) = AddedLosses.Add(trained!, reported!, traced.Losses);
        return new Objective(trained, [Total.Mean("loss", reported, weights: null), .. losses, .. metrics]);

        Metric Named(Metric metric, int output) => several ? metric.Renamed($"{names[output]}_{metric.Name}") : metric;
    }

    // Outputs may have different numbers of losses per row: a mean each, so that they can be added.
    private static Node MeanOfEachRow(Node losses) =>
        losses.Shape.Rank == 1 ? losses : new Node(new MeanLast(), new Node(new Core.Reshape([Shape.Batch, losses.Shape.RowSize]), losses));
}
