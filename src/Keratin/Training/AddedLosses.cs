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
        foreach (Node one in added)
        {
            bool single = one.Shape.Rank == 0;
            loss += single ? one : new Node(new Mean(), one);
            perRow += single || perRow.Shape.Rank == 1 ? one : Repeated(one, perRow.Shape);
        }
        return (loss, perRow);
    }

    private static Node Repeated(Node row, Shape shape) => new(new Core.Reshape(shape), new Node(new RepeatLast(shape[1..].Size), row));
}
