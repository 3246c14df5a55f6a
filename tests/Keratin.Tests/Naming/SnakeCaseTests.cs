namespace Keratin.Tests;

public sealed class SnakeCaseTests
{
    [Theory]
    [InlineData("Dense", "dense")]
    [InlineData("BatchNormalization", "batch_normalization")]
    [InlineData("ReLU", "re_lu")]
    [InlineData("Conv2D", "conv2d")]
    [InlineData("Conv2DTranspose", "conv2d_transpose")]
    [InlineData("GlobalAveragePooling1D", "global_average_pooling1d")]
    [InlineData("LSTM", "lstm")]
    [InlineData("RMSprop", "rm_sprop")]
    [InlineData("AdamW", "adam_w")]
    [InlineData("InputLayer", "input_layer")]
    [InlineData("Mine`1", "mine1")]
    public void A_class_name_becomes_the_name_that_Keras_makes_of_it(string className, string name) =>
        Assert.Equal(name, SnakeCase.Of(className));
}
