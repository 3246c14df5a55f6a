namespace Keratin.Tests;

public sealed class LayerNamesTests
{
    [Fact]
    public void The_first_free_number_is_taken()
    {
        var names = new LayerNames();

        Assert.True(names.Add("dense_1"));
        Assert.False(names.Add("dense_1"));
        Assert.Equal(["dense", "dense_2", "relu", "dense_3"], ((string[])["dense", "dense", "relu", "dense"]).Select(names.AddFree));
    }

    [Fact]
    public void A_name_that_is_given_back_is_taken_again()
    {
        var names = new LayerNames();
        for (int i = 0; i < 4; i++) names.AddFree("dense");
        names.Remove("dense_1");

        Assert.Equal(["dense_1", "dense_4"], ((string[])["dense", "dense"]).Select(names.AddFree));
    }

    [Fact]
    public void A_layer_that_is_taken_away_leaves_its_name_to_the_next()
    {
        var model = new Sequential([new Dense(2, inputShape: [2]), new Dense(3)], seed: 1);
        model.Pop();
        model.Add(new Dense(4));
        Assert.Throws<ArgumentException>(() => model.Add(new Reshape([3])));
        model.Add(new Reshape([2, 2]));

        Assert.Equal(["dense", "dense_1", "reshape"], model.Layers.Select(layer => layer.Name));
    }
}
