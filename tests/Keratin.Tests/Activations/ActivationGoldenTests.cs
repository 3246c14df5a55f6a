using Keratin.Core;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

public sealed class ActivationGoldenTests
{
    [Theory]
    [InlineData("linear")]
    [InlineData("relu")]
    [InlineData("sigmoid")]
    [InlineData("softmax")]
    [InlineData("tanh")]
    [InlineData("log_softmax")]
    [InlineData("elu")]
    [InlineData("selu")]
    [InlineData("gelu")]
    [InlineData("softplus")]
    [InlineData("softsign")]
    [InlineData("silu")]
    [InlineData("leaky_relu")]
    [InlineData("hard_sigmoid")]
    [InlineData("exponential")]
    [InlineData("relu6")]
    [InlineData("mish")]
    [InlineData("hard_silu")]
    public void An_activation_gives_the_values_of_Keras(string name)
    {
        NpzArchive arrays = GoldenTables.Arrays();
        NDArray data = arrays["activation_x"].ToNDArray();
        Node x = Reference.Input(data.Shape[1]);
        Reference.Close(arrays[$"act__{name}"].ToNDArray().ToDoubles(), Reference.Run(((ActivationFunction)name).Apply(x), 1, (x, data.ToDoubles())), 5e-7);
    }
}
