using CsCheck;

namespace Keratin.Tests;

public sealed class FitTests
{
    [Fact]
    public void An_epoch_is_the_steps_of_its_batches_whether_or_not_the_last_is_full() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 45], Gen.Int[1, 7]).Sample((rows, batchSize, columns) =>
        {
            NDArray x = Examples.Numbers(rows, columns), y = Examples.Numbers(rows, 1, seed: 2);
            Sequential whole = Examples.Regression(columns), batches = Examples.Regression(columns);

            History history = whole.Fit(x, y, batchSize, verbose: 0, shuffle: false);
            double loss = 0, mae = 0;
            for (int start = 0; start < rows; start += batchSize)
            {
                int end = Math.Min(rows, start + batchSize);
                Evaluation step = batches.TrainOnBatch(x[start..end], y[start..end]);
                loss += step.Loss * (end - start);
                mae += step["mae"] * (end - start);
            }

            Assert.Equal(batches.Bits(), whole.Bits());
            Assert.Equal(loss / rows, history["loss"][0], 1e-9);
            Assert.Equal(mae / rows, history["mae"][0], 1e-9);
        }, iter: 60, threads: 1);

    [Fact]
    public void A_partial_batch_trains_as_it_does_alone()
    {
        NDArray x = Examples.Numbers(7, 3), y = Examples.Numbers(7, 1, seed: 2);
        Sequential after = Examples.Regression(3), alone = Examples.Regression(3);
        alone.TrainOnBatch(x[..5], y[..5]);
        alone.TrainOnBatch(x[5..], y[5..]);

        after.Fit(x, y, batchSize: 5, verbose: 0, shuffle: false);

        Assert.Equal(alone.Bits(), after.Bits());
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 20)]
    [InlineData(20, 1)]
    public void One_row_or_one_column_is_enough(int rows, int columns)
    {
        Sequential model = Examples.Regression();
        string before = Examples.Regression(columns).Bits();

        History history = model.Fit(Examples.Numbers(rows, columns), Examples.Numbers(rows, 1, seed: 2), verbose: 0);

        Assert.True(double.IsFinite(history["loss"][0]));
        Assert.NotEqual(before, model.Bits());
        Assert.Equal([rows, 1], model.Predict(Examples.Numbers(rows, columns)).Shape);
    }

    [Fact]
    public void A_list_of_numbers_is_one_column_for_a_new_model_as_for_a_built_one()
    {
        float[] x = [1, 2, 3, 4], y = [2, 4, 6, 8];
        Sequential listed = Examples.Regression(), column = Examples.Regression(1);

        listed.Fit(x, y, verbose: 0);
        column.Fit(new NDArray(x, [4, 1]), new NDArray(y, [4, 1]), verbose: 0);

        Assert.Equal(column.Bits(), listed.Bits());
        Assert.Equal(column.Predict(new NDArray(x, [4, 1])).Bits(), listed.Predict(x).Bits());
        Assert.Equal(column.Evaluate(x, y).Loss, listed.Evaluate(x, y).Loss);
    }

    [Fact]
    public void A_batch_larger_than_the_data_is_all_the_data()
    {
        NDArray x = Examples.Numbers(10, 3), y = Examples.Numbers(10, 1, seed: 2);
        Sequential large = Examples.Regression(3), exact = Examples.Regression(3);

        large.Fit(x, y, batchSize: 1000, epochs: 2, verbose: 0);
        exact.Fit(x, y, batchSize: 10, epochs: 2, verbose: 0);

        Assert.Equal(exact.Bits(), large.Bits());
    }

    [Theory]
    [InlineData(10, 0.25, 7)]
    [InlineData(10, 0.2, 8)]
    [InlineData(64, 0.2, 51)]
    [InlineData(3, 0.5, 1)]
    public void ValidationSplit_takes_the_last_rows_and_trains_on_the_floor_of_the_rest(int rows, double split, int trained)
    {
        NDArray x = Examples.Numbers(rows, 4), y = Examples.Numbers(rows, 1, seed: 2);
        Sequential model = Examples.Regression(4), same = Examples.Regression(4);

        History history = model.Fit(x, y, batchSize: 4, epochs: 2, verbose: 0, validationSplit: split);
        History explicitly = same.Fit(x[..trained], y[..trained], batchSize: 4, epochs: 2, verbose: 0, validationData: (x[trained..], y[trained..]));

        Assert.Equal(same.Bits(), model.Bits());
        Assert.Equal(["loss", "mae", "val_loss", "val_mae"], history.Names);
        foreach (string name in history.Names) Assert.Equal(explicitly[name], history[name]);
    }

    [Fact]
    public void Validation_is_what_Evaluate_says_after_the_epoch_and_changes_nothing()
    {
        NDArray x = Examples.Numbers(20, 4), y = Examples.Labels(20, 5), heldX = Examples.Numbers(9, 4, seed: 3), heldY = Examples.Labels(9, 5, seed: 3);
        Sequential watched = Examples.Classification(4), alone = Examples.Classification(4);

        History history = watched.Fit(x, y, batchSize: 6, verbose: 0, validationData: (heldX, heldY));
        alone.Fit(x, y, batchSize: 6, verbose: 0);

        Assert.Equal(alone.Bits(), watched.Bits());
        Evaluation evaluation = alone.Evaluate(heldX, heldY);
        Assert.Equal(evaluation.Loss, history["val_loss"][0]);
        Assert.Equal(evaluation["accuracy"], history["val_accuracy"][0]);
    }

    [Fact]
    public void ValidationData_goes_before_validationSplit()
    {
        NDArray x = Examples.Numbers(10, 4), y = Examples.Numbers(10, 1, seed: 2);
        Sequential both = Examples.Regression(4), one = Examples.Regression(4);

        both.Fit(x, y, verbose: 0, validationSplit: 0.5, validationData: (x, y));
        one.Fit(x, y, verbose: 0, validationData: (x, y));

        Assert.Equal(one.Bits(), both.Bits());
    }

    [Fact]
    public void Shuffling_visits_every_row_once_in_an_order_that_is_new_in_each_epoch()
    {
        // The weight follows the order; the mean of the targets over an epoch does not.
        NDArray x = Examples.Numbers(50, 1), y = Examples.Numbers(50, 1, seed: 2);
        Sequential Model()
        {
            var model = new Sequential([new Dense(1, kernelInitializer: "zeros", useBias: false, inputShape: [1])], seed: 3);
            model.Compile(new SGD(1e-30), "mae");
            return model;
        }
        History shuffled = Model().Fit(x, y, batchSize: 1, epochs: 3, verbose: 0);
        History ordered = Model().Fit(x, y, batchSize: 1, epochs: 3, verbose: 0, shuffle: false);
        Assert.All(shuffled["loss"], loss => Assert.Equal(ordered["loss"][0], loss, 1e-9));

        var visits = new Visits();
        Sequential watched = Model();
        watched.Fit(x, y, batchSize: 1, epochs: 2, verbose: 0, callbacks: [visits]);
        Assert.Equal(50, visits.Losses[0].Count);
        Assert.NotEqual(visits.Losses[0], visits.Losses[1]);
        Assert.Equal(visits.Losses[0].Order(), visits.Losses[1].Order());
    }

    [Fact]
    public void Without_shuffling_the_seed_of_Fit_makes_no_difference_and_with_it_it_does()
    {
        NDArray x = Examples.Numbers(20, 3), y = Examples.Numbers(20, 1, seed: 2);
        string Trained(bool shuffle, int? seed)
        {
            Sequential model = Examples.Regression(3);
            History history = model.Fit(x, y, batchSize: 4, verbose: 0, shuffle: shuffle, seed: seed);
            Assert.Equal(seed ?? model.Seed, history.Seed);
            return model.Bits();
        }

        Assert.Equal(Trained(false, 1), Trained(false, 2));
        Assert.NotEqual(Trained(true, 1), Trained(true, 2));
        Assert.Equal(Trained(true, 7), Trained(true, null));
    }

    [Fact]
    public void A_model_without_weights_can_be_evaluated_and_fitted()
    {
        var model = new Sequential(new Flatten());
        model.Compile("sgd", "mse");
        NDArray x = Examples.Numbers(6, 2);

        Assert.Equal(0, model.Evaluate(x, x).Loss);
        Assert.Equal(0, model.Fit(x, x, verbose: 0)["loss"][0]);
    }

    // The loss of each step, by epoch: with a batch of one row and a model that stands still, it tells the row.
    private sealed class Visits : Callback
    {
        private double _sum;

        public List<List<double>> Losses { get; } = [];

        protected override bool WantsBatches => true;

        protected internal override void OnEpochBegin(int epoch, IDictionary<string, double> logs)
        {
            Losses.Add([]);
            _sum = 0;
        }

        protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs)
        {
            double sum = logs["loss"] * (batch + 1);
            Losses[^1].Add(Math.Round(sum - _sum, 5));
            _sum = sum;
        }
    }
}
