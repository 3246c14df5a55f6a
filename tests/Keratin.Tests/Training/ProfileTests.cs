using Keratin.Core;

namespace Keratin.Tests;

/// <summary>The profiler shows every step of a training plan, and changes nothing.</summary>
public sealed class ProfileTests
{
    private static readonly NDArray X = Examples.Numbers(50, 6);
    private static readonly NDArray Y = Examples.Labels(50, 5);

    [Fact]
    public void Every_step_of_the_plan_appears_with_its_share()
    {
        Sequential model = Examples.Classification(6);
        model.Threads = 1;
        TrainingProfile profile = model.Profile(X, Y, batchSize: 16, steps: 5);

        string[] names = [.. profile.Steps.Select(step => step.Name)];
        Assert.Equal("Load x(None, 6), y(None,)", names[0]);
        var plan = new PhasePlan(model, PlanKey.For(Phase.Train, new Samples([X], [Y]), 16), new Variable("iteration", Shape.Scalar, ElementType.Int64));
        Assert.Equal(plan.Steps.Select(step => step.Node!.ToString()), names[1..]);
        Assert.Contains("MatMul+Bias+Relu(None, 8)", names);
        Assert.Contains(names, name => name.Contains("Update<", StringComparison.Ordinal));
        Assert.Equal(1, profile.Steps.Sum(step => step.Share), 1e-9);
        Assert.Equal((16, 1), (profile.BatchSize, profile.Threads));
        StepProfile product = profile.Steps[Array.IndexOf(names, "MatMul+Bias+Relu(None, 8)")];
        Assert.Equal(2 * 16 * 8 * 6 + 2 * 16 * 8, product.Flops);
        Assert.Equal(4 * (16 * 6 + 6 * 8 + 8 + 16 * 8), product.Bytes);
    }

    [Fact]
    public void Profiling_leaves_a_scheduled_learning_rate_as_it_was()
    {
        Sequential model = Examples.Classification(6);
        model.Compile(new SGD { LearningRateSchedule = new ExponentialDecay(0.5, 1, 0.5) }, "sparse_categorical_crossentropy");
        model.Fit(X, Y, batchSize: 25, verbose: 0);
        Assert.Equal(0.25, model.Optimizer!.LearningRate);
        model.Profile(X, Y, batchSize: 25, steps: 3);
        Assert.Equal(0.25, model.Optimizer.LearningRate);
    }

    [Theory]
    [InlineData("rmsprop", 0)]
    [InlineData("adam", 0)]
    [InlineData("adam", 2)]
    public void Profiling_changes_no_bit_of_the_model(string optimizer, int epochsBefore)
    {
        Sequential Made()
        {
            var model = new Sequential([new Dense(8, "relu"), new Dropout(0.5), new Dense(5, "softmax")], seed: 3);
            model.Compile(optimizer, "sparse_categorical_crossentropy", metrics: ["accuracy"]);
            if (epochsBefore > 0) model.Fit(X, Y, batchSize: 7, epochs: epochsBefore, verbose: 0);
            return model;
        }
        Sequential profiled = Made(), untouched = Made();
        History? history = profiled.History;

        profiled.Profile(X, Y, batchSize: 7, steps: 3);

        Assert.Same(history, profiled.History);
        Assert.Equal(untouched.Optimizer!.Iteration.Counter, profiled.Optimizer!.Iteration.Counter);
        if (epochsBefore > 0)
        {
            Assert.Equal(untouched.Bits(), profiled.Bits());
            Assert.Equal(untouched.Optimizer.Slots.SelectMany(slot => slot.Values.ToArray()), profiled.Optimizer.Slots.SelectMany(slot => slot.Values.ToArray()));
        }
        History next = untouched.Fit(X, Y, batchSize: 7, verbose: 0), after = profiled.Fit(X, Y, batchSize: 7, verbose: 0);
        Assert.Equal(untouched.Bits(), profiled.Bits());
        Assert.Equal(next["loss"], after["loss"]);
    }

    [Fact]
    public void Sparse_rows_count_only_what_is_stored()
    {
        NDArray x = Examples.MultiHot(64, 100);
        TrainingProfile profile = Examples.Classification(100).Profile(x, Examples.Labels(64, 5), batchSize: 64, steps: 2);

        StepProfile product = profile.Steps.Single(step => step.Name == "MatMul+Bias+Relu(None, 8)");
        Assert.Equal(2 * x.Sparse!.EntryCount * 8 + 2 * 64 * 8, product.Flops);
        Assert.Equal("Load x(None, 100), y(None,)", profile.Steps[0].Name);
        Assert.Equal(64 * sizeof(int) + 2 * 64 * sizeof(float), profile.Steps[0].Bytes);
    }

    [Fact]
    public void Large_steps_are_shared_by_the_model_s_threads()
    {
        Sequential model = Examples.Classification(1000, classes: 10, units: 64);
        model.Threads = 2;
        Assert.Equal(2, model.Profile(Examples.Numbers(300, 1000), Examples.Labels(300, 10), batchSize: 256, steps: 2).Threads);
    }

    [Fact]
    public void The_table_aligns_its_columns_and_draws_each_share()
    {
        var profile = new TrainingProfile(
            [
                ("Load x(None, 10000)", 1.3, new NodeCost(0, 2600)),
                ("MatMul+Bias+Relu(None, 64)", 1500, new NodeCost(75e6, 1.5e6)),
                ("ArgMax(None,)", 500, new NodeCost(0, 5e6)),
                ("Increment()", 0, new NodeCost(1, 16)),
            ], batchSize: 512, threads: 2, new MachinePeaks(200, 20));

        Assert.Equal(
            """
            step                             time   share  GFLOP/s    GB/s   of peak
            Load x(None, 10000)            1.3 µs   0.1 %      0.0     2.0  10 % mem
            MatMul+Bias+Relu(None, 64)    1.50 ms  75.0 %     50.0     1.0  25 % fma  ████████████████████████
            ArgMax(None,)                500.0 µs  25.0 %      0.0    10.0  50 % mem  ████████
            Increment()                      0 ns   0.0 %      0.0     0.0       0 %
            total                         2.00 ms 100.0 %     37.5     3.2
            Batches of 512 on 2 threads. Peaks measured here: 200 GFLOP/s (fma), 20.0 GB/s (mem).
            """.ReplaceLineEndings("\n"), profile.ToString());
        Assert.Equal(TimeSpan.FromMicroseconds(2001.3), profile.Total);
        Assert.Equal(0.25, profile.Steps[1].PeakShare, 1e-12);
    }

    [Fact]
    public void Mistakes_are_named_before_anything_runs()
    {
        Sequential model = Examples.Classification(6);
        Assert.Equal("steps must be at least 1 but was 0. (Parameter 'steps')", Assert.Throws<ArgumentOutOfRangeException>(() => model.Profile(X, Y, steps: 0)).Message);
        Assert.Equal("batchSize must be at least 1 but was 0. (Parameter 'batchSize')", Assert.Throws<ArgumentOutOfRangeException>(() => model.Profile(X, Y, batchSize: 0)).Message);
        Assert.Equal("x has 50 rows but y has 49: there must be one target per row. (Parameter 'y')", Assert.Throws<ArgumentException>(() => model.Profile(X, Y[..49])).Message);
        var uncompiled = new Sequential(new Dense(5, inputShape: [6]));
        Assert.Equal(
            "Sequential \"sequential\" must be compiled before Profile: call model.Compile(optimizer: \"rmsprop\", loss: …) first.",
            Assert.Throws<InvalidOperationException>(() => uncompiled.Profile(X, Y)).Message);
    }

    [Fact]
    public void A_loss_that_is_not_finite_is_named_and_leaves_the_weights_alone()
    {
        Sequential model = Examples.Regression(6, optimizer: new SGD(1e30));
        string before = model.Bits();
        NotFiniteNumberException error = Assert.Throws<NotFiniteNumberException>(() => model.Profile(X, Examples.Numbers(50, 1), batchSize: 10));
        Assert.StartsWith("The loss was not finite at step 2 of epoch 1: ", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, model.Bits());
        Assert.Equal(0, model.Optimizer!.Iteration.Counter);
    }
}
