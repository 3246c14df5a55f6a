namespace Keratin.Tests;

public sealed class ScheduleConfigTests
{
    // With as few default settings as possible. A schedule without a sample fails the suite.
    private static readonly Dictionary<Type, Func<LearningRateSchedule>> Samples = new()
    {
        [typeof(CosineDecay)] = () => new CosineDecay(0.1, 10, alpha: 0.2, warmupTarget: 0.3, warmupSteps: 4),
        [typeof(CosineDecayRestarts)] = () => new CosineDecayRestarts(0.1, 10, tMul: 1.5, mMul: 0.9, alpha: 0.2),
        [typeof(ExponentialDecay)] = () => new ExponentialDecay(0.1, 10, 0.9, staircase: true),
        [typeof(InverseTimeDecay)] = () => new InverseTimeDecay(0.1, 10, 0.9, staircase: true),
        [typeof(PiecewiseConstantDecay)] = () => new PiecewiseConstantDecay([10, 3_000_000_000], [1, 0.5, 0.1]),
        [typeof(PolynomialDecay)] = () => new PolynomialDecay(0.1, 3_000_000_000, endLearningRate: 0.01, power: 2, cycle: true),
    };

    // An object made of no more than the constructor asks for, what that is, and all of Keras's keys in Keras's order.
    private static readonly Dictionary<Type, (LearningRateSchedule WithDefaults, string Required, string[] Keys)> Defaults = new()
    {
        [typeof(CosineDecay)] = (new CosineDecay(0.2, 20), """ "initial_learning_rate":0.2,"decay_steps":20 """,
            ["initial_learning_rate", "decay_steps", "alpha", "name", "warmup_target", "warmup_steps"]),
        [typeof(CosineDecayRestarts)] = (new CosineDecayRestarts(0.2, 20), """ "initial_learning_rate":0.2,"first_decay_steps":20 """,
            ["initial_learning_rate", "first_decay_steps", "t_mul", "m_mul", "alpha", "name"]),
        [typeof(ExponentialDecay)] = (new ExponentialDecay(0.2, 20, 0.8), """ "initial_learning_rate":0.2,"decay_steps":20,"decay_rate":0.8 """,
            ["initial_learning_rate", "decay_steps", "decay_rate", "staircase", "name"]),
        [typeof(InverseTimeDecay)] = (new InverseTimeDecay(0.2, 20, 0.8), """ "initial_learning_rate":0.2,"decay_steps":20,"decay_rate":0.8 """,
            ["initial_learning_rate", "decay_steps", "decay_rate", "staircase", "name"]),
        [typeof(PiecewiseConstantDecay)] = (new PiecewiseConstantDecay([20], [1, 0.5]), """ "boundaries":[20],"values":[1,0.5] """, ["boundaries", "values", "name"]),
        [typeof(PolynomialDecay)] = (new PolynomialDecay(0.2, 20), """ "initial_learning_rate":0.2,"decay_steps":20 """,
            ["initial_learning_rate", "decay_steps", "end_learning_rate", "power", "cycle", "name"]),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<LearningRateSchedule>();

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out Func<LearningRateSchedule>? make), $"Add a sample of {type.Name} to {nameof(ScheduleConfigTests)}.");
        LearningRateSchedule schedule = make(), read = ConfigContract.RoundTrip(LearningRateSchedule.Known, schedule, schedule => schedule.ToObject());
        for (int step = 0; step < 60; step++) Assert.Equal(schedule.At(step), read.At(step));
        ConfigContract.Unknown(LearningRateSchedule.Known, make(), schedule => schedule.ToObject());
        (LearningRateSchedule withDefaults, string required, string[] keys) = Defaults[type];
        ConfigContract.Defaults(LearningRateSchedule.Known, withDefaults, schedule => schedule.ToObject(), required);
        Assert.Equal(keys, schedule.GetConfig().Names);
        ConfigContract.NoDefaults(withDefaults.GetConfig(), [schedule.GetConfig()], "name");
    }

    // As get_config of Keras has them, where no name was given.
    [Fact]
    public void Its_name_and_module_are_those_of_Keras()
    {
        Assert.Equal(["CosineDecay", "SGDRDecay", "ExponentialDecay", "InverseTimeDecay", "PiecewiseConstant", "PolynomialDecay"], Samples.Values.Select(make => make().GetConfig().GetString("name")));
        Assert.All(Samples.Values, make => Assert.Equal("keras.optimizers.schedules", make().ToObject().GetString("module")));
    }

    [Fact]
    public void Pieces_without_values_are_refused() => Assert.Contains("PiecewiseConstantDecay needs one value more than boundaries, but got 0 values and 0 boundaries",
        Assert.ThrowsAny<Exception>(() => LearningRateSchedule.Known.Read(ConfigContract.Parse("""{"class_name":"PiecewiseConstantDecay","config":{}}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void Steps_that_Python_wrote_with_a_point_are_whole()
    {
        LearningRateSchedule read = LearningRateSchedule.Known.Read(ConfigContract.Parse("""{"class_name":"ExponentialDecay","config":{"initial_learning_rate":1,"decay_steps":1000.0,"decay_rate":0.5}}"""));
        Assert.Equal(0.5, read.At(1000));
        Assert.Contains("\"decay_steps\" counts steps, so it must be whole, but is 0.5", Assert.Throws<InvalidDataException>(() => LearningRateSchedule.Known.Read(ConfigContract.Parse(
            """{"class_name":"ExponentialDecay","config":{"initial_learning_rate":1,"decay_steps":0.5,"decay_rate":0.5}}"""))).Message, StringComparison.Ordinal);
        Assert.Contains("\"boundaries\" counts steps, so it must be whole, but is 1E+17", Assert.Throws<InvalidDataException>(() => LearningRateSchedule.Known.Read(ConfigContract.Parse(
            """{"class_name":"PiecewiseConstantDecay","config":{"boundaries":[1e17],"values":[1,2]}}"""))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_schedule_of_ones_own_has_to_be_registered()
    {
        Assert.Contains("CustomObjects.Register<Halves>", Assert.Throws<InvalidOperationException>(() => new SGD { LearningRateSchedule = new Halves() }.GetConfig()).Message, StringComparison.Ordinal);
        CustomObjects.Register<Quarters>("schedule_tests>Quarters");
        var read = ConfigContract.RoundTrip<Optimizer>(Optimizer.Known, new SGD { LearningRateSchedule = new Quarters() }, optimizer => optimizer.ToObject());
        Assert.IsType<Quarters>(read.LearningRateSchedule);
        Assert.Equal(0.25, read.LearningRate);
    }

    private sealed class Halves : LearningRateSchedule
    {
        public override double At(long step) => 0.5;
    }

    private sealed class Quarters : LearningRateSchedule, IFromConfig<Quarters>
    {
        static Quarters IFromConfig<Quarters>.FromConfig(Config config) => new();

        public override double At(long step) => 0.25;
    }
}
