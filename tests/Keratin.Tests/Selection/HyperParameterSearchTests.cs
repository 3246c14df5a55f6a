using Keratin.Core;

namespace Keratin.Tests;

public sealed class HyperParameterSearchTests
{
    private static readonly NDArray X = new float[,] { { 0, 1 }, { 1, 0 }, { 1, 1 }, { 2, 1 }, { 1, 2 }, { 0, 2 }, { 2, 2 }, { 0, 0 } };
    private static readonly NDArray Y = new float[] { 1, 2, 3, 5, 4, 2, 6, 0 };
    private static readonly IReadOnlyList<Split> TwoFolds = Splits.KFold(8, 2);

    private static Sequential Build(HyperParameters hp)
    {
        var model = new Sequential([new Dense(hp.Int("units", 2, 6, step: 2), activation: hp.Choice("activation", "relu", "tanh")), new Dense(1)], seed: 1);
        model.Compile(new SGD(hp.Float("rate", 0.001, 0.1, step: 10, logarithmic: true)), loss: "mse", metrics: ["mae"]);
        return model;
    }

    [Fact]
    public void A_grid_tries_every_combination_the_last_name_fastest()
    {
        var found = HyperParameterSearch.Grid(Build, X, Y, TwoFolds, epochs: 1);
        Assert.Equal(18, found.Trials.Count);
        Assert.Equal("units: 2, activation: relu, rate: 0.001", found.Trials[0].HyperParameters.ToString());
        Assert.Equal("units: 2, activation: relu, rate: 0.01", found.Trials[1].HyperParameters.ToString());
        Assert.Equal("units: 2, activation: tanh, rate: 0.001", found.Trials[3].HyperParameters.ToString());
        Assert.Equal("units: 6, activation: tanh, rate: 0.1", found.Trials[^1].HyperParameters.ToString());
        Assert.Equal(18, found.Trials.Select(trial => trial.HyperParameters.ToString()).Distinct().Count());
    }

    [Fact]
    public void A_trial_scores_what_cross_validation_of_the_same_model_does()
    {
        var found = HyperParameterSearch.Grid(Build, X, Y, TwoFolds, objective: "mae", epochs: 3, batchSize: 2);
        CrossValidationResult again = CrossValidation.KFold(() => Build(found.Best.HyperParameters), X, Y, k: 2, epochs: 3, batchSize: 2);
        Assert.Equal(again.Scores["mae"], found.Best.Result!.Scores["mae"]);
        Assert.Equal(again.Mean["mae"], found.Best.Score);
        Assert.Equal(found.Trials.Min(trial => trial.Score), found.Best.Score);
    }

    [Fact]
    public void A_name_may_depend_on_another()
    {
        var found = HyperParameterSearch.Grid(hp =>
        {
            var model = new Sequential([new Dense(2), .. hp.Boolean("drop") ? [new Dropout(hp.Choice("rate", 0.25f, 0.5f))] : (Layer[])[], new Dense(1)], seed: 1);
            model.Compile(loss: "mse");
            return model;
        }, X, Y, TwoFolds);
        Assert.Equal(["drop: False", "drop: True, rate: 0.25", "drop: True, rate: 0.5"], found.Trials.Select(trial => trial.HyperParameters.ToString()));
    }

    [Fact]
    public void A_random_search_is_the_same_for_the_same_seed_and_repeats_no_combination()
    {
        var one = HyperParameterSearch.Random(Build, X, Y, TwoFolds, trials: 10, seed: 3);
        var other = HyperParameterSearch.Random(Build, X, Y, TwoFolds, trials: 10, seed: 3, maxParallelism: 1);
        Assert.Equal(one.ToString(), other.ToString());
        Assert.Equal(10, one.Trials.Select(trial => trial.HyperParameters.ToString()).Distinct().Count());
        Assert.NotEqual(one.ToString(), HyperParameterSearch.Random(Build, X, Y, TwoFolds, trials: 10, seed: 4).ToString());
    }

    [Fact]
    public void A_random_search_ends_where_there_is_nothing_new()
    {
        var found = HyperParameterSearch.Random(hp =>
        {
            var model = new Sequential([new Dense(hp.Choice("units", 1, 2)), new Dense(1)], seed: 1);
            model.Compile(loss: "mse");
            return model;
        }, X, Y, TwoFolds, trials: 50);
        Assert.Equal(2, found.Trials.Count);
    }

    [Fact]
    public void Numbers_without_a_step_are_drawn_from_their_whole_range()
    {
        var rates = HyperParameterSearch.Random(hp =>
        {
            double rate = hp.Float("rate", 1e-4, 1e-1, logarithmic: true), plain = hp.Float("plain", -1, 1);
            Assert.InRange(rate, 1e-4, 1e-1);
            Assert.InRange(plain, -1, 1);
            var model = new Sequential([new Dense(1)], seed: 1);
            model.Compile(new SGD(rate), loss: "mse");
            return model;
        }, X, Y, TwoFolds, trials: 30).Trials.Select(trial => (double)trial.HyperParameters.Values["rate"]).ToArray();
        Assert.InRange(rates.Count(rate => rate < Math.Sqrt(1e-5)), 8, 22);
    }

    [Fact]
    public void Where_every_trial_diverged_none_is_the_best()
    {
        var found = HyperParameterSearch.Grid(hp =>
        {
            var model = new Sequential([new Dense(4), new Dense(1)], seed: 1);
            model.Compile(new SGD(hp.Choice("rate", 1e6, 1e7)), loss: "mse");
            return model;
        }, X, Y, TwoFolds, epochs: 20, batchSize: 1);
        Assert.Equal($"There is no best trial: the training diverged in all 2. The first said: {found.Trials[0].Failure}", Assert.Throws<InvalidOperationException>(() => found.Best).Message);
    }

    [Fact]
    public void A_trial_that_diverges_comes_last_and_says_why()
    {
        var found = HyperParameterSearch.Grid(hp =>
        {
            var model = new Sequential([new Dense(4), new Dense(1)], seed: 1);
            model.Compile(new SGD(hp.Choice("rate", 1e6, 0.001)), loss: "mse");
            return model;
        }, X, Y, TwoFolds, epochs: 20, batchSize: 1);
        Assert.Equal([1, 2], found.Trials.Select(trial => trial.Number));
        Assert.StartsWith("The loss was not finite at step", found.Trials[0].Failure);
        Assert.True(double.IsNaN(found.Trials[0].Score));
        Assert.Null(found.Trials[0].Result);
        Assert.Equal(2, found.Best.Number);
        Assert.Equal("trial 1: diverged with rate: 1E+06", found.Trials[0].ToString());
        Assert.EndsWith("diverged", found.ToString());
    }

    [Fact]
    public void The_table_lists_the_best_first()
    {
        var found = HyperParameterSearch.Grid(Build, X, Y, [Splits.TrainTest(8, 0.25)], objective: "mae", epochs: 2);
        string[] lines = found.ToString().Split('\n');
        Assert.Equal(["trial", "units", "activation", "rate", "mae", "±", "std"], lines[0].Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(19, lines.Length);
        Assert.StartsWith($"{found.Best.Number,5}  ", lines[1]);
        Assert.Single(lines.Select(line => line.Length).Distinct());
    }

    [Fact]
    public void Accuracies_are_made_large()
    {
        NDArray labels = new float[] { 0, 0, 1, 1, 1, 0, 1, 0 };
        var found = HyperParameterSearch.Grid(hp =>
        {
            var model = new Sequential([new Dense(1, activation: "sigmoid")], seed: 1);
            model.Compile(new SGD(hp.Choice("rate", 0.0001, 0.5)), loss: "binary_crossentropy", metrics: ["accuracy"]);
            return model;
        }, X, labels, [Splits.TrainTest(8, 0.5)], objective: "accuracy", epochs: 30);
        Assert.Equal(found.Trials.Max(trial => trial.Score), found.Best.Score);
    }

    [Theory]
    [InlineData(true, 3)]
    [InlineData(false, 1)]
    public void The_metric_says_whether_it_is_made_large(bool higherIsBetter, int best)
    {
        var found = HyperParameterSearch.Grid(hp =>
        {
            float factor = hp.Int("factor", 1, 3);
            var model = new Sequential([new Dense(1)], seed: 1);
            model.Compile(loss: "mse", metrics: [new CustomMetric((truth, predictions) => factor * truth, "hits", higherIsBetter)]);
            return model;
        }, X, Y, TwoFolds, objective: "hits");
        Assert.Equal(best, found.Best.HyperParameters.Values["factor"]);
        Assert.Equal(higherIsBetter ? [3, 2, 1] : [1, 2, 3], found.Ranking.Select(trial => trial.Number));
    }

    [Fact]
    public void Progress_is_told_and_a_cancelled_search_stops()
    {
        using var stop = new CancellationTokenSource();
        var told = new Told(stop);
        Assert.Throws<OperationCanceledException>(() => HyperParameterSearch.Grid(Build, X, Y, TwoFolds, progress: told, cancellationToken: stop.Token));
        Assert.Equal([1, 2, 3], told.Numbers);
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        AssertRefused<ArgumentException>("The hyper-parameter \"rate\" has no step, so a grid cannot try all of its values: give it a step, or use HyperParameterSearch.Random.", hp => hp.Float("rate", 0, 1));
        AssertRefused<ArgumentException>("The hyper-parameter \"n\" has no value from 2 to 1. (Parameter 'max')", hp => hp.Int("n", 2, 1));
        AssertRefused<ArgumentOutOfRangeException>("The step of the hyper-parameter \"n\" must be at least 1 but was 0. (Parameter 'step')", hp => hp.Int("n", 1, 2, step: 0));
        AssertRefused<ArgumentException>("The hyper-parameter \"rate\" has no value from 1 to 0.5. (Parameter 'max')", hp => hp.Float("rate", 1, 0.5));
        AssertRefused<ArgumentOutOfRangeException>("The hyper-parameter \"rate\" is logarithmic, so its smallest value must be positive, but it was 0. (Parameter 'min')", hp => hp.Float("rate", 0, 1, logarithmic: true));
        AssertRefused<ArgumentOutOfRangeException>("The step of the hyper-parameter \"rate\" must be a factor above 1 but was 0.5. (Parameter 'step')", hp => hp.Float("rate", 1, 2, step: 0.5, logarithmic: true));
        AssertRefused<ArgumentException>("The hyper-parameter \"kind\" has no values to choose from. (Parameter 'values')", hp => hp.Choice<int>("kind"));
        AssertRefused<ArgumentException>("The hyper-parameter \"n\" was asked for as Int from 1 to 2 by 1 and then as Int from 1 to 3 by 1: give each its own name. (Parameter 'name')", hp => hp.Int("n", 1, 2) + hp.Int("n", 1, 3));
        Assert.Equal("The objective \"accuracy\" is not among what the model reports: loss, mae. Name one of these, or add it to the metrics of Compile. (Parameter 'objective')",
            Assert.Throws<ArgumentException>(() => HyperParameterSearch.Grid(Build, X, Y, TwoFolds, objective: "accuracy")).Message);
        Assert.Equal("trials must be at least 1 but was 0. (Parameter 'trials')",
            Assert.Throws<ArgumentOutOfRangeException>(() => HyperParameterSearch.Random(Build, X, Y, TwoFolds, trials: 0)).Message);
        int calls = 0;
        Assert.Equal("The hyper-parameter \"n1\" was not asked for when the first model of this trial was built: the function must ask for the same names each time it is called with the same values.",
            Assert.Throws<InvalidOperationException>(() => HyperParameterSearch.Grid(hp =>
            {
                hp.Int($"n{calls++}", 1, 2);
                return Build(hp);
            }, X, Y, TwoFolds)).Message);
    }

    private static void AssertRefused<T>(string expected, Func<HyperParameters, object> ask) where T : Exception =>
        Assert.Equal(expected, Assert.Throws<T>(() => HyperParameterSearch.Grid(hp =>
        {
            ask(hp);
            return Build(hp);
        }, X, Y, TwoFolds)).Message);

    private sealed class Told(CancellationTokenSource stop) : IProgress<Trial>
    {
        public List<int> Numbers { get; } = [];

        public void Report(Trial value)
        {
            Numbers.Add(value.Number);
            if (value.Number == 3) stop.Cancel();
        }
    }
}
