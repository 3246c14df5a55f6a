namespace Keratin.Tests;

/// <summary>Dropout as a model sees it: on inputs of 1 and targets of 0, the mean absolute error is the mean of what comes through.</summary>
public sealed class DropoutInModelsTests
{
    private static readonly NDArray Ones = Filled(1), Zeros = Filled(0);

    [Fact]
    public void Training_drops_a_share_and_keeps_the_mean_and_everything_else_passes_all()
    {
        Sequential model = Model(new Dropout(0.3));

        Evaluation training = model.TrainOnBatch(Ones, Zeros);

        // Each element is 1 / 0.7 with probability 0.7: the mean is 1 and the mean square 1 / 0.7, both within six sigma of 40,000 draws.
        Assert.Equal(1, training["mae"], 0.02);
        Assert.Equal(1 / 0.7, training["mse"], 0.03);
        Assert.Equal(1, model.Evaluate(Ones, Zeros)["mae"]);
        Assert.Equal(Ones.Bits(), model.Predict(Ones).Bits());
    }

    [Fact]
    public void The_mask_differs_from_step_to_step_and_repeats_with_the_seed()
    {
        Sequential model = Model(new Dropout(0.5)), same = Model(new Dropout(0.5));
        double first = model.TrainOnBatch(Ones, Zeros)["mae"], second = model.TrainOnBatch(Ones, Zeros)["mae"];

        Assert.NotEqual(first, second);
        Assert.Equal([first, second], [same.TrainOnBatch(Ones, Zeros)["mae"], same.TrainOnBatch(Ones, Zeros)["mae"]]);
    }

    [Fact]
    public void Two_layers_drop_different_elements()
    {
        // Of 1 → 4 with probability a quarter the mean is 1; were both masks the same, half would come through and the mean were 2.
        Assert.Equal(1, Model(new Dropout(0.5), new Dropout(0.5)).TrainOnBatch(Ones, Zeros)["mae"], 0.06);
    }

    [Fact]
    public void Rate_0_passes_all_and_rate_1_nothing()
    {
        Assert.Equal(1, Model(new Dropout(0)).TrainOnBatch(Ones, Zeros)["mae"]);
        Assert.Equal(1, Model(new Dropout(0)).TrainOnBatch(Ones, Zeros)["mse"]);
        Assert.Equal(0, Model(new Dropout(1)).TrainOnBatch(Ones, Zeros)["mae"]);
    }

    private static Sequential Model(params Layer[] layers)
    {
        var model = new Sequential(layers, seed: 11);
        model.Compile("sgd", "mae", ["mae", "mse"]);
        return model;
    }

    private static NDArray Filled(float value)
    {
        var values = new float[200 * 200];
        Array.Fill(values, value);
        return new NDArray(values, [200, 200]);
    }
}
