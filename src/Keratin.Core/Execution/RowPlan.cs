namespace Keratin.Core;

/// <summary>A plan that makes rows of outputs from rows of inputs, one from each.</summary>
/// <param name="plan">The plan of a graph with one input and one output.</param>
/// <param name="x">The input.</param>
/// <param name="output">The output.</param>
internal sealed class RowPlan(Plan plan, Node x, Node output)
{
    /// <summary>Where the inputs enter.</summary>
    public RowFeed Input { get; } = plan.Feed(x);

    /// <summary>The most rows of a batch.</summary>
    public int MaxRows => plan.MaxRows;

    /// <summary>Whether a full batch is worth several threads.</summary>
    public bool SharesWork { get; } = plan.Steps.Any(step => step.Chunks(plan.MaxRows) > 1);

    /// <summary>Runs the rows that have been loaded into <see cref="Input"/>.</summary>
    public void Run(int rows, ThreadTeam? team) => plan.Run(rows, team);

    /// <summary>The outputs of the last run.</summary>
    public ReadOnlySpan<float> Output(int rows) => plan.Value(output, rows);
}
