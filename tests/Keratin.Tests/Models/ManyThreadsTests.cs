namespace Keratin.Tests;

/// <summary>Predict from any number of threads at once, beside training and new weights.</summary>
public sealed class ManyThreadsTests
{
    private static readonly NDArray X = Examples.Numbers(40, 16);

    [Fact]
    public void Predict_and_Evaluate_from_many_threads_give_what_they_give_one_after_another()
    {
        Sequential model = Examples.Classification(16);
        NDArray y = Examples.Labels(40, 5);
        string[] expected = [.. Enumerable.Range(1, 40).Select(rows => model.Predict(X[..rows]).Bits() + model.Evaluate(X[..rows], y[..rows]))];
        var actual = new string[400];

        Parallel.For(0, actual.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => actual[i] = model.Predict(X[..(i % 40 + 1)]).Bits() + model.Evaluate(X[..(i % 40 + 1)], y[..(i % 40 + 1)]));

        for (int i = 0; i < actual.Length; i++) Assert.Equal(expected[i % 40], actual[i]);
    }

    [Fact]
    public void The_first_Predict_may_come_from_many_threads_at_once()
    {
        string expected = Examples.Classification(16).Predict(X).Bits();
        for (int round = 0; round < 10; round++)
        {
            Sequential model = Examples.Classification();
            var actual = new string[8];
            Parallel.For(0, actual.Length, i => actual[i] = model.Predict(X).Bits());
            Assert.All(actual, bits => Assert.Equal(expected, bits));
        }
    }

    [Fact]
    public async Task Predict_waits_for_a_Fit_that_has_begun()
    {
        Sequential model = Examples.Classification(16);
        var during = new PredictsElsewhere(X);

        model.Fit(X, Examples.Labels(40, 5), batchSize: 1, epochs: 30, verbose: 0, callbacks: [during]);

        Assert.Equal(model.Predict(X).Bits(), (await during.Prediction!).Bits());
    }

    [Fact]
    public async Task Predict_never_sees_some_weights_old_and_some_new()
    {
        // Large enough that copying the weights takes a while.
        Sequential model = Examples.Classification(16, units: 8000), other = Examples.Classification(16, units: 8000, seed: 8);
        NDArray[] first = model.GetWeights(), second = other.GetWeights();
        string[] known = [model.Predict(X).Bits(), other.Predict(X).Bits()];
        Task setting = Task.Run(() =>
        {
            for (int i = 0; i < 500; i++) model.SetWeights(i % 2 == 0 ? second : first);
        });

        for (int i = 0; i < 200; i++) Assert.Contains(model.Predict(X).Bits(), known);
        await setting;
    }

    [Fact]
    public void A_callback_may_predict_evaluate_and_assign_with_the_model_that_is_trained()
    {
        NDArray y = Examples.Labels(40, 5);
        Sequential model = Examples.Classification(16);
        NDArray[] start = model.GetWeights();
        var callback = new UsesModel(X, y, start);

        model.Fit(X, y, epochs: 2, verbose: 0, callbacks: [callback]);

        Assert.Equal(2, callback.Losses.Count);
        Assert.Equal(callback.Losses[0], callback.Losses[1]);
        Assert.Equal(model.Predict(X).Bits(), callback.Prediction!.Bits());
    }

    private sealed class PredictsElsewhere(NDArray x) : Callback
    {
        public Task<NDArray>? Prediction { get; private set; }

        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
        {
            if (epoch > 0) return;
            using var begun = new ManualResetEventSlim();
            Prediction = Task.Run(() =>
            {
                begun.Set();
                return Model.Predict(x);
            });
            begun.Wait();
        }
    }

    private sealed class UsesModel(NDArray x, NDArray y, NDArray[] weights) : Callback
    {
        public List<double> Losses { get; } = [];

        public NDArray? Prediction { get; private set; }

        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs)
        {
            Model.SetWeights(weights);
            Losses.Add(Model.Evaluate(x, y).Loss);
            Prediction = Model.Predict(x);
        }
    }
}
