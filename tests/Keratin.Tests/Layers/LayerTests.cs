using Keratin.Core;

namespace Keratin.Tests;

public sealed class LayerTests
{
    private sealed class Affine(string? name = null) : Layer(name)
    {
        private Variable? _gain, _shift;

        public Shape? Seen { get; private set; }

        protected override void Build(Shape inputShape)
        {
            Seen = inputShape;
            _shift = AddWeight("shift", [inputShape.Last], new Zeros(), trainable: false);
            _gain = AddWeight("gain", [inputShape.Last], new Constant(2));
        }

        protected override Node Call(Node x, LayerContext context) =>
            new(new Core.Add(), new Node(new Core.Multiply(), x, _gain!.Read), _shift!.Read);

        public void AddLate() => AddWeight("late", [1], new Zeros());
    }

    private sealed class Failing : Layer
    {
        protected override void Build(Shape inputShape)
        {
            AddWeight("first", [2], new Zeros());
            throw new InvalidOperationException("no");
        }

        protected override Node Call(Node x, LayerContext context) => x;
    }

    // Adds up its input's column totals; what it passes on is what it had before.
    private sealed class Summing(bool trainable) : Layer
    {
        private Variable? _sum;

        protected override void Build(Shape inputShape) => _sum = AddWeight("sum", [inputShape.Last], new Zeros(), trainable);

        protected override Node Call(Node x, LayerContext context)
        {
            context.Assign(_sum!, _sum!.Read + new Node(new SumRows([x.Shape.Last]), x));
            return x + _sum.Read;
        }
    }

    [Fact]
    public void A_weight_may_be_assigned_in_training_and_is_read_as_it_was_before_the_step()
    {
        var model = new Sequential([new Summing(trainable: false), new Dense(1)], seed: 1);
        model.Compile(new SGD(1e-9), "mse");
        float[,] x = { { 1, 10 }, { 2, 20 }, { 3, 30 } };
        float[] y = [0, 0, 0];
        double before = model.Evaluate(x, y)["loss"];
        Assert.Equal([0, 0], model.GetWeights()[0].ToArray());

        double first = model.TrainOnBatch(x, y)["loss"];
        Assert.Equal(before, first);
        Assert.Equal([6, 60], model.GetWeights()[0].ToArray());

        model.Fit(x, y, batchSize: 2, epochs: 2, verbose: 0);
        Assert.Equal([18, 180], model.GetWeights()[0].ToArray());
        model.Predict(x);
        model.Profile(x, y, steps: 3);
        Assert.Equal([18, 180], model.GetWeights()[0].ToArray());
    }

    [Fact]
    public void Only_a_weight_of_its_own_that_gradients_leave_alone_may_be_assigned() =>
        Assert.StartsWith("Summing \"summing\" can assign only weights of its own that gradients do not change, but \"summing/sum\" is not one: make it with AddWeight(…, trainable: false).",
            Assert.Throws<ArgumentException>(() => new Sequential(new Summing(trainable: true)).Predict(Examples.Numbers(2, 2))).Message, StringComparison.Ordinal);

    private sealed class FixedButPenalized : Layer
    {
        protected override void Build(Shape inputShape) => AddWeight("table", [2], new Zeros(), trainable: false, regularizer: "l2");

        protected override Node Call(Node x, LayerContext context) => x;
    }

    [Fact]
    public void A_weight_that_is_not_trained_has_neither_regularizer_nor_constraint() =>
        Assert.StartsWith("FixedButPenalized \"fixed_but_penalized\": the weight \"table\" is not trained, so it can have neither a regularizer nor a constraint",
            Assert.Throws<ArgumentException>(() => new FixedButPenalized().Apply(Reference.Input(2), Reference.Context())).Message);

    [Fact]
    public void A_custom_layer_overrides_two_members()
    {
        var layer = new Affine();
        Assert.False(layer.Built);
        Node x = Reference.Input(2), y = layer.Apply(x, Reference.Context());
        Assert.True(layer.Built);
        Assert.Equal("(None, 2)", layer.Seen!.ToString());
        Assert.Equal([2, 4, 6, 8], Reference.Run(y, 2, (x, [1, 2, 3, 4])));
    }

    [Fact]
    public void Weights_are_listed_trainable_first_and_named_after_the_layer()
    {
        var layer = new Affine("my_affine");
        Assert.Empty(layer.Weights);
        layer.Apply(Reference.Input(2), Reference.Context());
        Assert.Equal(["my_affine/gain", "my_affine/shift"], layer.Weights.Select(weight => weight.Name));
        Assert.Equal(["my_affine/gain"], layer.TrainableWeights.Select(weight => weight.Name));
        Assert.Equal(4, layer.ParameterCount);
        layer.Trainable = false;
        Assert.Empty(layer.TrainableWeights);
        Assert.Equal(2, layer.Weights.Count);
    }

    [Fact]
    public void It_is_built_once()
    {
        var layer = new Affine();
        layer.Apply(Reference.Input(2), Reference.Context());
        Variable gain = layer.Weights[0];
        layer.Apply(Reference.Input(2), Reference.Context(training: true));
        Assert.Same(gain, layer.Weights[0]);
    }

    [Fact]
    public void The_first_values_follow_from_seed_and_place()
    {
        static float[] Kernel(ulong seed, int layerIndex)
        {
            var layer = new Dense(3);
            layer.Apply(Reference.Input(4), Reference.Context(seed: seed, layerIndex: layerIndex));
            return layer.Weights[0].Values.ToArray();
        }
        Assert.Equal(Kernel(1, 0), Kernel(1, 0));
        Assert.NotEqual(Kernel(1, 0), Kernel(2, 0));
        Assert.NotEqual(Kernel(1, 0), Kernel(1, 1));
    }

    [Fact]
    public void A_name_is_the_given_one_or_what_the_model_makes_of_the_class()
    {
        var given = new Dense(1, name: "head");
        given.EnsureName(_ => throw new InvalidOperationException("asked for a name"));
        Assert.Equal("head", given.Name);
        var automatic = new Dense(1);
        Assert.Equal("dense", automatic.Name);
        automatic.EnsureName(name => name + "_1");
        Assert.Equal("dense_1", automatic.Name);
        Assert.Equal("Dense \"dense_1\"", automatic.ToString());
        Assert.Equal("input_layer", new Input(3).Name);
        Assert.Equal("data", new Input([3], "data").Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    public void A_name_that_cannot_be_part_of_a_path_is_refused(string name) =>
        Assert.StartsWith($"A layer's name must have at least one letter and no '/', but was \"{name}\".", Assert.Throws<ArgumentException>(() => new Affine(name)).Message);

    [Fact]
    public void Another_width_than_the_built_one_is_refused_with_what_to_do()
    {
        var layer = new Dense(8, name: "dense_1");
        layer.Apply(Reference.Input(64), Reference.Context());
        Assert.Equal("Dense \"dense_1\" expects 64 features but got 46 (an input of shape (None, 46)): give it rows of 64 numbers, or make a new model for rows of 46.",
            Assert.Throws<ArgumentException>(() => layer.Apply(Reference.Input(46), Reference.Context())).Message);
        Assert.Throws<ArgumentException>(() => layer.Check([10, 46]));
        layer.Check([10, 64]);
    }

    [Fact]
    public void A_stated_input_shape_is_known_at_once_and_holds()
    {
        var layer = new Dense(8, inputShape: [64]);
        Assert.Equal("(None, 64)", layer.InputShape!.ToString());
        Assert.False(layer.Built);
        Assert.Equal("Dense \"dense\" was given inputShape: [64], so it expects an input of shape (None, 64), but got (None, 46): change inputShape, or what comes before.",
            Assert.Throws<ArgumentException>(() => layer.Apply(Reference.Input(46), Reference.Context())).Message);
        Assert.False(layer.Built);
        Assert.Equal("Flatten \"flatten\" was given inputShape: [28, 28], so it expects an input of shape (None, 28, 28), but got (None, 784): change inputShape, or what comes before.",
            Assert.Throws<ArgumentException>(() => new Flatten(inputShape: [28, 28]).Apply(Reference.Input(784), Reference.Context())).Message);
        Assert.Equal("Flatten \"flatten\" was given inputShape: [28, 28], so it expects an input of shape (None, 28, 28), but got (None, 14, 28): change inputShape, or what comes before.",
            Assert.Throws<ArgumentException>(() => new Flatten(inputShape: [28, 28]).Apply(Reference.Input(14, 28), Reference.Context())).Message);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void An_input_shape_has_positive_sizes(int size) =>
        Assert.StartsWith($"inputShape must have positive sizes and no batch axis, but was [5, {size}].", Assert.Throws<ArgumentException>(() => new Dense(1, inputShape: [5, size])).Message);

    [Fact]
    public void A_layer_belongs_to_one_place_in_one_model()
    {
        var layer = new Dense(1);
        object model = new();
        layer.Join(model);
        Assert.Equal("Dense \"dense\" is in this model already: make a new layer for each place.", Assert.Throws<InvalidOperationException>(() => layer.Join(model)).Message);
        Assert.Equal("Dense \"dense\" belongs to another model: make a new layer for each model, and copy trained values with SetWeights.", Assert.Throws<InvalidOperationException>(() => layer.Join(new object())).Message);
    }

    [Fact]
    public void Weights_are_added_only_while_building()
    {
        Assert.Equal("Affine \"affine\" can add the weight \"late\" only while it is built: call AddWeight inside Build.",
            Assert.Throws<InvalidOperationException>(new Affine().AddLate).Message);
    }

    [Fact]
    public void A_build_that_fails_leaves_nothing_behind()
    {
        var layer = new Failing();
        Assert.Throws<InvalidOperationException>(() => layer.Apply(Reference.Input(2), Reference.Context()));
        Assert.False(layer.Built);
        Assert.Empty(layer.Weights);
    }
}
