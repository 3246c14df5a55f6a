using Keratin.Core;

namespace Keratin.Tests;

/// <summary>A model as a layer of another.</summary>
public sealed class NestedModelTests
{
    private static readonly NDArray X = Examples.Numbers(20, 6);
    private static readonly NDArray Y = Examples.Labels(20, 5);

    [Fact]
    public void It_trains_the_bits_of_the_same_layers_in_one_row()
    {
        var nested = new Sequential([new Sequential([new Dense(8, "relu"), new Dense(7, "tanh")]), new Dense(5, "softmax")], seed: 2);
        var flat = new Sequential([new Dense(8, "relu", inputShape: [6]), new Dense(7, "tanh"), new Dense(5, "softmax")], seed: 2);
        foreach (Sequential model in (Sequential[])[nested, flat]) model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
        nested.Predict(X);
        flat.SetWeights(nested.GetWeights());

        History a = nested.Fit(X, Y, batchSize: 7, epochs: 3, verbose: 0, validationSplit: 0.2), b = flat.Fit(X, Y, batchSize: 7, epochs: 3, verbose: 0, validationSplit: 0.2);

        Assert.Equal(flat.Bits(), nested.Bits());
        Assert.Equal(b["val_loss"], a["val_loss"]);
        Assert.Equal(flat.Predict(X).Bits(), nested.Predict(X).Bits());
        Assert.Equal(flat.ToPredictor().Predict(X).Bits(), nested.ToPredictor().Predict(X).Bits());
    }

    [Fact]
    public void Weights_are_listed_in_order_and_named_by_their_path()
    {
        var inner = new Sequential(new Dense(3), new Sequential(new Dense(2)));
        var outer = new Sequential([inner, new Dense(1)]);
        outer.Predict(X);
        Assert.Equal(["sequential/dense/kernel", "sequential/dense/bias", "sequential/sequential/dense/kernel", "sequential/sequential/dense/bias", "dense/kernel", "dense/bias"],
            outer.Weights.Select(weight => weight.Name));
        Assert.Equal([Shape.Batch, 2], inner.OutputShape!);
        Assert.Equal([Shape.Batch, 6], inner.InputShape!);
        Assert.Equal(6 * 3 + 3 + 3 * 2 + 2, inner.ParameterCount);
    }

    [Fact]
    public void One_seed_determines_the_inner_weights_unless_the_inner_model_has_its_own()
    {
        static string Bits(int outer, int? inner)
        {
            var model = new Sequential([new Sequential([new Dense(4), new Dropout(0.5)], inner), new Sequential([new Dense(4)], inner), new Dense(5, "softmax")], outer);
            model.Compile("sgd", "sparse_categorical_crossentropy");
            model.Fit(X, Y, verbose: 0);
            return model.Bits();
        }
        Assert.Equal(Bits(1, null), Bits(1, null));
        Assert.NotEqual(Bits(1, null), Bits(2, null));
        Assert.Equal(Bits(1, 5), Bits(1, 5));
        Assert.NotEqual(Bits(1, 5), Bits(1, 6));
        var twins = new Sequential([new Sequential([new Dense(6)]), new Sequential([new Dense(6)])], seed: 1);
        twins.Predict(X);
        Assert.NotEqual(twins.GetWeights()[0].Bits(), twins.GetWeights()[2].Bits());
    }

    [Fact]
    public void A_trained_model_becomes_a_frozen_part_of_another()
    {
        var trained = new Sequential([new Dense(8, "relu"), new Dense(5, "softmax")], seed: 1);
        trained.Compile("rmsprop", "sparse_categorical_crossentropy");
        trained.Fit(X, Y, verbose: 0);
        string before = trained.Bits();
        trained.Trainable = false;
        var model = new Sequential(trained, new Dense(5, "softmax"));
        model.Compile("rmsprop", "sparse_categorical_crossentropy");

        model.Fit(X, Y, verbose: 0);

        Assert.Equal(before, trained.Bits());
        Assert.Equal(["dense/kernel", "dense/bias"], model.TrainableWeights.Select(weight => weight.Name));
        // The inner model by itself goes on as it was compiled.
        trained.Fit(X, Y, verbose: 0);
        Assert.NotEqual(before, trained.Bits());
    }

    [Fact]
    public void Sparse_rows_stay_sparse_before_an_inner_model()
    {
        NDArray x = Examples.MultiHot(30, 400);
        var model = new Sequential([new Sequential([new Dense(5)]), new Activation("softmax")], seed: 1);
        Assert.True(model.Layers[0].ReadsSparseRows);
        Assert.False(new Sequential(new Sequential(new Dropout(0.5))).Layers[0].ReadsSparseRows);
        Assert.Equal(model.Predict(x.ToDense()).Bits(), model.Predict(x).Bits());
    }

    [Fact]
    public void The_summary_shows_it_as_one_layer()
    {
        var model = new Sequential(new Sequential([new Dense(8, "relu", inputShape: [20]), new Dense(8)], name: "features"), new Dense(5, "softmax"));
        model.Layers[0].Trainable = false;
        using var writer = new StringWriter { NewLine = "\n" };
        model.Summary(writer);
        Assert.Equal(
            """
            Model: "sequential"
            ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
            ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
            ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
            │ features (Sequential)           │ (None, 8)              │           240 │
            ├─────────────────────────────────┼────────────────────────┼───────────────┤
            │ dense (Dense)                   │ (None, 5)              │            45 │
            └─────────────────────────────────┴────────────────────────┴───────────────┘
             Total params: 285 (1.11 KB)
             Trainable params: 45 (180.00 B)
             Non-trainable params: 240 (960.00 B)

            """, writer.ToString());
    }

    [Fact]
    public void A_model_inside_of_itself_is_refused()
    {
        var model = new Sequential(new Dense(2));
        var outer = new Sequential(model);
        Assert.StartsWith("Sequential \"sequential\" cannot be a layer of itself.", Assert.Throws<ArgumentException>(() => model.Add(model)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Sequential \"sequential\" cannot be a layer of itself.", Assert.Throws<ArgumentException>(() => model.Add(outer)).Message, StringComparison.Ordinal);
        Assert.Equal("Sequential \"sequential\" belongs to another model: make a new layer for each model, and copy trained values with SetWeights.",
            Assert.Throws<InvalidOperationException>(() => new Sequential(model)).Message);
        Assert.Single(model.Layers);
    }

    [Fact]
    public void An_inner_model_that_does_not_fit_is_named_by_its_layer_and_leaves_nothing_behind()
    {
        var inner = new Sequential(new Dense(4), new Dense(3, inputShape: [9]));
        var model = new Sequential(new Dense(2), inner);
        Assert.Equal("Dense \"dense_1\" was given inputShape: [9], so it expects an input of shape (None, 9), but got (None, 4): change inputShape, or what comes before.",
            Assert.Throws<ArgumentException>(() => model.Predict(X)).Message);
        Assert.False(model.Built || inner.Built);
        Assert.Empty(model.Weights);
    }
}
