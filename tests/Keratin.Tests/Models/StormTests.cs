namespace Keratin.Tests;

/// <summary>A model that is asked from sixty-four threads, and from some while it changes.</summary>
public sealed class StormTests
{
    private const int Callers = 64;
    private const int Columns = 16;

    public static TheoryData<string> Kinds => ["not built", "built", "wide and sparse", "two inputs"];

    [Theory, MemberData(nameof(Kinds))]
    public void The_first_predictions_come_at_the_same_moment_with_all_sizes(string kind)
    {
        (Model model, NDArray[] x) = Make(kind);
        (Model twin, _) = Make(kind);
        string[] expected = [.. Enumerable.Range(0, Callers).Select(i => Bits(twin, x, i))], actual = new string[Callers];

        AtOnce(i => actual[i] = Bits(model, x, i));

        Assert.Equal(expected, actual);

        // One row for every fourth caller, else up to all rows.
        static string Bits(Model model, NDArray[] x, int caller)
        {
            int rows = caller % 4 == 0 ? 1 : 1 + caller * 37 % x[0].Length;
            return string.Concat(model.Predict(Array.ConvertAll(x, data => data[..rows]), batchSize: 1 + caller % 40).Select(output => output.Bits()));
        }
    }

    [Fact]
    public void A_predictor_takes_single_rows_many_rows_and_indices_from_all_of_them()
    {
        (Model model, NDArray[] x) = Make("wide and sparse");
        Predictor predictor = model.ToPredictor();
        string[] expected = [.. Enumerable.Range(0, x[0].Length).Select(row => model.Predict(x[0][row..(row + 1)]).Bits())];
        string all = model.Predict(x[0]).Bits();
        var wrong = 0;

        AtOnce(caller =>
        {
            var output = new float[5];
            for (int i = 0; i < 40; i++)
            {
                int row = (caller * 7 + i) % x[0].Length;
                predictor.Predict(x[0][row..(row + 1)].ToDense().ToArray(), output);
                if (((NDArray)output).Bits() != expected[row]) Interlocked.Increment(ref wrong);
            }
            if (caller % 8 == 0 && predictor.Predict(x[0]).Bits() != all) Interlocked.Increment(ref wrong);
        });

        Assert.Equal(0, wrong);
    }

    // All weights of this model are the same number at all times, so that its output tells a mixture of two states.
    [Fact]
    public async Task Whatever_reads_beside_Fit_and_SetWeights_sees_one_state()
    {
        Model model = Even(), twin = Even();
        NDArray x = NDArray.Zeros([40, Columns]) + 1, y = NDArray.Zeros([40, 1]);
        const int changes = 60;
        var legal = new HashSet<float> { twin.Predict(x)[0].ToArray()[0] };
        for (int i = 0; i < changes; i++) legal.Add(Change(twin, i));
        Assert.True(legal.Count > 30);
        using var begun = new CountdownEvent(3);
        Task changing = Task.Run(() =>
        {
            begun.Wait();
            for (int i = 0; i < changes; i++) Change(model, i);
        });
        var seen = new HashSet<float>[3];

        Task[] readers = [.. Enumerable.Range(0, 3).Select(reader => Task.Run(() =>
        {
            seen[reader] = [];
            begun.Signal();
            while (!changing.IsCompleted)
            {
                if (reader == 0) seen[reader].UnionWith(model.Predict(x).ToArray());
                else if (reader == 1) seen[reader].Add(model.Predict(x[..1]).ToArray()[0]);
                else Assert.Single(model.GetWeights().SelectMany(weight => weight.ToArray()).Distinct());
            }
        }))];
        await Task.WhenAll([changing, .. readers]);

        Assert.Subset(legal, seen[0]);
        Assert.Subset(legal, seen[1]);

        float Change(Model model, int number)
        {
            if (number % 3 == 2) model.SetWeights([.. model.Weights.Select(weight => NDArray.Zeros(weight.Shape) + (0.1f + number * 1e-3f))]);
            else model.Fit(x, y, batchSize: 8, epochs: 2, verbose: 0);
            return model.Predict(x[..1]).ToArray()[0];
        }

        static Model Even()
        {
            var model = new Sequential([new Dense(400, useBias: false, kernelInitializer: new Constant(0.1), inputShape: [Columns]), new Dense(1, useBias: false, kernelInitializer: new Constant(0.1))], seed: 1);
            // A rule that takes a gradient's sign moves all weights alike.
            model.Compile(new Lion(1e-4), "mse");
            return model;
        }
    }

    [Fact]
    public void A_predictor_goes_on_undisturbed_while_its_model_is_fitted()
    {
        Sequential model = Examples.Classification(Columns);
        NDArray x = Examples.Numbers(40, Columns);
        Predictor predictor = model.ToPredictor();
        string before = predictor.Predict(x).Bits();
        var asks = new AsksElsewhere(() => predictor.Predict(x).Bits());

        model.Fit(x, Examples.Labels(40, 5), batchSize: 4, verbose: 0, callbacks: [asks]);

        Assert.Equal(10, asks.Answers.Count);
        Assert.All(asks.Answers, bits => Assert.Equal(before, bits));
        Assert.NotEqual(before, model.Predict(x).Bits());
    }

    public static TheoryData<string> Failures => ["callback", "loss", "stream", "schedule", "schedule on a batch", "cancelled", "validation"];

    [Theory, MemberData(nameof(Failures))]
    public async Task A_training_that_fails_leaves_the_model_free_for_other_threads(string failure)
    {
        Sequential model = Examples.Classification(Columns);
        NDArray x = Examples.Numbers(40, Columns), y = Examples.Labels(40, 5);
        var schedule = new ThrowsAt(failure.StartsWith("schedule", StringComparison.Ordinal) ? 2 : long.MaxValue);
        model.Compile(new SGD(0.01) { LearningRateSchedule = schedule }, failure == "loss" ? "mse" : "sparse_categorical_crossentropy");
        if (failure == "loss") y = NDArray.Zeros([40, 5]) + 3e38f;
        model.Predict(x);

        Exception? error = await Record.ExceptionAsync(() => Task.Run(() => Fail()));

        Assert.True(error is InvalidOperationException or NotFiniteNumberException or OperationCanceledException or ArgumentException, $"{error}");
        NDArray outputs = await Task.Run(() => model.Predict(x)).WaitAsync(TimeSpan.FromSeconds(30));
        schedule.Step = long.MaxValue;
        await Task.Run(() => model.Fit(x, failure == "loss" ? NDArray.Zeros([40, 5]) : y, verbose: 0)).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.NotEqual(outputs.Bits(), model.Predict(x).Bits());

        void Fail()
        {
            Callback[] throws = [new LambdaCallback(onEpochEnd: (_, _) => throw new InvalidOperationException("mine"))];
            switch (failure)
            {
                case "callback": model.Fit(x, y, verbose: 0, callbacks: throws); break;
                case "stream": model.Fit(Enumerable.Range(0, 3).Select(i => i < 2 ? new Batch(x, y) : throw new InvalidOperationException("mine")), verbose: 0); break;
                case "schedule on a batch": for (int i = 0; i < 3; i++) model.TrainOnBatch(x, y); break;
                case "cancelled": model.Fit(x, y, verbose: 0, cancellationToken: new CancellationToken(canceled: true)); break;
                case "validation": model.Fit([(x, y)], verbose: 0, validationBatches: [(x, Examples.Labels(3, 5))]); break;
                default: model.Fit(x, y, batchSize: 8, verbose: 0); break;
            }
        }
    }

    [Fact]
    public void Steps_that_fail_take_no_threads_with_them()
    {
        Sequential model = Examples.Classification(400, units: 300);
        NDArray x = Examples.Numbers(256, 400), y = Examples.Labels(256, 5);
        model.Threads = 5;
        var schedule = new ThrowsAt(1);
        model.Compile(new SGD(0.01) { LearningRateSchedule = schedule }, "sparse_categorical_crossentropy");
        schedule.Step = 0;
        int before = OperatingSystemThreads();

        for (int i = 0; i < 60; i++) Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(x, y));

        // Other tests run beside this one; a team for each call would be 240 threads.
        Assert.InRange(OperatingSystemThreads() - before, int.MinValue, 120);
    }

    [Fact]
    public void A_fit_within_a_fit_leaves_each_its_own_history()
    {
        Sequential model = Examples.Classification(Columns);
        NDArray x = Examples.Numbers(40, Columns), y = Examples.Labels(40, 5);
        History? inner = null;

        History outer = model.Fit(x, y, epochs: 3, verbose: 0, callbacks: [new LambdaCallback(onEpochEnd: (epoch, _) => inner ??= model.Fit(x, y, verbose: 0))]);

        Assert.Equal(3, outer.Epochs);
        Assert.Equal(1, inner!.Epochs);
    }

    private static int OperatingSystemThreads()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.Threads.Count;
    }

    private static void AtOnce(Action<int> call)
    {
        using var barrier = new Barrier(Callers);
        Exception? error = null;
        Thread[] callers = [.. Enumerable.Range(0, Callers).Select(i => new Thread(() =>
        {
            barrier.SignalAndWait();
            try
            {
                call(i);
            }
            catch (Exception e)
            {
                Volatile.Write(ref error, e);
            }
        }, maxStackSize: 256 << 10))];
        Array.ForEach(callers, caller => caller.Start());
        Array.ForEach(callers, caller => caller.Join());
        Assert.Null(error);
    }

    private static (Model Model, NDArray[] X) Make(string kind)
    {
        if (kind != "two inputs")
        {
            int? inputs = kind == "not built" ? null : kind == "built" ? Columns : 600;
            return (Examples.Classification(inputs), [kind == "wide and sparse" ? Examples.MultiHot(300, 600) : Examples.Numbers(60, Columns)]);
        }
        Input left = new([Columns], "left"), right = new([3], "right");
        KerasTensor joined = new Concatenate().Call(new Dense(5, activation: "relu").Call(left), right);
        return (new Model([left, right], [new Dense(2).Call(joined), new Dense(1).Call(joined)], seed: 3), [Examples.Numbers(60, Columns), Examples.Numbers(60, 3, seed: 2)]);
    }

    private sealed class AsksElsewhere(Func<string> ask) : Callback
    {
        public List<string> Answers { get; } = [];

        protected override bool WantsBatches => true;

        protected internal override void OnTrainBatchEnd(int batch, IDictionary<string, double> logs)
        {
            Task<string> answer = Task.Run(ask);
            Assert.True(answer.Wait(TimeSpan.FromSeconds(30)), "The predictor waits for the training.");
            Answers.Add(answer.Result);
        }
    }

    private sealed class ThrowsAt(long step) : LearningRateSchedule
    {
        public long Step { get; set; } = step;

        public override double At(long step) => step < Step ? 0.01 : throw new InvalidOperationException("mine");
    }
}
