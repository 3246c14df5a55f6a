using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace Keratin.Tests;

/// <summary>What a host sees of a model; and that nothing is paid where no host looks. Listeners hear the whole process, so these tests run alone.</summary>
[Collection(nameof(TelemetryTests))]
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
public sealed class TelemetryTests
{
    private static readonly NDArray X = Examples.Numbers(10, 3), Y = Examples.Numbers(10, 1, seed: 2);

    [Fact]
    public void A_fit_tells_its_steps_its_samples_its_values_and_how_long_it_took()
    {
        using var host = new Listeners("watched");
        History history = Model().Fit(X, Y, batchSize: 4, epochs: 2, verbose: 0, validationData: (X[..3], Y[..3]));

        Assert.Equal([1, 1, 1, 1, 1, 1], host["keratin.training.steps"]);
        Assert.Equal([4, 4, 2, 4, 4, 2], host["keratin.training.samples"]);
        Assert.Equal(history["loss"], host["keratin.training.loss"]);
        foreach (string name in (string[])["mae", "val_loss", "val_mae"]) Assert.Equal(history[name], host[$"keratin.training.metric keratin.metric.name={name}"]);
        double fit = Assert.Single(host["keratin.fit.duration"]);
        Assert.Equal(2, host["keratin.epoch.duration"].Length);
        Assert.Equal(2, host["keratin.evaluate.duration"].Length);
        Assert.InRange(host["keratin.epoch.duration"].Sum(), 0, fit);
        Assert.Equal(6 + 6 + 2 + 6 + 1 + 2 + 2, host.Measurements.Count);
    }

    [Fact]
    public void A_fit_is_a_span_around_its_epochs_and_they_around_their_validations()
    {
        using var host = new Listeners("watched");
        Sequential model = Model();
        History history = model.Fit(X, Y, epochs: 2, verbose: 0, validationData: (X, Y), seed: 5);
        Evaluation evaluation = model.Evaluate(X, Y);

        Assert.Equal(["fit/epoch/evaluate", "fit/epoch", "fit/epoch/evaluate", "fit/epoch", "fit", "evaluate"], host.Paths);
        Activity epoch = host.Spans[3], fit = host.Spans[4];
        Assert.Equal("1", Listeners.Tag(epoch, "keratin.epoch"));
        foreach (string name in history.Names) Assert.Equal(history[name][1], epoch.GetTagItem($"keratin.value.{name}"));
        Assert.Equal(["10", "2", "5", "41"], ((string[])["keratin.samples", "keratin.epochs", "keratin.seed", "keratin.model.parameters"]).Select(name => Listeners.Tag(fit, name)));
        Assert.Equal(evaluation.Loss, host.Spans[5].GetTagItem("keratin.value.loss"));
        Assert.All(host.Spans, span => Assert.Equal(ActivityStatusCode.Unset, span.Status));
    }

    [Fact]
    public void Batches_from_a_stream_and_single_steps_count_as_well()
    {
        using var host = new Listeners("watched");
        Sequential model = Model();
        model.Fit([(X[..7], Y[..7]), (X[7..], Y[7..])], verbose: 0);
        model.TrainOnBatch(X, Y);
        model.Evaluate([(X, Y)]);
        Assert.Equal([1, 1, 1], host["keratin.training.steps"]);
        Assert.Equal([7, 3, 10], host["keratin.training.samples"]);
        Assert.Equal(["fit/epoch", "fit", "evaluate"], host.Paths);
    }

    [Fact]
    public void What_breaks_off_is_an_error_of_its_spans_and_durations_and_its_last_step_does_not_count()
    {
        using var host = new Listeners("watched");
        Sequential model = Model(new SGD(1e20));
        Assert.Throws<NotFiniteNumberException>(() => model.Fit(X, Y, batchSize: 1, epochs: 9, verbose: 0));

        Assert.Equal(["fit/epoch", "fit"], host.Paths);
        Assert.All(host.Spans, span =>
        {
            Assert.Equal(ActivityStatusCode.Error, span.Status);
            Assert.Contains("not finite", span.StatusDescription, StringComparison.Ordinal);
            Assert.Equal("System.NotFiniteNumberException", Listeners.Tag(span, "error.type"));
            Assert.Equal("exception", Assert.Single(span.Events).Name);
        });
        Assert.Single(host["keratin.fit.duration error.type=System.NotFiniteNumberException"]);
        Assert.Single(host["keratin.epoch.duration error.type=System.NotFiniteNumberException"]);
        Assert.Equal(model.Optimizer!.Iteration.Counter, host["keratin.training.steps"].Length);
        Assert.Empty(host["keratin.training.loss"]);
    }

    [Fact]
    public void A_cancelled_validation_and_a_stream_that_fails_are_errors_of_their_evaluations()
    {
        using var host = new Listeners("watched");
        using var stop = new CancellationTokenSource();
        Sequential model = Model();
        Assert.Throws<OperationCanceledException>(() => model.Fit(X, Y, verbose: 0, validationData: (X, Y), cancellationToken: stop.Token, callbacks: [new Cancels(stop)]));
        Assert.Throws<ArgumentException>(() => model.Evaluate([(X, Y[..2])]));
        Assert.Equal(["fit/epoch/evaluate", "fit/epoch", "fit", "evaluate"], host.Paths);
        Assert.All(host.Spans, span => Assert.Equal(ActivityStatusCode.Error, span.Status));
        Assert.Single(host["keratin.evaluate.duration error.type=System.OperationCanceledException"]);
        Assert.Single(host["keratin.evaluate.duration error.type=System.ArgumentException"]);
    }

    [Fact]
    public void Every_kind_of_prediction_tells_its_rows_and_its_duration_and_is_a_span()
    {
        Sequential model = Model();
        model.Fit(X, Y, verbose: 0);
        float[] rows = X.ToArray(), output = new float[10];
        Predictor predictor = model.ToPredictor();
        var several = new (Action Predict, int Rows)[]
        {
            (() => model.Predict(X), 10), (() => model.Predict(X[..1]), 1), (() => model.Predict([X]), 10),
            (() => predictor.Predict(X), 10), (() => predictor.Predict(X[..1]), 1), (() => predictor.Predict(X, output), 10),
            (() => predictor.Predict(rows, 10, output), 10), (() => predictor.Predict(rows.AsSpan(0, 3), output.AsSpan(0, 1)), 1), (() => predictor.Predict([2], output.AsSpan(0, 1)), 1),
            (() => _ = model.Predict((IEnumerable<NDArray>)[X[..4], X[4..9]]).ToArray(), 9),
        };
        foreach ((Action predict, int count) in several)
        {
            using var host = new Listeners("watched");
            using var around = new Activity("request");
            around.Start();
            predict();
            Assert.Equal(count, host["keratin.predict.samples"].Sum());
            Assert.Equal(host["keratin.predict.samples"].Length, host["keratin.predict.duration"].Length);
            Assert.All(host["keratin.predict.duration"], seconds => Assert.InRange(seconds, 1e-9, 60));
            Assert.Equal(count, host.Spans.Sum(span => (int)span.GetTagItem("keratin.samples")!));
            Assert.All(host.Spans, span =>
            {
                Assert.Equal("predict", span.OperationName);
                Assert.Same(around, span.Parent);
                Assert.InRange(span.Duration.TotalSeconds, host["keratin.predict.duration"][host.Spans.IndexOf(span)] - 1e-3, 60);
            });
        }
    }

    [Fact]
    public void A_model_of_several_outputs_tells_its_predictions()
    {
        using var host = new Listeners("watched");
        var input = new Input([3]);
        var model = new Model([input], [new Dense(1).Call(input), new Dense(2).Call(input)], name: "watched");
        model.Predict([X]);
        Assert.Equal([10], host["keratin.predict.samples"]);
    }

    [Fact]
    public void Refused_rows_are_no_prediction_and_neither_is_making_a_predictor()
    {
        Sequential model = Model();
        model.Fit(X, Y, verbose: 0);
        using var host = new Listeners("watched");
        Predictor predictor = model.ToPredictor();
        Assert.Throws<ArgumentException>(() => predictor.Predict([float.NaN, 0, 0], new float[1]));
        Assert.Throws<ArgumentException>(() => model.Predict(new float[,] { { float.NaN, 0, 0 } }));
        Assert.Empty(host.Measurements);
        Assert.Empty(host.Spans);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Steps_allocate_nothing_whether_nobody_listens_or_a_listener_of_metrics_that_does_not(bool listens)
    {
        using var listener = new MeterListener();
        long steps = 0;
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Telemetry.Name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => steps += value);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        if (listens) listener.Start();
        Sequential model = Model();
        NDArray x = Examples.Numbers(300, 3), y = Examples.Numbers(300, 1);
        for (int i = 0; i < 3; i++) Fit(300);

        Assert.Equal(Fit(1), Fit(300));
        Assert.Equal(listens, steps > 0);

        long Fit(int stepsPerEpoch) => Allocation.Of(() => model.Fit(x, y, batchSize: 1, verbose: 0, stepsPerEpoch: stepsPerEpoch));
    }

    [Fact]
    public void A_row_allocates_nothing_before_a_listener_of_metrics()
    {
        Sequential model = Model();
        model.Fit(X, Y, verbose: 0);
        Predictor predictor = model.ToPredictor();
        float[] row = [1, 2, 3], output = [0];
        double rows = 0;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Meter.Name == Telemetry.Name) self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => rows += value);
        listener.SetMeasurementEventCallback<double>((_, _, _, _) => { });
        listener.Start();
        Predict();

        Assert.Equal(0, Allocation.Of(Predict));
        Assert.Equal(6 * 1000, rows);

        void Predict()
        {
            for (int i = 0; i < 1000; i++) predictor.Predict(row, output);
        }
    }

    [Fact]
    public void The_page_on_hosting_names_every_instrument_with_its_unit_every_span_and_every_tag()
    {
        Model().Fit(X, Y, verbose: 0);
        string page = File.ReadAllText(Path.Combine(Checkout.Root, "docs", "hosting.md"));
        var instruments = new List<Instrument>();
        using (var listener = new MeterListener { InstrumentPublished = (instrument, _) => instruments.Add(instrument) }) listener.Start();
        instruments.RemoveAll(instrument => instrument.Meter.Name != Telemetry.Name);
        Assert.True(instruments.Count >= 9);
        Assert.All(instruments, instrument => Assert.Contains($"| `{instrument.Name}` | `{instrument.Unit}` |", page, StringComparison.Ordinal));

        string[] names = [.. typeof(Telemetry).GetFields(BindingFlags.Static | BindingFlags.NonPublic | BindingFlags.Public).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
        Assert.True(names.Length >= 13);
        Assert.All(names, name => Assert.Contains($"`{name}", page, StringComparison.Ordinal));
    }

    private static Sequential Model(Optimizer? optimizer = null)
    {
        var model = new Sequential([new Dense(8, activation: "relu", inputShape: [3]), new Dense(1)], seed: 7, name: "watched");
        model.Compile(optimizer, "mse", ["mae"]);
        return model;
    }

    private sealed class Cancels(CancellationTokenSource source) : Callback
    {
        protected internal override void OnTestBegin(IDictionary<string, double> logs) => source.Cancel();
    }
}
