using Keratin.Core;

namespace Keratin;

/// <summary>Adds what layers cost, their penalties, to the loss of a batch.</summary>
internal static class AddedLosses
{
    /// <summary>The number that is trained, and what has to be averaged over all rows for that of an epoch, with the added losses.</summary>
    /// <param name="loss">The loss of a batch, a single number.</param>
    /// <param name="perRow">The loss of each row, batch first.</param>
    /// <param name="added">Single numbers, or one per row, whose mean counts.</param>
    public static (Node Loss, Node PerRow) Add(Node loss, Node perRow, IReadOnlyList<Node> added)
    {
        // Single numbers first to one, which is then added to every row.
        if (Sum(added.Where(one => one.Shape.Rank == 0)) is { } penalty) (loss, perRow) = (loss + penalty, perRow + penalty);
        if (Sum(added.Where(one => one.Shape.Rank == 1)) is not { } rows) return (loss, perRow);
        return (loss + new Node(new Mean(), rows), perRow + (perRow.Shape.Rank == 1 ? rows : Repeated(rows, perRow.Shape)));
    }

    private static Node? Sum(IEnumerable<Node> nodes)
    {
        Node? sum = null;
        foreach (Node node in nodes) sum = sum is null ? node : sum + node;
        return sum;
    }

    private static Node Repeated(Node row, Shape shape) => new(new Core.Reshape(shape), new Node(new RepeatLast(shape[1..].Size), row));
}
