using Keratin.Core;

namespace Keratin.Tests;

public sealed class LossReductionTests
{
    private static readonly double[] Truth = [1, 2, 0, 5];
    private static readonly double[] Predictions = [2, 4, 3, 5];
    private static readonly double[] Weights = [1, 0.5, 2, 4];

    private static (double Loss, double[] PerRow) Run(Loss loss, double[]? weights)
    {
        Node t = Reference.Input(), p = Reference.Input(1), w = Reference.Input();
        (Node number, Node perRow) = loss.OfBatch(t, p, weights is null ? null : w);
        var executor = new ReferenceExecutor(new Graph([number, perRow], []));
        executor.Run(4, new Dictionary<Node, double[]> { [t] = Truth, [p] = Predictions, [w] = weights ?? [] });
        return (executor.Value(number)[0], executor.Value(perRow).ToArray());
    }

    // The losses are 1, 4, 9 and 0; weighted 1, 2, 18 and 0; the weights sum to 7.5.
    [Theory]
    [InlineData("sum_over_batch_size", false, 3.5)]
    [InlineData("mean", false, 3.5)]
    [InlineData("sum", false, 14)]
    [InlineData("mean_with_sample_weight", false, 3.5)]
    [InlineData("sum_over_batch_size", true, 5.25)]
    [InlineData("sum", true, 21)]
    [InlineData("mean_with_sample_weight", true, 2.8)]
    public void The_losses_of_a_batch_become_the_number_of_Keras(string reduction, bool weighted, double expected)
    {
        (double loss, double[] perRow) = Run(new MeanSquaredError(reduction), weighted ? Weights : null);
        Assert.Equal(expected, loss, 1e-12);
        Assert.Equal(expected, perRow.Average(), 1e-12);
    }

    [Fact]
    public void The_mean_of_an_epoch_is_that_of_its_rows_and_every_other_number_that_of_its_batches()
    {
        Assert.Equal([1, 4, 9, 0], Run(new MeanSquaredError(), null).PerRow);
        Assert.Equal([1, 2, 18, 0], Run(new MeanSquaredError(), Weights).PerRow);
        Assert.Equal([1, 4, 9, 0], Run(new MeanSquaredError("mean_with_sample_weight"), null).PerRow);
        Assert.Equal([14, 14, 14, 14], Run(new MeanSquaredError("sum"), null).PerRow);
    }

    [Theory]
    [InlineData(3)]
    [InlineData(3, 2)]
    [InlineData(1, 2, 2)]
    public void A_weight_counts_for_every_loss_of_its_row(params int[] perRow)
    {
        // Before the last axis a row has as many losses as it has places.
        Node t = Reference.Input(perRow), p = Reference.Input(perRow), w = Reference.Input();
        Node number = new MeanSquaredError().OfBatch(t, p, w).Loss;
        int size = t.Shape.RowSize;
        double[] predictions = [.. Enumerable.Range(0, 2 * size).Select(i => (double)i)];
        double Mean(int row) => predictions.Skip(row * size).Take(size).Average(value => value * value);
        Assert.Equal((0.5 * Mean(0) + 3 * Mean(1)) / 2, Reference.Run(number, 2, (t, new double[2 * size]), (p, predictions), (w, [0.5, 3]))[0], 1e-12);
    }

    [Theory]
    [InlineData("sum_over_batch_size", false, 3)]
    [InlineData("sum", false, 9)]
    [InlineData("mean_with_sample_weight", false, 3)]
    [InlineData("sum_over_batch_size", true, 4.0 * 2 / 3)]
    [InlineData("mean_with_sample_weight", true, 8 / (1.5 + 4.0 / 3))]
    public void Rows_of_an_ignored_class_do_not_count(string reduction, bool weighted, double expected)
    {
        // Losses of 2, 4 and 3, and of a row that is left out; weighted 2, 2 and 4.
        Node t = Reference.Input(), p = Reference.Input(2), w = Reference.Input();
        double[] logits = [.. ((double[])[2, 4, 3, 9]).SelectMany(loss => (double[])[0, Math.Log(Math.Exp(loss) - 1)])];
        Node number = new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: -1, reduction).OfBatch(t, p, weighted ? w : null).Loss;
        double actual = Reference.Run(number, 4, (t, [0, 0, 0, -1]), (p, logits), (w, weighted ? [1, 0.5, 4.0 / 3, 4] : []))[0];
        Assert.Equal(expected, actual, 1e-9);
    }
}
