using Keratin.Core;

namespace Keratin.Tests;

public sealed class OptimizerTests
{
    private static readonly Variable Kernel = new("dense/kernel", [2, 3]);
    private static readonly Variable Bias = new("dense/bias", [3]);

    private static string[] SlotsOf(Optimizer optimizer)
    {
        optimizer.Build([Kernel, Bias]);
        return [.. optimizer.Slots.Select(slot => slot.Name)];
    }

    private static string Words(Action make) => Assert.ThrowsAny<ArgumentException>(make).Message.Split(" (Parameter")[0];

    [Theory]
    [InlineData("rmsprop", typeof(RMSprop), 0.001)]
    [InlineData("RMSprop", typeof(RMSprop), 0.001)]
    [InlineData("sgd", typeof(SGD), 0.01)]
    [InlineData("Adam", typeof(Adam), 0.001)]
    [InlineData("adagrad", typeof(Adagrad), 0.001)]
    [InlineData("adadelta", typeof(Adadelta), 0.001)]
    [InlineData("adamax", typeof(Adamax), 0.001)]
    [InlineData("nadam", typeof(Nadam), 0.001)]
    [InlineData("lion", typeof(Lion), 0.001)]
    [InlineData("ftrl", typeof(Ftrl), 0.001)]
    public void A_name_stands_for_a_fresh_optimizer_with_Keras_learning_rate(string name, Type type, double learningRate)
    {
        Optimizer optimizer = name, other = name;
        Assert.IsType(type, optimizer);
        Assert.NotSame(optimizer, other);
        Assert.Equal((float)learningRate, optimizer.LearningRate);
        Assert.Equal(name.ToLowerInvariant(), optimizer.Name);
        Assert.Equal(ElementType.Int64, optimizer.Iteration.Type);
    }

    [Fact]
    public void An_unknown_name_is_answered_with_the_known_ones_and_the_nearest()
    {
        string words = Words(() => _ = (Optimizer)"rmsporp");
        Assert.StartsWith("There is no optimizer \"rmsporp\". Known names are adadelta, adagrad, adam, ", words, StringComparison.Ordinal);
        Assert.EndsWith(", rmsprop, sgd. Did you mean \"rmsprop\"?", words, StringComparison.Ordinal);
    }

    [Fact]
    public void Slots_stand_in_the_order_of_Keras_files()
    {
        Assert.Equal(["rmsprop/dense/kernel/velocity", "rmsprop/dense/bias/velocity"], SlotsOf(new RMSprop()));
        Assert.Equal(
            ["rmsprop/dense/kernel/velocity", "rmsprop/dense/bias/velocity", "rmsprop/dense/kernel/momentum", "rmsprop/dense/bias/momentum", "rmsprop/dense/kernel/average_gradient", "rmsprop/dense/bias/average_gradient"],
            SlotsOf(new RMSprop(momentum: 0.9, centered: true)));
        Assert.Equal(
            ["adam/dense/kernel/momentum", "adam/dense/kernel/velocity", "adam/dense/bias/momentum", "adam/dense/bias/velocity", "adam/dense/kernel/velocity_hat", "adam/dense/bias/velocity_hat"],
            SlotsOf(new Adam(amsgrad: true)));
        Assert.Equal(
            ["adamw/dense/kernel/momentum", "adamw/dense/kernel/velocity", "adamw/dense/bias/momentum", "adamw/dense/bias/velocity", "adamw/dense/kernel/velocity_hat", "adamw/dense/bias/velocity_hat"],
            SlotsOf(new AdamW(amsgrad: true)));
        Assert.Equal(["adam/dense/kernel/momentum", "adam/dense/kernel/velocity", "adam/dense/bias/momentum", "adam/dense/bias/velocity"], SlotsOf(new Adam()));
        Assert.Equal(["adamw/dense/kernel/momentum", "adamw/dense/kernel/velocity", "adamw/dense/bias/momentum", "adamw/dense/bias/velocity"], SlotsOf(new AdamW()));
        Assert.Equal(["adamax/dense/kernel/momentum", "adamax/dense/kernel/norm", "adamax/dense/bias/momentum", "adamax/dense/bias/norm"], SlotsOf(new Adamax()));
        Assert.Equal(
            ["adadelta/dense/kernel/accumulated_grad", "adadelta/dense/kernel/accumulated_delta_var", "adadelta/dense/bias/accumulated_grad", "adadelta/dense/bias/accumulated_delta_var"],
            SlotsOf(new Adadelta()));
        Assert.Equal(["rmsprop/dense/kernel/velocity", "rmsprop/dense/bias/velocity", "rmsprop/dense/kernel/momentum", "rmsprop/dense/bias/momentum"], SlotsOf(new RMSprop(momentum: 0.9)));
        Assert.Equal(["rmsprop/dense/kernel/velocity", "rmsprop/dense/bias/velocity", "rmsprop/dense/kernel/average_gradient", "rmsprop/dense/bias/average_gradient"], SlotsOf(new RMSprop(centered: true)));
        Assert.Equal("adam/iteration", new Adam().Iteration.Name);
        Assert.Empty(SlotsOf(new SGD()));
        Assert.Equal(["sgd/dense/kernel/momentum", "sgd/dense/bias/momentum"], SlotsOf(new SGD(momentum: 0.9)));
        Assert.Equal(["adagrad/dense/kernel/accumulator", "adagrad/dense/bias/accumulator"], SlotsOf(new Adagrad()));
        Assert.Equal(["lion/dense/kernel/momentum", "lion/dense/bias/momentum"], SlotsOf(new Lion()));
        Assert.Equal(["ftrl/dense/kernel/accumulator", "ftrl/dense/kernel/linear", "ftrl/dense/bias/accumulator", "ftrl/dense/bias/linear"], SlotsOf(new Ftrl()));
    }

    [Fact]
    public void Slots_have_the_weights_shapes_and_begin_at_zero()
    {
        var optimizer = new Adam();
        optimizer.Build([Kernel, Bias]);
        Assert.Equal(["(2, 3)", "(2, 3)", "(3,)", "(3,)"], optimizer.Slots.Select(slot => slot.Shape.ToString()));
        Assert.All(optimizer.Slots, slot => Assert.All(slot.Values.ToArray(), value => Assert.Equal(0, value)));
    }

    [Fact]
    public void Sums_of_squares_begin_with_the_given_value()
    {
        var adagrad = new Adagrad(initialAccumulatorValue: 0.25);
        adagrad.Build([Bias]);
        Assert.Equal([0.25f, 0.25f, 0.25f], adagrad.Slots[0].Values.ToArray());
        var ftrl = new Ftrl();
        ftrl.Build([Bias]);
        Assert.Equal([0.1f, 0.1f, 0.1f], ftrl.Slots[0].Values.ToArray());
        Assert.Equal([0f, 0f, 0f], ftrl.Slots[1].Values.ToArray());
    }

    [Fact]
    public void An_update_reads_what_the_operation_asks_for_and_writes_weight_and_slots()
    {
        var optimizer = new Adam();
        optimizer.Build([Kernel]);
        var gradient = new Node(new Placeholder("g", Kernel.Shape));
        Node update = optimizer.Effects([Kernel], [gradient]).First();
        Assert.Equal([Kernel.Read, optimizer.Slots[0].Read, optimizer.Slots[1].Read, optimizer.LearningRateVariable.Read, optimizer.Iteration.Read, gradient], update.Inputs.ToArray());
        Assert.Equal(0b111, update.Operation.Writes);
        GraphVerifier.Verify(new Graph([], [update]));
    }

    [Fact]
    public void Files_hold_the_learning_rate_unless_a_schedule_sets_it_and_what_Nadam_multiplies_up()
    {
        var sgd = new SGD();
        Assert.Same(sgd.LearningRateVariable, Assert.Single(sgd.VariablesInFiles));
        Assert.Empty(new SGD { LearningRateSchedule = new ExponentialDecay(0.1, 10, 0.5) }.VariablesInFiles);
        var nadam = new Nadam(beta1: 0.5);
        Assert.Single(nadam.VariablesInFiles);
        nadam.Build([Kernel]);
        nadam.Iteration.Counter = 2;
        Assert.Equal(["nadam/learning_rate", "nadam/dense/kernel/momentum", "nadam/dense/kernel/velocity", "nadam/u_product"], nadam.VariablesInFiles.Select(variable => variable.Name));
        Assert.Equal(0.5 * (1 - 0.5 * 0.96) * 0.5 * (1 - 0.5 * 0.96 * 0.96), nadam.VariablesInFiles[^1].Values[0], 1e-7);
    }

    [Fact]
    public void An_optimizer_of_ones_own_has_a_name() => Assert.Equal("name", Assert.Throws<ArgumentException>(() => new Nameless()).ParamName);

    private sealed class Nameless() : Optimizer(" ", 0.1)
    {
        protected override IReadOnlyList<string> SlotNames => [];

        protected override UpdateOperation Rule => new Update<SGDRule>(default);
    }

    [Fact]
    public void It_is_built_once_and_for_one_model()
    {
        var optimizer = new RMSprop();
        optimizer.Build([Kernel, Bias]);
        Variable slot = optimizer.Slots[0];
        optimizer.Build([Kernel, Bias]);
        Assert.Same(slot, optimizer.Slots[0]);
        Assert.Equal("This rmsprop optimizer already trains other weights: give each model an optimizer of its own, and a new one where the trained layers change.",
            Assert.Throws<InvalidOperationException>(() => optimizer.Build([Kernel])).Message);
    }

    [Fact]
    public void The_learning_rate_is_a_variable_that_may_be_set()
    {
        var optimizer = new SGD(learningRate: 0.1f);
        optimizer.LearningRate /= 2;
        Assert.Equal(0.05f, optimizer.LearningRateVariable.Values[0]);
        optimizer.LearningRate = 0;
        Assert.Equal("sgd: the learning rate cannot be -1.", Words(() => optimizer.LearningRate = -1));
        Assert.Equal("sgd: the learning rate cannot be Infinity.", Words(() => optimizer.LearningRate = double.PositiveInfinity));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("rmsprop needs a positive learning rate, such as 0.001, but got 0.", Words(() => new RMSprop(0)));
        Assert.Equal("adam needs a positive learning rate, such as 0.001, but got NaN.", Words(() => new Adam(double.NaN)));
        Assert.Equal("adam needs a positive learning rate, such as 0.001, but got Infinity.", Words(() => new Adam(double.PositiveInfinity)));
        Assert.Equal("adam: epsilon must be a small positive number, such as 1e-7, but was Infinity.", Words(() => new Adam(epsilon: double.PositiveInfinity)));
        Assert.Equal("adam: epsilon must be a small positive number, such as 1e-7, but was 1E-50.", Words(() => new Adam(epsilon: 1e-50)));
        Assert.Equal("ftrl: learningRatePower must be 0 or negative, such as -0.5, but was -Infinity.", Words(() => new Ftrl(learningRatePower: double.NegativeInfinity)));
        _ = (new RMSprop(rho: 0, momentum: 1), new Lion(beta1: 1, beta2: 0), new Lion(beta2: 1), new Ftrl(learningRatePower: 0, beta: 0));
        Assert.Equal("rmsprop: rho must be from 0 to below 1 but was 1.", Words(() => new RMSprop(rho: 1)));
        Assert.Equal("rmsprop: momentum must be from 0 to 1 but was -0.5.", Words(() => new RMSprop(momentum: -0.5)));
        Assert.Equal("rmsprop: epsilon must be a small positive number, such as 1e-7, but was 0.", Words(() => new RMSprop(epsilon: 0)));
        Assert.Equal("sgd: momentum must be from 0 to 1 but was 1.5.", Words(() => new SGD(momentum: 1.5)));
        Assert.Equal("adam: beta1 must be from 0 to below 1 but was 1.", Words(() => new Adam(beta1: 1)));
        Assert.Equal("adam: beta2 must be from 0 to below 1 but was -1.", Words(() => new Adam(beta2: -1)));
        _ = new SGD(momentum: 1);
        Assert.Equal("adagrad: initialAccumulatorValue must be 0 or positive but was -0.1.", Words(() => new Adagrad(initialAccumulatorValue: -0.1)));
        Assert.Equal("adagrad: epsilon must be a small positive number, such as 1e-7, but was -1.", Words(() => new Adagrad(epsilon: -1)));
        Assert.Equal("adadelta: rho must be from 0 to below 1 but was 1.", Words(() => new Adadelta(rho: 1)));
        Assert.Equal("adadelta: epsilon must be a small positive number, such as 1e-7, but was 0.", Words(() => new Adadelta(epsilon: 0)));
        Assert.Equal("adamax: beta1 must be from 0 to below 1 but was 1.", Words(() => new Adamax(beta1: 1)));
        Assert.Equal("adamax: beta2 must be from 0 to below 1 but was 2.", Words(() => new Adamax(beta2: 2)));
        Assert.Equal("adamax: epsilon must be a small positive number, such as 1e-7, but was NaN.", Words(() => new Adamax(epsilon: double.NaN)));
        Assert.Equal("nadam: beta1 must be from 0 to below 1 but was 1.", Words(() => new Nadam(beta1: 1)));
        Assert.Equal("nadam: beta2 must be from 0 to below 1 but was 2.", Words(() => new Nadam(beta2: 2)));
        Assert.Equal("nadam: epsilon must be a small positive number, such as 1e-7, but was 0.", Words(() => new Nadam(epsilon: 0)));
        Assert.Equal("lion: beta1 must be above 0 and at most 1 but was 0; at 0 the running mean would not matter.", Words(() => new Lion(beta1: 0)));
        Assert.Equal("lion: beta2 must be from 0 to 1 but was 1.5.", Words(() => new Lion(beta2: 1.5)));
        Assert.Equal("ftrl: learningRatePower must be 0 or negative, such as -0.5, but was 0.5.", Words(() => new Ftrl(learningRatePower: 0.5)));
        Assert.Equal("ftrl: initialAccumulatorValue must be 0 or positive but was -1.", Words(() => new Ftrl(initialAccumulatorValue: -1)));
        Assert.Equal("ftrl: l1RegularizationStrength must be 0 or positive but was -1.", Words(() => new Ftrl(l1RegularizationStrength: -1)));
        Assert.Equal("ftrl: l2RegularizationStrength must be 0 or positive but was -1.", Words(() => new Ftrl(l2RegularizationStrength: -1)));
        Assert.Equal("ftrl: l2ShrinkageRegularizationStrength must be 0 or positive but was -1.", Words(() => new Ftrl(l2ShrinkageRegularizationStrength: -1)));
        Assert.Equal("ftrl: beta must be 0 or positive but was -1.", Words(() => new Ftrl(beta: -1)));
    }
}
