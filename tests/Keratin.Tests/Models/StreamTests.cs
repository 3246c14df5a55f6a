using CsCheck;

namespace Keratin.Tests;

public sealed class StreamTests
{
    private static readonly NDArray X = Examples.Numbers(20, 3);
    private static readonly NDArray Y = Examples.Numbers(20, 1, seed: 2);

    private static IEnumerable<Batch> Cut(params int[] sizes)
    {
        int start = 0;
        foreach (int size in sizes)
        {
            yield return (X[start..(start + size)], Y[start..(start + size)]);
            start += size;
        }
    }

    private static async IAsyncEnumerable<Batch> CutLater(params int[] sizes)
    {
        foreach (Batch batch in Cut(sizes))
        {
            await Task.Yield();
            yield return batch;
        }
    }

    [Fact]
    public void A_stream_of_even_batches_trains_as_the_arrays_do()
    {
        Sequential arrays = Examples.Regression(3), stream = Examples.Regression(3);
        History expected = arrays.Fit(X, Y, batchSize: 6, epochs: 3, shuffle: false, verbose: 0, validationData: (X, Y));
        History history = stream.Fit(Cut(6, 6, 6, 2), epochs: 3, verbose: 0, validationData: (X, Y));
        Assert.Equal(arrays.Bits(), stream.Bits());
        Assert.Equal(expected.Names, history.Names);
        foreach (string name in expected.Names) Assert.Equal(expected[name], history[name]);
    }

    [Fact]
    public void Batches_may_have_any_sizes_in_any_order() =>
        Gen.Int[1, 5].Array[4].Sample(sizes =>
        {
            Sequential steps = Examples.Regression(3), stream = Examples.Regression(3);
            double loss = 0;
            foreach (Batch batch in Cut(sizes)) loss += steps.TrainOnBatch(batch.X, batch.Y).Loss * batch.X.Length;
            History history = stream.Fit(Cut(sizes), verbose: 0);
            Assert.Equal(steps.Bits(), stream.Bits());
            Assert.Equal(loss / sizes.Sum(), history["loss"][0], 1e-9);
        }, iter: 40, threads: 1);

    [Fact]
    public void A_batch_that_is_larger_than_those_before_keeps_their_totals()
    {
        Sequential model = Examples.Regression(3);
        Assert.Equal(model.Evaluate(X, Y).Loss, model.Evaluate(Cut(1, 4, 15)).Loss, 1e-6);
        Assert.Equal(model.Evaluate(X, Y)["mae"], model.Evaluate(Cut(15, 4, 1))["mae"], 1e-6);
    }

    [Fact]
    public void Sparse_and_weighted_batches_are_taken_as_arrays_are()
    {
        NDArray x = Examples.MultiHot(12, 40), y = Examples.Labels(12, 5), weights = new float[] { 1, 2, 0, 1, 1, 3, 1, 1, 0.5f, 1, 1, 1 };
        Sequential arrays = Examples.Classification(40), stream = Examples.Classification(40);
        History expected = arrays.Fit(x, y, batchSize: 4, shuffle: false, verbose: 0, sampleWeight: weights);
        History history = stream.Fit([new Batch(x[..4], y[..4], weights[..4]), new Batch(x[4..8], y[4..8], weights[4..8]), new Batch(x[8..], y[8..], weights[8..])], verbose: 0);
        Assert.Equal(arrays.Bits(), stream.Bits());
        Assert.Equal(expected["loss"], history["loss"]);
        var classes = new Dictionary<int, double> { [1] = 3 };
        arrays.Fit(x, y, batchSize: 4, shuffle: false, verbose: 0, classWeight: classes);
        stream.Fit([(x[..4], y[..4]), (x[4..8], y[4..8]), (x[8..], y[8..])], verbose: 0, classWeight: classes);
        Assert.Equal(arrays.Bits(), stream.Bits());
    }

    [Fact]
    public void Epochs_of_a_few_steps_go_on_where_the_stream_stopped()
    {
        Sequential whole = Examples.Regression(3), few = Examples.Regression(3);
        whole.Fit(Cut(4, 4, 4, 4, 4), epochs: 2, verbose: 0);
        few.Fit(Cut(4, 4, 4, 4, 4), epochs: 6, stepsPerEpoch: 2, verbose: 0);
        Assert.Equal(10, few.Optimizer!.Iteration.Counter);
        Assert.Equal(whole.Bits(), few.Bits());
    }

    [Fact]
    public void Validation_may_be_a_stream_too()
    {
        Sequential arrays = Examples.Regression(3), stream = Examples.Regression(3);
        History expected = arrays.Fit(X[..10], Y[..10], batchSize: 5, epochs: 2, shuffle: false, verbose: 0, validationData: (X[10..], Y[10..]));
        History history = stream.Fit(Cut(5, 5), epochs: 2, verbose: 0, validationBatches: Cut(10, 3, 7).Skip(1));
        Assert.Equal(expected["val_loss"][1], history["val_loss"][1], 1e-6);
    }

    [Fact]
    public async Task Batches_may_arrive_asynchronously()
    {
        Sequential now = Examples.Regression(3), later = Examples.Regression(3);
        now.Fit(Cut(6, 6, 8), epochs: 2, verbose: 0);
        await later.FitAsync(CutLater(6, 6, 8), epochs: 2, verbose: 0, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(now.Bits(), later.Bits());
        Assert.Equal(now.Evaluate(Cut(6, 6, 8)).Loss, (await later.EvaluateAsync(CutLater(6, 6, 8), TestContext.Current.CancellationToken)).Loss);
        var outputs = new List<NDArray>();
        await foreach (NDArray output in later.PredictAsync(Inputs())) outputs.Add(output);
        Assert.Equal(now.Predict(X[..12]).Bits(), NDArray.Concatenate([.. outputs]).Bits());

        static async IAsyncEnumerable<NDArray> Inputs()
        {
            await foreach (Batch batch in CutLater(6, 6)) yield return batch.X;
        }
    }

    [Fact]
    public async Task A_training_of_batches_that_arrive_later_has_all_that_one_of_batches_has()
    {
        NDArray x = Examples.MultiHot(12, 40), y = Examples.Labels(12, 5);
        var classes = new Dictionary<int, double> { [1] = 3 };
        Batch[] batches = [(x[..4], y[..4]), (x[4..8], y[4..8])], held = [(x[8..10], y[8..10]), (x[10..], y[10..])];
        Sequential now = Examples.Classification(40), later = Examples.Classification(40);
        History expected = now.Fit(batches, epochs: 4, verbose: 0, validationBatches: held, classWeight: classes, initialEpoch: 1, validationFreq: 2);
        History history = await later.FitAsync(batches.ToAsyncEnumerable(), epochs: 4, verbose: 0, validationBatches: held.ToAsyncEnumerable(), classWeight: classes, initialEpoch: 1, validationFreq: 2, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal([1, 2, 3], history.Epoch);
        Assert.Equal(expected["val_loss"], history["val_loss"]);
        Assert.Equal(now.Bits(), later.Bits());
        Assert.NotEqual(Examples.Classification(40).Bits(), later.Bits());
    }

    [Fact]
    public void Predictions_come_batch_by_batch_as_they_are_asked_for()
    {
        Sequential model = Examples.Regression(3);
        int asked = 0;
        IEnumerable<NDArray> outputs = model.Predict(Cut(6, 6, 8).Select(batch =>
        {
            asked++;
            return batch.X;
        }));
        Assert.Equal(0, asked);
        Assert.Equal(model.Predict(X[..6]).Bits(), outputs.First().Bits());
        Assert.Equal(1, asked);
        Assert.Equal(model.Predict(X).Bits(), NDArray.Concatenate([.. outputs]).Bits());
    }

    [Fact]
    public void A_bad_row_is_found_before_its_batchs_step()
    {
        NDArray broken = new float[,] { { 1, 2, 3 }, { 1, float.NaN, 3 } };
        Sequential model = Examples.Regression(3), first = Examples.Regression(3);
        first.TrainOnBatch(X[..4], Y[..4]);
        var error = Assert.Throws<ArgumentException>(() => model.Fit([(X[..4], Y[..4]), (broken, Y[..2])], verbose: 0));
        Assert.Equal("Batch 2 of the stream: x must be finite numbers, but row 1 has a NaN or an infinity at place 1: replace or leave out what is missing. (Parameter 'x')", error.Message);
        Assert.Equal(first.Bits(), model.Bits());
    }

    [Fact]
    public void A_bad_batch_is_named_by_its_place_in_its_own_run_of_its_own_stream()
    {
        NDArray broken = new float[,] { { 1, 2, 3 }, { 1, float.NaN, 3 } };
        Batch good = (X[..4], Y[..4]), bad = (broken, Y[..2]);
        const string Cause = "x must be finite numbers, but row 1 has a NaN or an infinity at place 1: replace or leave out what is missing. (Parameter 'x')";
        Sequential model = Examples.Regression(3);
        Assert.Equal($"Batch 2 of the stream: {Cause}", Message(() => model.Fit(new Later([good, good, good], [good, bad]), epochs: 2, verbose: 0)));
        Assert.Equal($"Batch 3 of the stream: {Cause}", Message(() => model.Fit([good, good, bad], epochs: 3, stepsPerEpoch: 1, verbose: 0)));
        Assert.Equal($"Batch 1 of the stream: {Cause}", Message(() => model.Fit(new Later([good, good, good], [bad]), epochs: 3, stepsPerEpoch: 2, verbose: 0)));
        Assert.Equal($"Batch 2 of the validation stream: {Cause}", Message(() => model.Fit([good], epochs: 2, verbose: 0, validationBatches: new Later([good], [good, bad]))));
        Assert.Equal($"Batch 2 of the stream: {Cause}", Message(() => model.Evaluate([good, bad])));
        Assert.Equal($"Batch 2 of the stream: {Cause}", Message(() => _ = model.Predict(new List<NDArray> { good.X, broken }).ToArray()));
        Assert.Equal("Batch 2 of the stream: its targets have the shape (None,), but those before it had (None, 1): give all batches targets of one shape.", Message(() => model.Fit([good, (X[..2], new float[] { 1, 2 })], verbose: 0)));
        Assert.Equal("Batch 2 of the stream: it is null.", Message(() => model.Fit([good, null!], verbose: 0)));
    }

    [Fact]
    public async Task A_bad_batch_that_arrives_later_is_named_too()
    {
        Sequential model = Examples.Regression(3);
        var error = await Assert.ThrowsAsync<ArgumentException>(async () =>
        {
            await foreach (NDArray output in model.PredictAsync(new NDArray[] { X[..2], new float[,] { { 1, 2 } } }.ToAsyncEnumerable())) Assert.Equal(2, output.Length);
        });
        Assert.StartsWith("Batch 2 of the stream: Dense \"dense\" expects 3 features but got 2", error.Message);
    }

    [Fact]
    public void Validation_data_that_do_not_fit_are_refused_before_the_first_step()
    {
        Sequential model = Examples.Regression(3);
        Assert.Equal("validationData.X has 20 rows but validationData.Y has 4: there must be one target per row. (Parameter 'validationData.Y')", Message(() => model.Fit(Cut(4), verbose: 0, validationData: (X, Y[..4]))));
        Assert.Equal(0, model.Optimizer!.Iteration.Counter);
    }

    [Fact]
    public void Numbers_out_of_range_are_told_in_words()
    {
        AssertRefused("epochs must be at least 1 but was 0. (Parameter 'epochs')", model => model.Fit(Cut(4), epochs: 0));
        AssertRefused("initialEpoch was 2 but epochs is 2: epochs is the number at which training ends, not how many are added, so it must be larger. (Parameter 'initialEpoch')", model => model.Fit(Cut(4), epochs: 2, initialEpoch: 2));
        AssertRefused("stepsPerEpoch must be at least 1 but was 0: leave it out to use all rows in each epoch. (Parameter 'stepsPerEpoch')", model => model.Fit(Cut(4), stepsPerEpoch: 0));
        AssertRefused("validationFreq must be at least 1 but was 0: 1 validates after each epoch, 2 after every second. (Parameter 'validationFreq')", model => model.Fit(Cut(4), validationFreq: 0));
        AssertRefused("verbose must be 0 (nothing), 1 (a progress line) or 2 (a line per epoch) but was 3. (Parameter 'verbose')", model => model.Fit(Cut(4), verbose: 3));

        static void AssertRefused(string expected, Action<Model> fit) => Assert.Equal(expected, Assert.Throws<ArgumentOutOfRangeException>(() => fit(Examples.Regression(3))).Message);
    }

    [Fact]
    public void A_cancelled_stream_stops_after_the_present_batch()
    {
        using var stop = new CancellationTokenSource();
        Sequential model = Examples.Regression(3);
        Assert.Throws<OperationCanceledException>(() => model.Fit(Cut(4, 4, 4), verbose: 0, cancellationToken: stop.Token, callbacks: [new LambdaCallback(onTrainBatchEnd: (_, _) => stop.Cancel())]));
        Assert.Equal(1, model.Optimizer!.Iteration.Counter);
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Sequential model = Examples.Regression(3);
        Assert.Equal("The stream of batches is empty: there is nothing to train on.", Assert.Throws<InvalidOperationException>(() => model.Fit((IEnumerable<Batch>)[], verbose: 0)).Message);
        Assert.Equal("The stream of batches is empty: there is nothing to evaluate.", Assert.Throws<InvalidOperationException>(() => model.Evaluate((IEnumerable<Batch>)[])).Message);
        Assert.StartsWith("The stream of batches is empty in its second run", Assert.Throws<InvalidOperationException>(() => model.Fit(new Once(Cut(4)), epochs: 2, verbose: 0)).Message);
        Assert.Equal("Batch 2 of the stream: it has a SampleWeight, but those before it had none: give one with every batch or with none.",
            Assert.Throws<ArgumentException>(() => model.Fit([(X[..2], Y[..2]), new Batch(X[..2], Y[..2], new float[] { 1, 1 })], verbose: 0)).Message);
        Assert.StartsWith("validationData and validationBatches cannot be given together", Assert.Throws<ArgumentException>(() => model.Fit(Cut(4), verbose: 0, validationData: (X, Y), validationBatches: Cut(4))).Message);
    }

    private static string Message(Action action) => Assert.Throws<ArgumentException>(action).Message;

    // A stream that is another one in its second run.
    private sealed class Later(Batch[] first, Batch[] second) : IEnumerable<Batch>
    {
        private int _runs;

        public IEnumerator<Batch> GetEnumerator() => ((IEnumerable<Batch>)(_runs++ == 0 ? first : second)).GetEnumerator();

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }

    // As a reader of a network: there is no second time.
    private sealed class Once(IEnumerable<Batch> batches) : IEnumerable<Batch>
    {
        private IEnumerable<Batch> _batches = batches;

        public IEnumerator<Batch> GetEnumerator()
        {
            IEnumerator<Batch> all = _batches.GetEnumerator();
            _batches = [];
            return all;
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
