using Keratin.Parity;

namespace Keratin.Tests;

public sealed class OptimizerConfigTests
{
    private static readonly float[][] Start = [[0.5f, -1, 2, 0.25f, -3], [1, -0.125f, 0]];

    // With as few default settings as possible; the options of all optimizers are added to each. An optimizer without a sample fails the suite.
    private static readonly Dictionary<Type, Func<Optimizer>> Samples = new()
    {
        [typeof(Adadelta)] = () => new Adadelta(0.5, rho: 0.8, epsilon: 1e-5),
        [typeof(Adagrad)] = () => new Adagrad(0.02, initialAccumulatorValue: 0.3, epsilon: 1e-5),
        [typeof(Adam)] = () => new Adam(0.02, beta1: 0.7, beta2: 0.8, epsilon: 1e-5, amsgrad: true),
        [typeof(AdamW)] = () => new AdamW(0.02, weightDecay: 0.1, beta1: 0.7, beta2: 0.8, epsilon: 1e-5, amsgrad: true),
        [typeof(Adamax)] = () => new Adamax(0.02, beta1: 0.7, beta2: 0.8, epsilon: 1e-5),
        [typeof(Ftrl)] = () => new Ftrl(0.02, learningRatePower: -0.7, initialAccumulatorValue: 0.3, l1RegularizationStrength: 0.01, l2RegularizationStrength: 0.02,
            l2ShrinkageRegularizationStrength: 0.03, beta: 0.04),
        [typeof(Lion)] = () => new Lion(0.02, beta1: 0.7, beta2: 0.8),
        [typeof(Nadam)] = () => new Nadam(0.02, beta1: 0.7, beta2: 0.8, epsilon: 1e-5),
        [typeof(RMSprop)] = () => new RMSprop(0.02, rho: 0.7, momentum: 0.4, epsilon: 1e-5, centered: true),
        [typeof(SGD)] = () => new SGD(0.02, momentum: 0.4, nesterov: true),
    };

    // What Keras's get_config adds to the settings of all optimizers, in its order.
    private static readonly Dictionary<Type, string[]> Keys = new()
    {
        [typeof(Adadelta)] = ["rho", "epsilon"],
        [typeof(Adagrad)] = ["initial_accumulator_value", "epsilon"],
        [typeof(Adam)] = ["beta_1", "beta_2", "epsilon", "amsgrad"],
        [typeof(AdamW)] = ["beta_1", "beta_2", "epsilon", "amsgrad"],
        [typeof(Adamax)] = ["beta_1", "beta_2", "epsilon"],
        [typeof(Ftrl)] = ["learning_rate_power", "initial_accumulator_value", "l1_regularization_strength", "l2_regularization_strength", "l2_shrinkage_regularization_strength", "beta"],
        [typeof(Lion)] = ["beta_1", "beta_2"],
        [typeof(Nadam)] = ["beta_1", "beta_2", "epsilon"],
        [typeof(RMSprop)] = ["rho", "momentum", "epsilon", "centered"],
        [typeof(SGD)] = ["momentum", "nesterov"],
    };

    private static readonly Dictionary<string, Action<Optimizer>> Options = new()
    {
        ["none"] = _ => { },
        ["WeightDecay"] = optimizer => optimizer.WeightDecay = 0.3,
        ["ClipNorm"] = optimizer => optimizer.ClipNorm = 0.7,
        ["ClipValue"] = optimizer => optimizer.ClipValue = 0.4,
        ["GlobalClipNorm"] = optimizer => optimizer.GlobalClipNorm = 0.9,
        ["Ema"] = optimizer => (optimizer.UseEma, optimizer.EmaMomentum, optimizer.EmaOverwriteFrequency) = (true, 0.6, 3),
        ["GradientAccumulationSteps"] = optimizer => optimizer.GradientAccumulationSteps = 2,
        ["LearningRateSchedule"] = optimizer => optimizer.LearningRateSchedule = new ExponentialDecay(0.1, 2, 0.5),
        ["LearningRate"] = optimizer => optimizer.LearningRate = 0,
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Optimizer>();

    public static TheoryData<Type, string> ClassesAndOptions => new(from type in Samples.Keys from option in Options.Keys select (type, option));

    /// <summary>An optimizer with hardly a default setting, and one of the options that all have.</summary>
    internal static Optimizer Sample(Type type, string option)
    {
        Optimizer optimizer = Samples.SampleOf(type, nameof(OptimizerConfigTests))();
        Options[option](optimizer);
        return optimizer;
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out Func<Optimizer>? make), $"Add a sample of {type.Name} to {nameof(OptimizerConfigTests)}.");
        ConfigContract.RoundTrip(Optimizer.Known, make(), optimizer => optimizer.ToObject());
        Assert.Equal("keras.optimizers", make().ToObject().GetString("module"));
        ConfigContract.Unknown(Optimizer.Known, make(), optimizer => optimizer.ToObject());
        Optimizer withDefaults = ConfigContract.WithDefaults<Optimizer>(type)!;
        ConfigContract.Defaults(Optimizer.Known, withDefaults, optimizer => optimizer.ToObject());
        Assert.Equal(withDefaults.GetConfig().ToString(), ((Optimizer)type.Name).GetConfig().ToString());
        ConfigContract.NoDefaults(withDefaults.GetConfig(), [make().GetConfig(), .. Options.Values.Select(set => WithOption(make(), set))], "name", "loss_scale_factor");
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_keys_are_those_of_Keras_in_Keras_order(Type type) => Assert.Equal(
        [
            "name", "learning_rate", "weight_decay", "clipnorm", "global_clipnorm", "clipvalue", "use_ema", "ema_momentum", "ema_overwrite_frequency", "loss_scale_factor", .. Keys[type],
        ], Samples[type]().GetConfig().Names);

    [Theory]
    [MemberData(nameof(ClassesAndOptions))]
    public void The_optimizer_that_was_read_makes_equal_steps(Type type, string option)
    {
        Optimizer first = Samples[type]();
        Options[option](first);
        Optimizer second = ConfigContract.RoundTrip(Optimizer.Known, first, optimizer => optimizer.ToObject());
        OptimizerRun run = new(first, Start), again = new(second, Start);
        for (int step = 0; step < 5; step++)
        {
            float[][] gradients = [.. Start.Select((weight, k) => weight.Select((_, i) => (float)(Math.Sin(3 * step + 5 * i + k) * Math.Pow(4, i - 2))).ToArray())];
            first.BeginStep();
            second.BeginStep();
            run.Step(gradients);
            again.Step(gradients);
        }
        for (int weight = 0; weight < Start.Length; weight++) Assert.Equal(run[weight], again[weight]);
        Assert.Equal(first.LearningRate, second.LearningRate);
    }

    private static Config WithOption(Optimizer optimizer, Action<Optimizer> set)
    {
        set(optimizer);
        return optimizer.GetConfig();
    }

    [Fact]
    public void A_decay_that_a_file_says_is_none_is_none()
    {
        Assert.Null(Optimizer.Known.Read(ConfigContract.Parse("""{"class_name":"AdamW","config":{"weight_decay":null}}""")).WeightDecay);
        Assert.Equal(0.004, Optimizer.Known.Read(ConfigContract.Parse("""{"class_name":"AdamW","config":{}}""")).WeightDecay);
    }

    [Fact]
    public void A_class_that_Keras_has_for_PyTorch_is_the_same_optimizer() => Assert.IsType<RMSprop>(Optimizer.Known.Read(ConfigContract.Parse(
        """{"module":"keras.src.backend.torch.optimizers.torch_rmsprop","class_name":"RMSprop","config":{"name":"rm_sprop"},"registered_name":"RMSprop"}""")));

    [Fact]
    public void A_loss_scale_is_refused() => Assert.Contains("The setting \"loss_scale_factor\" is 2.0, but here it can only be null",
        Assert.Throws<InvalidDataException>(() => Optimizer.Known.Read(ConfigContract.Parse("""{"class_name":"SGD","config":{"loss_scale_factor":2.0}}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void Which_weights_do_not_decay_is_not_kept()
    {
        var optimizer = new SGD { WeightDecay = 0.5 };
        string before = optimizer.GetConfig().ToString();
        optimizer.ExcludeFromWeightDecay(names: ["bias"]);
        Assert.Equal(before, optimizer.GetConfig().ToString());
    }

    public static TheoryData<string> Guarded => ["WeightDecay", "ClipNorm", "ClipValue", "GlobalClipNorm", "UseEma", "EmaMomentum", "EmaOverwriteFrequency", "GradientAccumulationSteps", "LearningRateSchedule"];

    [Theory]
    [MemberData(nameof(Guarded))]
    public void An_option_cannot_be_changed_once_training_has_begun(string option)
    {
        var optimizer = new SGD();
        _ = new OptimizerRun(optimizer, Start);
        Action change = option switch
        {
            "WeightDecay" => () => optimizer.WeightDecay = 0.1,
            "ClipNorm" => () => optimizer.ClipNorm = 1,
            "ClipValue" => () => optimizer.ClipValue = 1,
            "GlobalClipNorm" => () => optimizer.GlobalClipNorm = 1,
            "UseEma" => () => optimizer.UseEma = true,
            "EmaMomentum" => () => optimizer.EmaMomentum = 0.5,
            "EmaOverwriteFrequency" => () => optimizer.EmaOverwriteFrequency = 2,
            "GradientAccumulationSteps" => () => optimizer.GradientAccumulationSteps = 2,
            _ => () => optimizer.LearningRateSchedule = new ExponentialDecay(0.1, 2, 0.5),
        };
        string before = optimizer.GetConfig().ToString();
        Assert.Equal($"sgd: {option} cannot be changed any more, as training has begun: make a new optimizer and compile the model with it.",
            Assert.Throws<InvalidOperationException>(change).Message);
        Assert.Equal(before, optimizer.GetConfig().ToString());
    }
}
