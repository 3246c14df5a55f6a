using CsCheck;

namespace Keratin.Tests;

public sealed class RandomModelExportTests
{
    // Not where values leap or grow without bound: there, a last bit that differs is carried on to a difference of any size.
    private static readonly string[] Names = [.. Activations.Known.Names.Except(["hard_shrink", "exponential"])];

    private static readonly Gen<Func<Layer>> Flat = Gen.OneOf<Func<Layer>>(
        Gen.Select(Gen.Int[1, 9], Gen.OneOf(Names), Gen.Bool, Func<Layer> (units, name, bias) => () => new Dense(units, name, bias)),
        Gen.OneOf(Names).Select(Func<Layer> (name) => () => new Activation(name)),
        Gen.Select(Gen.Bool, Gen.Bool, Func<Layer> (center, scale) => () => new BatchNormalization(center: center, scale: scale)),
        Gen.Bool.Select(Func<Layer> (center) => () => new LayerNormalization(epsilon: 0.1, center: center)),
        Gen.Double[-2, 2].Select(Func<Layer> (scale) => () => new Rescaling(scale, 0.5)),
        Gen.OneOf<Func<Layer>>(
            () => new Dropout(0.5),
            () => new PReLU(),
            () => new ReLU(maxValue: 1),
            () => new Reshape([1, -1]),
            () => new Reshape([-1, 1]),
            () => new Flatten(),
            () => new Sequential(new Dense(3, "tanh"), new Dropout(0.1), new Dense(4, "softmax"))));

    [Fact]
    public void Models_of_any_layers_predict_the_same_from_their_file() =>
        Gen.Select(Gen.Int[1, 7], Flat.Array[1, 4], Gen.Int[1, 9], Gen.Int[0, 1000]).Sample((features, layers, rows, seed) =>
        {
            var model = new Sequential([new Input(features), .. layers.Select(make => make())], seed);
            Numbers.Stir(model, seed);
            using var file = new OnnxFile(model);
            file.MustAgree(model, Numbers.Rows(rows, [features], seed));
            file.MustAgree(model, Numbers.Rows(1, [features], seed + 1));
        }, iter: 200, threads: 1, print: sample => string.Join(", ", sample.Item2.Select(make => make())));

    [Fact]
    public void Models_of_any_form_predict_the_same_from_their_file() =>
        Gen.Select(Gen.Int[1, 9], Gen.Int[0, 100_000]).Sample((rows, seed) =>
        {
            Model model = RandomModels.AnyForm(new Random(seed));
            Numbers.Stir(model, seed);
            using var file = new OnnxFile(model);
            file.MustAgree(model, [.. model.InputShapes.Select((shape, i) => Numbers.Rows(rows, shape[1..], seed + i))]);
            file.MustAgree(model, [.. model.InputShapes.Select((shape, i) => Numbers.Rows(1, shape[1..], seed - i))]);
        }, iter: 200, threads: 1, print: sample => FormattableString.Invariant($"rows {sample.Item1}, seed {sample.Item2}"));
}
