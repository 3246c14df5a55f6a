using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>Models of inputs and outputs: branches, shared layers, models in models.</summary>
public sealed class FunctionalTests
{
    private static readonly NDArray X = Examples.Numbers(23, 6);
    private static readonly NDArray Y = Examples.Labels(23, 5);

    private static Model Chain(int? seed = 2)
    {
        var x = new Input(6);
        KerasTensor h = new Dropout(0.3).Call(new Dense(8, "relu").Call(x));
        return new Model(x, new Dense(5, "softmax").Call(new BatchNormalization().Call(h)), seed);
    }

    private static Model Compiled(Model model, Optimizer? optimizer = null)
    {
        model.Compile(optimizer, "sparse_categorical_crossentropy", ["accuracy"]);
        return model;
    }

    [Fact]
    public void A_chain_has_the_bits_of_the_Sequential_of_the_same_seed()
    {
        Model chain = Compiled(Chain());
        Model stack = Compiled(new Sequential([new Input(6), new Dense(8, "relu"), new Dropout(0.3), new BatchNormalization(), new Dense(5, "softmax")], seed: 2));
        Assert.Equal(stack.Bits(), chain.Bits());

        History a = chain.Fit(X, Y, batchSize: 7, epochs: 3, verbose: 0, validationSplit: 0.2), b = stack.Fit(X, Y, batchSize: 7, epochs: 3, verbose: 0, validationSplit: 0.2);

        Assert.Equal(stack.Bits(), chain.Bits());
        Assert.Equal(stack.Weights.Select(weight => weight.Name), chain.Weights.Select(weight => weight.Name));
        foreach (string name in b.Names) Assert.Equal(b[name], a[name]);
        Assert.Equal(stack.Predict(X).Bits(), chain.Predict(X).Bits());
        Assert.Equal(stack.Predict(X[3..4]).Bits(), chain.Predict(X[3..4]).Bits());
        Assert.Equal(stack.Predict(X).Bits(), chain.ToPredictor().Predict(X).Bits());
        Assert.Equal(stack.Predict(X).Bits(), chain.Predict([X])[0].Bits());
        Assert.Equal(stack.Evaluate(X, Y).Loss, chain.Evaluate(X, Y).Loss);
        Assert.Equal("functional", chain.Name);
        Assert.Equal(["input_layer"], chain.InputNames);
        Assert.Equal(["dense_1"], chain.OutputNames);
    }

    [Fact]
    public void Branches_that_are_joined_train_as_one_wide_layer()
    {
        var x = new Input(6);
        var branched = new Model(x, new Dense(5, "softmax").Call(new Concatenate().Call(new Dense(4, "tanh").Call(x), new Dense(3, "tanh").Call(x))), seed: 1);
        var wide = new Sequential(new Dense(7, "tanh", inputShape: [6]), new Dense(5, "softmax"));
        NDArray[] own = branched.GetWeights();
        wide.SetWeights([Joined(own[0], own[2]), Joined(own[1], own[3]), own[4], own[5]]);
        foreach (Model model in (Model[])[branched, wide]) Compiled(model, new SGD(0.1, momentum: 0.9)).Fit(X, Y, batchSize: 5, epochs: 3, shuffle: false, verbose: 0);

        NDArray[] trained = branched.GetWeights(), expected = wide.GetWeights();
        Reference.Close(expected[0].ToDoubles(), Joined(trained[0], trained[2]).ToDoubles(), 1e-6);
        Reference.Close(expected[2].ToDoubles(), trained[4].ToDoubles(), 1e-6);
        Assert.NotEqual(own[4].Bits(), trained[4].Bits());

        static NDArray Joined(NDArray a, NDArray b)
        {
            int rows = a.Rank == 1 ? 1 : a.Length, left = a.Size / rows, right = b.Size / rows;
            float[] x = a.ToArray(), y = b.ToArray(), both = new float[x.Length + y.Length];
            for (int row = 0; row < rows; row++)
            {
                x.AsSpan(row * left, left).CopyTo(both.AsSpan(row * (left + right)));
                y.AsSpan(row * right, right).CopyTo(both.AsSpan(row * (left + right) + left));
            }
            return new NDArray(both, a.Rank == 1 ? [left + right] : [rows, left + right]);
        }
    }

    [Fact]
    public void A_shared_layer_has_its_weights_once_and_the_gradients_of_all_its_calls()
    {
        var x = new Input(3);
        var shared = new Dense(3, "tanh", name: "shared");
        KerasTensor once = shared.Call(x), twice = shared.Call(once);
        var model = new Model(x, new Add().Call(twice, new Dense(3).Call(x), once), seed: 3);
        Assert.Equal(["shared/kernel", "shared/bias", "dense/kernel", "dense/bias"], model.Weights.Select(weight => weight.Name));
        GradientsAgree(model, 3);
    }

    [Fact]
    public void A_model_in_a_model_has_the_bits_of_its_layers_in_the_outer_one()
    {
        var flat = new Sequential([new Dense(8, "relu", inputShape: [6]), new Dense(7, "tanh"), new Dense(5, "softmax")], seed: 2);
        var inner = new Input(6);
        var graph = new Model(inner, new Dense(7, "tanh").Call(new Dense(8, "relu").Call(inner)), seed: 9);
        var inStack = new Sequential([graph, new Dense(5, "softmax")], seed: 2);
        var outer = new Input(6);
        var inGraph = new Model(outer, new Dense(5, "softmax").Call(new Sequential(new Dense(8, "relu"), new Dense(7, "tanh")).Call(outer)), seed: 2);
        inStack.Predict(X);
        NDArray[] weights = flat.GetWeights();
        Model[] models = [flat, inStack, inGraph];
        foreach (Model model in models)
        {
            model.SetWeights(weights);
            Compiled(model).Fit(X, Y, batchSize: 7, epochs: 2, seed: 1, verbose: 0);
        }
        Assert.Equal(flat.Bits(), inStack.Bits());
        Assert.Equal(flat.Bits(), inGraph.Bits());
    }

    [Fact]
    public void A_shared_model_of_two_inputs_and_outputs_trains_right()
    {
        Input a = new(2), b = new(3), x = new(2), y = new(3), z = new(3);
        KerasTensor ha = new Dense(2, "tanh").Call(a), hb = new Dense(2, "tanh").Call(b);
        var inner = new Model(inputs: [a, b], outputs: [new Add().Call(ha, hb), new Multiply().Call(ha, hb)], seed: 4);
        KerasTensor[] first = inner.CallAll(x, y), second = inner.CallAll(x, z);
        var model = new Model(inputs: [x, y, z], outputs: [new Concatenate().Call([.. first, .. second])], seed: 5);
        Assert.Equal(4, model.Weights.Count);
        Assert.Equal([Shape.Batch, 8], model.OutputShape!);
        GradientsAgree(model, 2, 3, 3);
        Assert.Equal("Model \"functional\" has 2 outputs, so Call cannot return one: take them all with CallAll.", Assert.Throws<InvalidOperationException>(() => inner.Call(x, y)).Message);
        Assert.StartsWith("Model \"functional\" has 2 inputs (input_layer, input_layer_1) but was called with 1: give it one value for each.", Assert.Throws<ArgumentException>(() => inner.CallAll(x)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Input \"input_layer_1\" was given inputShape: [3], so it expects an input of shape (None, 3), but got (None, 2)", Assert.Throws<ArgumentException>(() => inner.CallAll(x, x)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_is_called_twice_draws_other_masks_each_time()
    {
        static double Loss(bool nested)
        {
            var x = new Input(1000);
            Layer dropout = nested ? new Sequential([new Dropout(0.5)], seed: 8) : new Dropout(0.5);
            var model = new Model(x, new Subtract().Call(dropout.Call(x), dropout.Call(x)), seed: 1);
            model.Compile(loss: "mae");
            var ones = new NDArray(Enumerable.Repeat(1f, 1000).ToArray(), [1, 1000]);
            Assert.Equal(0, model.Evaluate(ones, NDArray.Zeros([1, 1000])).Loss);
            return model.TrainOnBatch(ones, NDArray.Zeros([1, 1000])).Loss;
        }
        // 0 and 2, where exactly one of two masks has the element: half of them.
        Assert.Equal(1, Loss(nested: false), 0.1);
        Assert.Equal(1, Loss(nested: true), 0.1);
    }

    [Fact]
    public void Penalties_on_shared_weights_count_once_and_moving_averages_take_every_call()
    {
        var x = new Input(2);
        var dense = new Dense(2, kernelInitializer: "ones", kernelRegularizer: new L2(0.5));
        var model = new Model(x, dense.Call(dense.Call(x)));
        model.Compile(loss: "mse");
        Assert.Equal(2, model.Evaluate(NDArray.Zeros([3, 2]), NDArray.Zeros([3, 2])).Loss, 1e-6);

        var z = new Input(1);
        var normalize = new BatchNormalization(momentum: 0.5);
        KerasTensor once = normalize.Call(z);
        var normalized = new Model(z, new Add().Call(once, normalize.Call(new Rescaling(2, 1).Call(z))));
        normalized.Compile(new SGD(1e-12), "mse");
        normalized.TrainOnBatch(new float[] { 3, 5 }, new float[] { 0, 0 });
        // Means 4, then 9, from 0: 2, then 2/2 + 9/2.
        Assert.Equal(5.5, normalized.GetWeights()[2].Item(), 1e-6);
    }

    [Fact]
    public void Layers_are_in_Keras_order_the_farther_from_the_output_the_earlier()
    {
        Input a = new([3], name: "a"), b = new([3], name: "b");
        var late = new Dense(3, name: "late");
        KerasTensor deep = new Dense(3, name: "deep2").Call(new Dense(3, name: "deep1").Call(b));
        var model = new Model(inputs: [a, b], outputs: [new Dense(1, name: "out").Call(new Add(name: "sum").Call(late.Call(a), deep))]);
        Assert.Equal(["deep1", "late", "deep2", "sum", "out"], model.Layers.Select(layer => layer.Name));
        Assert.Equal(["b", "a", "deep1", "late", "deep2", "sum", "out"], ((LayerGraph)model.Topology).Operations.Select(layer => layer.Name));
    }

    [Fact]
    public void A_clone_has_the_same_form_and_weights_of_its_own()
    {
        var x = new Input(6);
        var shared = new Dense(6, "relu");
        var model = new Model(x, new Dense(5, "softmax").Call(new Add().Call(shared.Call(x), shared.Call(shared.Call(x)), new Sequential(new Dense(6)).Call(x))), seed: 3);
        Model clone = model.Clone(seed: 3);
        Assert.Equal(model.Bits(), clone.Bits());
        string before = model.Bits();
        Compiled(clone).Fit(X, Y, verbose: 0);
        Assert.Equal(before, model.Bits());
        Compiled(model).Fit(X, Y, verbose: 0);
        Assert.Equal(model.Bits(), clone.Bits());
        Sequential outer = new([Chain(seed: 7)], seed: 1), copied = outer.Clone(seed: 1);
        copied.Predict(X);
        Assert.Equal(outer.Weights.Select(weight => weight.Shape), copied.Weights.Select(weight => weight.Shape));
    }

    [Fact]
    public void Lookups_behind_an_input_are_checked_before_work_starts()
    {
        var x = new Input(2);
        var model = new Model(x, new Add().Call(new Embedding(9, 3).Call(x), new Embedding(5, 3, name: "small").Call(x)));
        Assert.StartsWith("x must be whole numbers from 0 to 4, because Embedding \"small\" looks them up in 5 rows, but row 1 has 7 at place 0",
            Assert.Throws<ArgumentException>(() => model.Predict(new float[,] { { 0, 1 }, { 7, 1 } })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Graphs_that_do_not_hang_together_are_refused_in_words_and_leave_their_layers_free()
    {
        Input a = new([3], name: "a"), b = new([3], name: "b");
        var dense = new Dense(2, name: "dense");
        KerasTensor h = dense.Call(a);
        Says("The outputs cannot be computed from the inputs: they also need Input \"a\".", () => new Model(b, h));
        Says("No output depends on Input \"b\": leave it out of the inputs, or let a layer read it.", () => new Model(inputs: [a, b], outputs: [h]));
        Says("Dense \"dense\" was given as an input of a model, but what goes into a model is stated by new Input(…)", () => new Model(h, new Dense(1).Call(h)));
        Says("Input \"a\" is among the inputs more than once: make an Input for each.", () => new Model(inputs: [a, a], outputs: [h]));
        Says("Two layers of the model are named \"dense\": give each a name of its own.", () => new Model(a, new Dense(1, name: "dense").Call(h)));
        Says("A model needs at least one of its outputs.", () => new Model(inputs: [a], outputs: []));
        Says("One of the outputs is null.", () => new Model(inputs: [a], outputs: [null!]));
        Says("Dense \"dense\" expects 3 features but got 4 (an input of shape (None, 4))", () => dense.Call(new Input(4)));
        Says("Dense \"stated\" was given inputShape: [7], so it expects an input of shape (None, 7), but got (None, 3)", () => new Dense(1, inputShape: [7], name: "stated").Call(a));
        Assert.StartsWith("Input \"a\" states what goes into a model, so it cannot be called", Assert.Throws<InvalidOperationException>(() => a.Call(b)).Message, StringComparison.Ordinal);
        Assert.False(dense.Built);
        var model = new Model(a, h);
        Assert.True(dense.Built);
        Assert.StartsWith("Dense \"dense\" belongs to another model", Assert.Throws<InvalidOperationException>(() => new Model(a, new Dense(1).Call(h))).Message, StringComparison.Ordinal);
        Assert.Equal([Shape.Batch, 2], model.OutputShape!);

        static void Says(string words, Action make) => Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(make).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_prints_as_Keras_does_with_its_input()
    {
        var x = new Input(6);
        using var writer = new StringWriter { NewLine = "\n" };
        new Model(x, new Dense(5, "softmax").Call(new Dense(8).Call(x)), name: "chain").Summary(writer);
        Assert.Equal(
            """
            Model: "chain"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ input_layer (InputLayer)        │ (None, 6)              │             0 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense (Dense)                   │ (None, 8)              │            56 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense_1 (Dense)                 │ (None, 5)              │            45 │
            └─────────────────────────────────┴────────────────────────┴───────────────┘
             Total params: 101 (404.00 B)
             Trainable params: 101 (404.00 B)
             Non-trainable params: 0 (0.00 B)

            """, writer.ToString());
    }

    private static void GradientsAgree(Model model, params int[] inputs)
    {
        Node[] x = [.. inputs.Select(size => Reference.Input(size))];
        Node y = model.Trace(x, training: true, new Variable("iteration", Shape.Scalar, ElementType.Int64)).Outputs[0];
        var loss = new Node(new Mean(), new Node(new Square(), y));
        Node[] gradients = Differentiation.Gradients(loss, model.TrainableWeights);
        var executor = new ReferenceExecutor(new Graph([loss, .. gradients], []));
        Dictionary<Node, double[]> data = x.Select((node, i) => (node, i)).ToDictionary(one => one.node, one => Enumerable.Range(0, 4 * inputs[one.i]).Select(j => Math.Sin(3 * j + 7 * one.i + 1)).ToArray());
        executor.Run(4, data);
        double[][] symbolic = [.. gradients.Select(gradient => executor.Value(gradient).ToArray())];
        for (int w = 0; w < gradients.Length; w++)
        {
            double[] state = executor.State[model.TrainableWeights[w]];
            for (int i = 0; i < state.Length; i++)
            {
                double value = state[i];
                Assert.Equal((At(value + 1e-5) - At(value - 1e-5)) / 2e-5, symbolic[w][i], 1e-7);
                state[i] = value;

                double At(double changed)
                {
                    state[i] = changed;
                    executor.Run(4, data);
                    return executor.Value(loss)[0];
                }
            }
        }
    }
}
