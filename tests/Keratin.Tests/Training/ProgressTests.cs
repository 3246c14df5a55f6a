namespace Keratin.Tests;

/// <summary>What people see while a model is fitted, character by character. <c>«b»</c> begins bold, <c>«g»</c> green, <c>«w»</c> white, <c>«»</c> ends.</summary>
public sealed class ProgressTests
{
    private readonly FakeClock _clock = new();
    private readonly StringWriter _text = new() { NewLine = "\n" };

    [Fact]
    public void The_line_is_drawn_as_Keras_draws_it()
    {
        // Keras's own, out of fit_verbose_1_raw.txt: \r, bold count, green and white cells, bold time, time per step, values.
        var line = new ProgressLine(_text, _clock, epochs: 2, steps: 6);

        line.BeginEpoch(0);
        _clock.Pass(0.06);
        line.Step(1, Report(("accuracy", 0.2), ("loss", 1.67)));
        _clock.Pass(0.01);
        line.EndEpoch(Values(("accuracy", 0.1765), ("loss", 1.7035), ("val_accuracy", 0.2308), ("val_loss", 1.9325)));

        Assert.Equal(
            "Epoch 1/2\n"
            + "\r«b»1/6«» «g»━━━«»«w»━━━━━━━━━━━━━━━━━«» «b»0s«» 60ms/step - accuracy: 0.2000 - loss: 1.6700"
            + "\r«b»6/6«» «g»━━━━━━━━━━━━━━━━━━━━«»«w»«» «b»0s«» 2ms/step - accuracy: 0.1765 - loss: 1.7035 - val_accuracy: 0.2308 - val_loss: 1.9325\n", Drawn());
    }

    [Fact]
    public void The_time_left_is_that_of_the_steps_left_and_the_first_step_does_not_count()
    {
        var line = new ProgressLine(_text, _clock, epochs: 1, steps: 100);
        line.BeginEpoch(0);
        _clock.Pass(10);
        line.Step(1, Report());
        _clock.Pass(2);
        line.Step(2, Report());
        _clock.Pass(2);
        line.Step(3, Report());
        _clock.Pass(0.5);
        line.Step(4, Report());

        Assert.Equal(
            "\r«b»  1/100«» «g»«»«w»━━━━━━━━━━━━━━━━━━━━«» «b»16:30«» 10s/step"
            + "\r«b»  2/100«» «g»«»«w»━━━━━━━━━━━━━━━━━━━━«» «b»3:16«» 2s/step  "
            + "\r«b»  3/100«» «g»«»«w»━━━━━━━━━━━━━━━━━━━━«» «b»3:14«» 2s/step"
            + "\r«b»  4/100«» «g»«»«w»━━━━━━━━━━━━━━━━━━━━«» «b»2:24«» 2s/step", Drawn());
    }

    [Fact]
    public void Of_a_stream_the_end_is_known_when_it_comes()
    {
        var line = new ProgressLine(_text, _clock, epochs: 1, steps: null);
        line.BeginEpoch(0);
        _clock.Pass(10);
        line.Step(1, Report(("loss", 2)));
        _clock.Pass(2);
        line.EndEpoch(Values(("loss", 1)));
        Assert.Equal(
            "\r«b»      1/Unknown«» «b»10s«» 10s/step - loss: 2.0000"
            + "\r«b»1/1«» «g»━━━━━━━━━━━━━━━━━━━━«»«w»«» «b»12s«» 12s/step - loss: 1.0000\n", Drawn());
    }

    [Fact]
    public void A_shorter_line_wipes_out_the_rest_of_a_longer_one()
    {
        var line = new ProgressLine(_text, _clock, epochs: 1, steps: 10);
        line.BeginEpoch(0);
        _clock.Pass(1);
        line.Step(1, Report(("loss", 123456.5)));
        _clock.Pass(1);
        line.Step(2, Report(("loss", 1)));

        string[] lines = Drawn().Split('\r')[1..];
        Assert.Equal(lines[0].Length, lines[1].Length);
        Assert.EndsWith("loss: 1.0000     ", lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Quick_steps_are_not_all_drawn_but_the_end_of_the_epoch_is()
    {
        var line = new ProgressLine(_text, _clock, epochs: 1, steps: 1000);
        line.BeginEpoch(0);
        for (int step = 1; step <= 1000; step++)
        {
            _clock.Pass(0.0001);
            line.Step(step, Report(("loss", 1)));
        }
        line.EndEpoch(Values(("loss", 0.5)));

        string[] lines = Drawn().Split('\r')[1..];
        Assert.InRange(lines.Length, 2, 3);
        Assert.Equal("«b»1000/1000«» «g»━━━━━━━━━━━━━━━━━━━━«»«w»«» «b»0s«» 100us/step - loss: 0.5000", lines[^1].TrimEnd());
    }

    [Fact]
    public void A_line_that_is_broken_off_is_ended_and_one_that_is_finished_is_not_ended_again()
    {
        var line = new ProgressLine(_text, _clock, epochs: 1, steps: 10);
        line.BeginEpoch(0);
        _clock.Pass(1);
        line.Step(1, Report());
        line.Close();
        Assert.EndsWith("1s/step\n", Drawn(), StringComparison.Ordinal);

        line.BeginEpoch(1);
        line.EndEpoch(Values());
        string finished = Drawn();
        line.Close();
        Assert.Equal(finished, Drawn());
    }

    [Fact]
    public void Plain_lines_are_one_per_epoch()
    {
        var lines = new EpochLines(_text, _clock, epochs: 2, steps: 6);
        for (int epoch = 0; epoch < 2; epoch++)
        {
            lines.BeginEpoch(epoch);
            for (int step = 1; step <= 6; step++)
            {
                _clock.Pass(0.003);
                lines.Step(step, Report(("loss", 1)));
            }
            lines.EndEpoch(Values(("accuracy", 0.1373), ("loss", 1.7804), ("val_accuracy", 0.2308), ("val_loss", 1.9804)));
        }
        lines.Close();

        Assert.Equal(
            "Epoch 1/2\n6/6 - 0s - 3ms/step - accuracy: 0.1373 - loss: 1.7804 - val_accuracy: 0.2308 - val_loss: 1.9804\n"
            + "Epoch 2/2\n6/6 - 0s - 3ms/step - accuracy: 0.1373 - loss: 1.7804 - val_accuracy: 0.2308 - val_loss: 1.9804\n", Drawn());
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(12.4, "12s")]
    [InlineData(75, "75s")]
    [InlineData(4000, "4000s")]
    public void The_time_of_an_epoch_is_in_seconds(double seconds, string text) => Assert.Equal(text, ProgressText.Elapsed(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.9, "0s")]
    [InlineData(59.9, "59s")]
    [InlineData(65, "1:05")]
    [InlineData(7209, "2:00:09")]
    public void The_time_left_is_in_hours_and_minutes_where_it_is_long(double seconds, string text) => Assert.Equal(text, ProgressText.Remaining(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0, "0s/step")]
    [InlineData(2.4, "2s/step")]
    [InlineData(1, "1s/step")]
    [InlineData(0.0452, "45ms/step")]
    [InlineData(0.001, "1ms/step")]
    [InlineData(0.0000032, "3us/step")]
    public void The_time_of_a_step_has_the_unit_that_suits_it(double seconds, string text) => Assert.Equal(text, ProgressText.PerStep(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(0.5, "0.5000")]
    [InlineData(12345.678, "12345.6780")]
    [InlineData(-0.25, "-0.2500")]
    [InlineData(0.00012345, "1.2345e-04")]
    [InlineData(0.001, "1.0000e-03")]
    [InlineData(0, "0.0000")]
    [InlineData(double.NaN, "NaN")]
    public void A_value_has_four_decimals_and_a_small_one_a_power_of_ten(double value, string text) => Assert.Equal($" - loss: {text}", ProgressText.Values(Values(("loss", value))));

    private static Action<IDictionary<string, double>> Report(params (string Name, double Value)[] values) => logs =>
    {
        foreach ((string name, double value) in values) logs[name] = value;
    };

    private static SortedDictionary<string, double> Values(params (string Name, double Value)[] values) =>
        new(values.ToDictionary(value => value.Name, value => value.Value), StringComparer.Ordinal);

    private string Drawn() => _text.ToString()
        .Replace("\u001b[1m", "«b»", StringComparison.Ordinal).Replace("\u001b[32m", "«g»", StringComparison.Ordinal)
        .Replace("\u001b[37m", "«w»", StringComparison.Ordinal).Replace("\u001b[0m", "«»", StringComparison.Ordinal);
}
