namespace Keratin.Tests;

public sealed class LearningRateScheduleTests
{
    // Keras's own formulas, term by term.
    private static readonly Dictionary<string, (LearningRateSchedule Schedule, Func<double, double> Formula)> Formulas = new()
    {
        ["exponential"] = (new ExponentialDecay(0.1, 10, 0.5), step => 0.1 * Math.Pow(0.5, step / 10)),
        ["exponential staircase"] = (new ExponentialDecay(0.1, 10, 0.5, staircase: true), step => 0.1 * Math.Pow(0.5, Math.Floor(step / 10))),
        ["inverse time"] = (new InverseTimeDecay(0.1, 10, 0.5), step => 0.1 / (1 + 0.5 * step / 10)),
        ["inverse time staircase"] = (new InverseTimeDecay(0.1, 10, 0.5, staircase: true), step => 0.1 / (1 + 0.5 * Math.Floor(step / 10))),
        ["polynomial"] = (new PolynomialDecay(0.1, 10, 0.01, power: 2), step => 0.09 * Math.Pow(1 - Math.Min(step, 10) / 10, 2) + 0.01),
        ["polynomial cycle"] = (new PolynomialDecay(0.1, 10, 0.01, cycle: true), step =>
        {
            double steps = 10 * (step == 0 ? 1 : Math.Ceiling(step / 10));
            return 0.09 * (1 - step / steps) + 0.01;
        }
        ),
        ["cosine"] = (new CosineDecay(0.1, 10, alpha: 0.2), step => 0.1 * (0.8 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step, 10) / 10)) + 0.2)),
        ["cosine warm-up"] = (new CosineDecay(0.01, 10, warmupTarget: 0.1, warmupSteps: 5), step =>
            step < 5 ? 0.01 + 0.09 * step / 5 : 0.1 * 0.5 * (1 + Math.Cos(Math.PI * Math.Min(step - 5, 10) / 10))),
        ["cosine restarts"] = (new CosineDecayRestarts(0.1, 5, tMul: 2, mMul: 0.9, alpha: 0.1), step =>
        {
            double completed = step / 5, restart = Math.Floor(Math.Log(1 - completed * (1 - 2.0)) / Math.Log(2) + 1e-12);
            double passed = (completed - (1 - Math.Pow(2, restart)) / (1 - 2.0)) / Math.Pow(2, restart);
            return 0.1 * (0.9 * 0.5 * Math.Pow(0.9, restart) * (1 + Math.Cos(Math.PI * passed)) + 0.1);
        }
        ),
        ["cosine restarts of one length"] = (new CosineDecayRestarts(0.1, 5, tMul: 1), step => 0.1 * 0.5 * (1 + Math.Cos(Math.PI * (step / 5 - Math.Floor(step / 5))))),
        ["piecewise"] = (new PiecewiseConstantDecay([10, 20], [1, 0.5, 0.1]), step => step <= 10 ? 1 : step <= 20 ? 0.5 : 0.1),
    };

    public static TheoryData<string> Names => [.. Formulas.Keys];

    public static TheoryData<Type> Schedules => ExportedTypes.Of<LearningRateSchedule>();

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Every_schedule_has_its_formula_here(Type type) =>
        Assert.True(Formulas.Values.Any(sample => sample.Schedule.GetType() == type), $"Add the formula of {type.Name} to {nameof(LearningRateScheduleTests)}.");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_schedule_is_Keras_formula(string name)
    {
        (LearningRateSchedule schedule, Func<double, double> formula) = Formulas[name];
        for (int step = 0; step < 60; step++) Assert.Equal(formula(step), schedule.At(step), 1e-12);
    }

    // Wave after wave, as one would count by hand.
    private static double Counted(long step, double first, double longer, double higher, double alpha)
    {
        double passed = step, length = first, height = 1;
        while (passed >= length)
        {
            passed -= length;
            length *= longer;
            height *= higher;
        }
        return 0.1 * ((1 - alpha) * 0.5 * height * (1 + Math.Cos(Math.PI * passed / length)) + alpha);
    }

    [Theory]
    [InlineData(1, 1.0)]
    [InlineData(7, 1.0)]
    [InlineData(1, 2.0)]
    [InlineData(10, 3.0)]
    [InlineData(5, 1.5)]
    [InlineData(100, 1.0009765625)]
    public void Restarts_come_at_the_steps_at_which_the_waves_before_end(int first, double longer)
    {
        var schedule = new CosineDecayRestarts(0.1, first, tMul: longer, mMul: 0.9, alpha: 0.1);
        for (int step = 0; step < 3000; step++) Assert.Equal(Counted(step, first, longer, 0.9, 0.1), schedule.At(step), 1e-9);
        double boundary = first;
        for (int wave = 1; wave < 30; wave++, boundary += first * Math.Pow(longer, wave - 1))
            if (boundary == Math.Floor(boundary) && boundary < 1e15) Assert.Equal(0.1 * (0.9 * Math.Pow(0.9, wave) + 0.1), schedule.At((long)boundary), 1e-12);
    }

    // Where the length of a wave is no number of bits, as 1.2 is not, its beginning must not be missed by rounding.
    [Theory]
    [InlineData(5, 1.2, 5, 11)]
    [InlineData(7, 1.3, 7)]
    [InlineData(10, 1.2, 10, 22)]
    [InlineData(10, 1.3, 10, 23)]
    [InlineData(100, 1.1, 100, 210, 331)]
    [InlineData(1000, 1.001, 1000, 2001)]
    [InlineData(1, 3.0, 1, 4, 13, 40, 121, 364)]
    public void A_wave_begins_at_its_first_step_whatever_is_rounded(int first, double longer, params int[] beginnings)
    {
        var schedule = new CosineDecayRestarts(1, first, tMul: longer, mMul: 0.9);
        for (int wave = 0; wave < beginnings.Length; wave++)
        {
            Assert.Equal(Math.Pow(0.9, wave + 1), schedule.At(beginnings[wave]), 1e-9);
            if (first > 1) Assert.InRange(schedule.At(beginnings[wave] - 1), 0, Math.Pow(0.9, wave) / 4);
        }
    }

    [Fact]
    public void The_learning_rate_of_a_far_step_is_known_at_once()
    {
        Assert.Equal(0.1, new CosineDecayRestarts(0.1, 1, tMul: 1).At(1_000_000_000_000_000), 1e-12);
        Assert.Equal(0.05, new CosineDecayRestarts(0.1, 2, tMul: 1).At(1_000_000_000_000_001), 1e-12);
    }

    [Fact]
    public void Each_step_has_its_own_learning_rate()
    {
        var optimizer = new SGD { LearningRateSchedule = new PiecewiseConstantDecay([0, 1], [0.5, 0.25, 0]) };
        var model = new Sequential(new Dense(1, useBias: false, kernelInitializer: new Constant(0), inputShape: [1]));
        model.Compile(optimizer, "mae");
        Assert.Equal(0.5, optimizer.LearningRate);
        var weights = new List<float>();
        for (int step = 0; step < 4; step++)
        {
            model.TrainOnBatch(new float[] { 1 }, new float[] { 10 });
            weights.Add(model.GetWeights()[0].Item());
        }
        Assert.Equal([0.5f, 0.75f, 0.75f, 0.75f], weights);
    }

    [Fact]
    public void A_learning_rate_that_has_a_schedule_cannot_be_set()
    {
        var optimizer = new Adam { LearningRateSchedule = new ExponentialDecay(0.1, 10, 0.5) };
        Assert.Equal("adam: the learning rate cannot be set, because its ExponentialDecay sets it before each step.", Assert.Throws<InvalidOperationException>(() => optimizer.LearningRate = 1).Message);
    }

    [Fact]
    public void A_schedule_of_ones_own_is_judged_before_its_step()
    {
        Sequential model = Examples.Regression(2, optimizer: new SGD { LearningRateSchedule = new Mine() });
        NDArray x = Examples.Numbers(4, 2), y = Examples.Numbers(4, 1);
        model.TrainOnBatch(x, y);
        string before = model.Bits();
        Assert.Equal("sgd: the learning rate of step 1 cannot be -1, as its Mine has it.", Assert.Throws<InvalidOperationException>(() => model.TrainOnBatch(x, y)).Message);
        Assert.Equal(before, model.Bits());
    }

    [Fact]
    public void A_learning_rate_that_is_no_number_is_told_and_one_of_0_is_none()
    {
        Assert.Equal(0, new SGD { LearningRateSchedule = new PiecewiseConstantDecay([], [0]) }.LearningRate);
        Assert.Equal("sgd: the learning rate of step 0 cannot be Infinity, as its Endless has it.", Assert.Throws<InvalidOperationException>(() => new SGD { LearningRateSchedule = new Endless() }).Message);
    }

    private sealed class Endless : LearningRateSchedule
    {
        public override double At(long step) => double.PositiveInfinity;
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        Assert.Equal("boundaries", Assert.Throws<ArgumentNullException>(() => new PiecewiseConstantDecay(null!, [1])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentNullException>(() => new PiecewiseConstantDecay([], null!)).ParamName);
        AssertRefused("ExponentialDecay: initialLearningRate must be a finite number that is not negative, such as 0.01, but was -1. (Parameter 'initialLearningRate')", () => new ExponentialDecay(-1, 10, 0.5));
        AssertRefused("ExponentialDecay: decaySteps must be at least 1 step but was 0. (Parameter 'decaySteps')", () => new ExponentialDecay(0.1, 0, 0.5));
        AssertRefused("InverseTimeDecay: decayRate must be a positive number, but was 0. (Parameter 'decayRate')", () => new InverseTimeDecay(0.1, 1, 0));
        AssertRefused("PolynomialDecay: power must be a positive number, but was -2. (Parameter 'power')", () => new PolynomialDecay(0.1, 1, power: -2));
        AssertRefused("CosineDecay: warmupSteps must be at least 1 step but was 0. (Parameter 'warmupSteps')", () => new CosineDecay(0.1, 1, warmupTarget: 1));
        AssertRefused("CosineDecayRestarts: tMul must be at least 1, so that the waves do not become ever shorter, but was 0.5. (Parameter 'tMul')", () => new CosineDecayRestarts(0.1, 1, tMul: 0.5));
        AssertRefused("PiecewiseConstantDecay needs one value more than boundaries, but got 1 values and 1 boundaries. (Parameter 'values')", () => new PiecewiseConstantDecay([1], [1]));
        AssertRefused("PiecewiseConstantDecay needs boundaries that ascend, but 1 comes after 1. (Parameter 'boundaries')", () => new PiecewiseConstantDecay([1, 1], [1, 1, 1]));

        static void AssertRefused(string expected, Action make) => Assert.Equal(expected, Assert.ThrowsAny<ArgumentException>(make).Message);
    }

    // Every number that a schedule is made of, out of its range, in the place of each argument in turn.
    public static TheoryData<string, Func<double, LearningRateSchedule>> Rates => new()
    {
        { "ExponentialDecay: initialLearningRate", x => new ExponentialDecay(x, 10, 0.5) },
        { "InverseTimeDecay: initialLearningRate", x => new InverseTimeDecay(x, 10, 0.5) },
        { "PolynomialDecay: initialLearningRate", x => new PolynomialDecay(x, 10) },
        { "PolynomialDecay: endLearningRate", x => new PolynomialDecay(0.1, 10, x) },
        { "CosineDecay: initialLearningRate", x => new CosineDecay(x, 10) },
        { "CosineDecay: alpha", x => new CosineDecay(0.1, 10, x) },
        { "CosineDecay: warmupTarget", x => new CosineDecay(0.1, 10, warmupTarget: x, warmupSteps: 5) },
        { "CosineDecayRestarts: initialLearningRate", x => new CosineDecayRestarts(x, 10) },
        { "CosineDecayRestarts: alpha", x => new CosineDecayRestarts(0.1, 10, alpha: x) },
        { "PiecewiseConstantDecay: values", x => new PiecewiseConstantDecay([1], [0.1, x]) },
    };

    [Theory]
    [MemberData(nameof(Rates), DisableDiscoveryEnumeration = true)]
    public void A_rate_is_finite_and_not_negative(string argument, Func<double, LearningRateSchedule> make)
    {
        foreach (double rate in (double[])[-0.5, double.NaN, double.PositiveInfinity])
            Assert.StartsWith(FormattableString.Invariant($"{argument} must be a finite number that is not negative, such as 0.01, but was {rate}."), Assert.Throws<ArgumentOutOfRangeException>(() => make(rate)).Message);
        make(0);
    }

    public static TheoryData<string, Func<double, LearningRateSchedule>> Factors => new()
    {
        { "ExponentialDecay: decayRate", x => new ExponentialDecay(0.1, 10, x) },
        { "InverseTimeDecay: decayRate", x => new InverseTimeDecay(0.1, 10, x) },
        { "PolynomialDecay: power", x => new PolynomialDecay(0.1, 10, power: x) },
        { "CosineDecayRestarts: mMul", x => new CosineDecayRestarts(0.1, 10, mMul: x) },
    };

    [Theory]
    [MemberData(nameof(Factors), DisableDiscoveryEnumeration = true)]
    public void A_factor_is_finite_and_positive(string argument, Func<double, LearningRateSchedule> make)
    {
        foreach (double factor in (double[])[0, -0.5, double.NaN, double.PositiveInfinity])
            Assert.StartsWith(FormattableString.Invariant($"{argument} must be a positive number, but was {factor}."), Assert.Throws<ArgumentOutOfRangeException>(() => make(factor)).Message);
    }

    public static TheoryData<string, Func<long, LearningRateSchedule>> StepCounts => new()
    {
        { "ExponentialDecay: decaySteps", n => new ExponentialDecay(0.1, n, 0.5) },
        { "InverseTimeDecay: decaySteps", n => new InverseTimeDecay(0.1, n, 0.5) },
        { "PolynomialDecay: decaySteps", n => new PolynomialDecay(0.1, n) },
        { "CosineDecay: decaySteps", n => new CosineDecay(0.1, n) },
        { "CosineDecay: warmupSteps", n => new CosineDecay(0.1, 10, warmupTarget: 1, warmupSteps: n) },
        { "CosineDecayRestarts: firstDecaySteps", n => new CosineDecayRestarts(0.1, n) },
    };

    [Theory]
    [MemberData(nameof(StepCounts), DisableDiscoveryEnumeration = true)]
    public void Steps_are_at_least_one(string argument, Func<long, LearningRateSchedule> make)
    {
        foreach (long steps in (long[])[0, -3])
            Assert.StartsWith($"{argument} must be at least 1 step but was {steps}.", Assert.Throws<ArgumentOutOfRangeException>(() => make(steps)).Message);
        make(1);
    }

    private sealed class Mine : LearningRateSchedule
    {
        public override double At(long step) => step == 0 ? 0.1 : -1;
    }
}
