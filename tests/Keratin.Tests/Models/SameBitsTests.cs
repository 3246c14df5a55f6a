using CsCheck;

namespace Keratin.Tests;

/// <summary>Same seed, same data, same calls: same weights to the last bit, whatever the machine has to share the work.</summary>
public sealed class SameBitsTests
{
    [Fact]
    public void Two_runs_and_any_number_of_threads_give_the_same_bits()
    {
        NDArray x = Examples.Numbers(600, 1000), y = Examples.Labels(600, 10);
        string Trained(int threads)
        {
            Sequential model = Examples.Classification(1000, classes: 10, units: 64);
            model.Threads = threads;
            History history = model.Fit(x, y, batchSize: 256, epochs: 2, verbose: 0, validationSplit: 0.1);
            return model.Bits() + model.Predict(x).Bits() + string.Join(' ', history.Names.SelectMany(name => history[name]));
        }
        string one = Trained(1);

        Assert.Equal(one, Trained(1));
        Assert.Equal(one, Trained(2));
        Assert.Equal(one, Trained(3));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Sparse_and_dense_inputs_give_the_same_bits(int threads)
    {
        NDArray x = Examples.MultiHot(300, 1000), y = Examples.Labels(300, 10);
        string Trained(NDArray inputs)
        {
            Sequential model = Examples.Classification(1000, classes: 10, units: 32);
            model.Threads = threads;
            History history = model.Fit(inputs, y, batchSize: 128, epochs: 2, verbose: 0, validationSplit: 0.1);
            return model.Bits() + model.Predict(inputs).Bits() + string.Join(' ', history.Names.SelectMany(name => history[name])) + model.Evaluate(inputs, y);
        }

        Assert.True(x.IsSparse);
        Assert.Equal(Trained(x.ToDense()), Trained(x));
    }

    [Fact]
    public void Weights_and_metrics_of_every_kind_give_the_same_bits_for_any_number_of_threads_sparse_or_dense()
    {
        NDArray x = Examples.MultiHot(300, 1000), labels = Examples.Labels(300, 10), y = Encode.ToCategorical(Array.ConvertAll(labels.ToArray(), label => (int)label), 10);
        NDArray weights = Examples.Numbers(300, 1) * Examples.Numbers(300, 1);
        string Trained(NDArray inputs, int threads)
        {
            Sequential model = Examples.Classification(1000, classes: 10, units: 64);
            model.Threads = threads;
            Metric[] metrics = ["accuracy", "auc", new AUC(multiLabel: true, name: "auc_by_class"), "precision", "f1_score", "r2_score", "top_k_categorical_accuracy"];
            model.Compile("rmsprop", "categorical_focal_crossentropy", metrics, metrics);
            History history = model.Fit(inputs, y, batchSize: 128, epochs: 2, verbose: 0, validationSplit: 0.1, sampleWeight: weights);
            return model.Bits() + string.Join(' ', history.Names.SelectMany(name => history[name])) + model.Evaluate(inputs, y, sampleWeight: weights);
        }
        string one = Trained(x.ToDense(), 1);

        foreach (int threads in (int[])[1, 2, 3]) Assert.Equal(one, Trained(x, threads));
    }

    [Fact]
    public void Sparse_rows_before_a_layer_that_needs_them_in_full_give_the_bits_of_dense_ones()
    {
        NDArray x = Examples.MultiHot(30, 40), y = Examples.Labels(30, 5);
        string Trained(NDArray inputs)
        {
            var model = new Sequential([new Dropout(0.3), new Dense(5, activation: "softmax")], seed: 4);
            model.Compile("adam", "sparse_categorical_crossentropy");
            model.Fit(inputs, y, batchSize: 8, epochs: 2, verbose: 0);
            return model.Bits() + model.Predict(inputs).Bits();
        }

        Assert.Equal(Trained(x.ToDense()), Trained(x));
    }

    [Fact]
    public void Two_epochs_in_one_Fit_are_two_Fits_of_one_epoch()
    {
        NDArray x = Examples.Numbers(37, 6), y = Examples.Labels(37, 5);
        Sequential Model()
        {
            var model = new Sequential([new Dense(8, "relu"), new Dropout(0.5), new Dense(5, "softmax")], seed: 5);
            model.Compile("adam", "sparse_categorical_crossentropy");
            return model;
        }
        Sequential once = Model(), twice = Model();

        History both = once.Fit(x, y, batchSize: 8, epochs: 2, verbose: 0);
        History first = twice.Fit(x, y, batchSize: 8, verbose: 0), second = twice.Fit(x, y, batchSize: 8, verbose: 0);

        Assert.Equal(once.Bits(), twice.Bits());
        Assert.Equal(both["loss"], [first["loss"][0], second["loss"][0]]);
    }

    [Fact]
    public void TrainOnBatch_is_Fit_with_one_batch()
    {
        NDArray x = Examples.Numbers(9, 4), y = Examples.Labels(9, 5);
        Sequential step = Examples.Classification(4), fit = Examples.Classification(4);

        Evaluation result = step.TrainOnBatch(x, y);
        History history = fit.Fit(x, y, batchSize: 9, verbose: 0, shuffle: false);

        Assert.Equal(fit.Bits(), step.Bits());
        Assert.Equal(["loss", "accuracy"], result.Names);
        Assert.Equal(history["loss"][0], result.Loss);
        Assert.Equal(history["accuracy"][0], result["accuracy"]);
    }

    [Fact]
    public void Building_at_the_first_Fit_or_by_inputShape_or_by_Input_gives_the_same_bits()
    {
        NDArray x = Examples.Numbers(12, 4), y = Examples.Numbers(12, 1, seed: 2);
        Sequential deferred = Examples.Regression(), stated = Examples.Regression(4);
        var input = new Sequential([new Input(4), new Dense(8, "relu"), new Dense(1)], seed: 7);
        input.Compile(loss: "mse", metrics: ["mae"]);
        Assert.False(deferred.Built);
        Assert.True(stated.Built);
        Assert.Equal(stated.Bits(), input.Bits());

        foreach (Sequential model in (Sequential[])[deferred, stated, input]) model.Fit(x, y, batchSize: 5, epochs: 2, verbose: 0);

        Assert.Equal(stated.Bits(), deferred.Bits());
        Assert.Equal(stated.Bits(), input.Bits());
    }

    [Fact]
    public void Another_seed_gives_other_weights_and_no_seed_a_drawn_one_that_repeats_the_model()
    {
        Assert.NotEqual(Examples.Regression(4, seed: 1).Bits(), Examples.Regression(4, seed: 2).Bits());
        var drawn = new Sequential(new Dense(3, inputShape: [4]));
        var again = new Sequential([new Dense(3, inputShape: [4])], drawn.Seed);
        Assert.Equal(drawn.Bits(), again.Bits());
    }

    [Fact]
    public void A_row_predicts_the_same_bits_alone_and_in_any_batch()
    {
        NDArray x = Examples.Numbers(70, 33);
        Sequential model = Examples.Classification(33, units: 20);
        NDArray all = model.Predict(x);

        Gen.Select(Gen.Int[0, 69], Gen.Int[1, 70], Gen.Int[1, 40]).Sample((start, count, batchSize) =>
        {
            int end = Math.Min(70, start + count);
            Assert.Equal(all[start..end].Bits(), model.Predict(x[start..end], batchSize).Bits());
        }, iter: 80, threads: 1);
    }

    [Fact]
    public void Evaluate_gives_the_same_bits_for_every_batch_size()
    {
        NDArray x = Examples.Numbers(2500, 3), y = Examples.Labels(2500, 5);
        Sequential model = Examples.Classification(3);
        Evaluation one = model.Evaluate(x, y, batchSize: 1);

        foreach (int batchSize in (int[])[7, 32, 1000, 2047, 2500, 9999])
        {
            Evaluation other = model.Evaluate(x, y, batchSize);
            Assert.Equal(one.Loss, other.Loss);
            Assert.Equal(one["accuracy"], other["accuracy"]);
        }
    }
}
