using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Losses whose batches are not the mean of their rows, from <c>Fit</c> and <c>Evaluate</c>.</summary>
public sealed class LossInTrainingTests
{
    private static readonly NDArray X = new float[,] { { 1, 0 }, { 0, 1 }, { 1, 1 }, { 2, 1 }, { -1, 1 } };
    private static readonly NDArray Y = new float[] { 1, 0, 2, 3, -2 };

    private static Sequential Model(Loss loss, double rate = 0.01, string activation = "linear", int units = 1)
    {
        var model = new Sequential([new Dense(units, activation, inputShape: [2])], seed: 4);
        model.Compile(new SGD(rate), loss);
        return model;
    }

    [Fact]
    public void A_sum_is_evaluated_and_reported_per_batch()
    {
        Sequential mean = Model("mse"), sum = Model(new MeanSquaredError("sum"));
        sum.SetWeights(mean.GetWeights());
        double Sum(Range rows) => mean.Evaluate(X[rows], Y[rows]).Loss * (rows.End.Value - rows.Start.Value);
        double expected = (2 * Sum(0..2) + 2 * Sum(2..4) + Sum(4..5)) / 5;
        Assert.Equal(expected, sum.Evaluate(X, Y, batchSize: 2).Loss, 1e-6);
        Assert.Equal(expected, Model(new MeanSquaredError("sum"), rate: 1e-30).Fit(X, Y, batchSize: 2, verbose: 0, shuffle: false)["loss"][0], 1e-6);
        Assert.Equal(5 * mean.Evaluate(X, Y).Loss, sum.Evaluate(X, Y).Loss, 1e-6);
    }

    [Fact]
    public void A_sum_makes_the_step_of_a_mean_times_the_rows()
    {
        Sequential mean = Model("mse", rate: 0.05), sum = Model(new MeanSquaredError("sum"), rate: 0.01);
        mean.TrainOnBatch(X, Y);
        sum.TrainOnBatch(X, Y);
        for (int i = 0; i < 2; i++) Reference.Close(mean.GetWeights()[i].ToDoubles(), sum.GetWeights()[i].ToDoubles(), 1e-6);
    }

    [Fact]
    public void A_metric_of_whole_batches_is_evaluated_per_batch()
    {
        NDArray truth = new float[] { 1, 0, 1, 1, 0 };
        Sequential model = Model("binary_crossentropy", activation: "sigmoid"), dice = Model("dice", activation: "sigmoid");
        model.Compile("sgd", "binary_crossentropy", ["dice"]);
        double Of(Range rows) => dice.Evaluate(X[rows], truth[rows]).Loss * (rows.End.Value - rows.Start.Value);
        Assert.Equal((Of(0..2) + Of(2..4) + Of(4..5)) / 5, model.Evaluate(X, truth, batchSize: 2)["dice"], 1e-6);
    }

    [Fact]
    public void Rows_of_an_ignored_class_train_nothing()
    {
        foreach (string activation in (string[])["softmax", "sigmoid"])
        {
            Sequential all = Model(new SparseCategoricalCrossentropy(ignoreClass: -1), activation: activation, units: 3);
            Sequential some = Model("sparse_categorical_crossentropy", activation: activation, units: 3);
            double loss = all.TrainOnBatch(X, new float[] { -1, 2, 0, -1, 1 })["loss"];
            Assert.Equal(some.TrainOnBatch(X.Take([1, 2, 4]), new float[] { 2, 0, 1 })["loss"], loss, 1e-6);
            for (int i = 0; i < 2; i++) Reference.Close(some.GetWeights()[i].ToDoubles(), all.GetWeights()[i].ToDoubles(), 1e-6);
            Assert.Equal(0, all.TrainOnBatch(X, new float[] { -1, -1, -1, -1, -1 })["loss"]);
        }
    }

    [Fact]
    public void A_class_to_ignore_is_left_out_of_each_batch_and_not_of_the_epoch()
    {
        NDArray truth = new float[] { -1, 2, 0, 1, 1 };
        Sequential model = Model(new SparseCategoricalCrossentropy(ignoreClass: -1), activation: "softmax", units: 3);
        double Of(Range rows) => model.Evaluate(X[rows], truth[rows]).Loss * (rows.End.Value - rows.Start.Value);
        Assert.Equal((Of(0..2) + Of(2..4) + Of(4..5)) / 5, model.Evaluate(X, truth, batchSize: 2).Loss, 1e-6);
    }

    [Fact]
    public void The_overlap_of_a_batch_is_a_loss_that_trains()
    {
        NDArray truth = new float[] { 1, 0, 1, 1, 0 };
        Sequential model = Model("dice", rate: 0.5, activation: "sigmoid");
        double before = model.Evaluate(X, truth).Loss;
        Sequential sum = Model(new Dice("sum"), activation: "sigmoid");
        sum.SetWeights(model.GetWeights());
        Assert.Equal(before, sum.Evaluate(X, truth).Loss, 1e-9);
        Sequential tversky = Model(new Tversky(reduction: "sum"), activation: "sigmoid");
        tversky.SetWeights(model.GetWeights());
        Assert.Equal(before, tversky.Evaluate(X, truth).Loss, 1e-6);
        model.Fit(X, truth, batchSize: 5, epochs: 50, verbose: 0);
        Assert.InRange(model.Evaluate(X, truth).Loss, 0, 0.6 * before);
    }
}
