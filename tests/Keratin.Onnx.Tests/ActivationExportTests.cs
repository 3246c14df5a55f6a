namespace Keratin.Tests;

public sealed class ActivationExportTests
{
    public static TheoryData<string> Names => [.. Activations.Known.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_activation_computes_in_the_file_what_it_predicts(string name) => Check(name);

    [Fact]
    public void Activations_with_parameters_keep_them()
    {
        foreach (ActivationFunction function in (ActivationFunction[])
            [
                Activations.Celu(2.5), Activations.Elu(0.3), Activations.Gelu(approximate: true), Activations.HardShrink(1.2), Activations.LeakyRelu(0.7),
                Activations.ReluWith(0.25, 3, 1), Activations.SoftShrink(0.1), Activations.Squareplus(0.3), Activations.Threshold(0.5, -3),
                new ActivationFunction("bent", x => new Core.Node(new Core.Elu(1.5f, 0.75f, 0.5f), x)),
            ])
            Check(function);
    }

    // From the middle to where everything saturates; whole and half numbers are the kinks.
    private static void Check(ActivationFunction function)
    {
        var model = new Sequential(new Input(8), new Activation(function));
        using var file = new OnnxFile(model);
        foreach (float step in (float[])[0.013f, 0.125f, 0.5f])
            file.MustAgree(model, new NDArray([.. Enumerable.Range(-64, 128).Select(i => i * step)], [16, 8]));
    }
}
