using Keratin.Core;

namespace Keratin;

/// <summary>
/// How the losses of a batch's samples become the one number that is trained. By Keras's name:
/// sum_over_batch_size (or mean), sum, mean_with_sample_weight.
/// </summary>
/// <remarks>
/// An epoch's loss is the mean of its batches' numbers, each counted as often as the batch has rows. For the mean that is
/// the mean over all samples; for the others it depends on how the rows are cut into batches, as in Keras.
/// </remarks>
public sealed class LossReduction
{
    private readonly string _name;

    private LossReduction(string name) => _name = name;

    /// <summary>Keras's default: Σ w·l divided by the number of samples, not by their weights.</summary>
    public static LossReduction SumOverBatchSize { get; } = new("sum_over_batch_size");

    /// <summary>Σ w·l. Larger batches then make larger steps.</summary>
    public static LossReduction Sum { get; } = new("sum");

    /// <summary>Σ w·l divided by Σ w; 0 where all weights are 0.</summary>
    public static LossReduction MeanWithSampleWeight { get; } = new("mean_with_sample_weight");

    internal static NameTable<LossReduction> Known { get; } = new("reduction",
        ("sum_over_batch_size", _ => SumOverBatchSize),
        ("mean", _ => SumOverBatchSize),
        ("sum", _ => Sum),
        ("mean_with_sample_weight", _ => MeanWithSampleWeight));

    /// <summary>Keras's name.</summary>
    public override string ToString() => _name;

    /// <summary>The reduction of that name.</summary>
    /// <exception cref="ArgumentException">The name is not known. Keras's <c>none</c> is not: a step needs one number.</exception>
    public static implicit operator LossReduction(string name) => Known.Find(name);

    /// <summary>Reduces the losses of a batch.</summary>
    /// <param name="losses">A loss per sample, batch first.</param>
    /// <param name="weights">A weight per sample, (None,); null where all are 1.</param>
    /// <param name="mask">1 where a loss counts and 0 where it does not, of the losses' shape; null where all count.</param>
    /// <returns>The batch's number, and what has to be averaged over all rows for the number of an epoch.</returns>
    internal (Node Loss, Node PerRow) Apply(Node losses, Node? weights, Node? mask)
    {
        Node weighted = weights is null ? losses : RowWeights.Multiply(losses, weights);
        if (mask is null && (this == SumOverBatchSize || (this == MeanWithSampleWeight && weights is null)))
            return (new Node(new Mean(), weighted), weighted);
        if (mask is not null) weighted *= mask;
        Node loss = new(new Sum(), weighted);
        if (this != Sum) loss /= AtLeastSomething(new Node(new Sum(), Shares(losses, weights, mask)));
        return (loss, new Node(new Fill([Shape.Batch]), loss));
    }

    // What the sum is divided by: a mask leaves samples out of the number of samples, weights count only where asked for.
    private Node Shares(Node losses, Node? weights, Node? mask)
    {
        Node shares = mask ?? new Node(new Fill(losses.Shape), new Node(new Literal(1)));
        return weights is null || this == SumOverBatchSize ? shares : RowWeights.Multiply(shares, weights);
    }

    // Where nothing counts the sum is 0 as well, and 0 is the loss.
    private static Node AtLeastSomething(Node share) => new(new Clip(1e-30f, float.MaxValue), share);
}
