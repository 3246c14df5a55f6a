namespace Keratin.Tests;

/// <summary>Models as nobody would make them, of which all promises hold.</summary>
internal static class RandomModels
{
    /// <summary>
    /// One to three inputs; values of which each is made of one or more before, by new layers and by those that have been
    /// called already; one to three outputs, the last of which hangs on everything.
    /// </summary>
    public static Model AnyForm(Random random)
    {
        Input[] inputs = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => new Input(random.Next(1, 7)))];
        List<KerasTensor> values = [.. inputs];
        List<(Layer Layer, int Features)> called = [];
        for (int i = random.Next(2, 9); i > 0; i--)
        {
            KerasTensor x = Any(random, values), y = Any(random, [.. values.Where(value => value.Shape.Last == x.Shape.Last)]);
            Layer[] again = [.. called.Where(pair => pair.Features == x.Shape.Last).Select(pair => pair.Layer)];
            Layer one = again.Length > 0 && random.Next(3) == 0 ? Any(random, again) : NewLayer(random);
            if (!called.Exists(pair => pair.Layer == one)) called.Add((one, x.Shape.Last));
            values.Add(random.Next(9) switch
            {
                0 => new Add().Call(x, y),
                1 => new Subtract().Call(x, y),
                2 => new Multiply().Call(x, y, Any(random, [x, y])),
                3 => new Average().Call(x, y),
                4 => new Maximum().Call(x, y),
                5 => new Concatenate().Call(x, Any(random, values)),
                6 => new Dot(1, normalize: random.Next(2) == 0).Call(x, y),
                _ => one.Call(x),
            });
        }
        KerasTensor all = new Dense(random.Next(1, 4), "tanh").Call(new Concatenate().Call([.. values]));
        return new Model([.. inputs], [.. Enumerable.Range(0, random.Next(3)).Select(_ => Any(random, values[inputs.Length..])), all], seed: random.Next());
    }

    private static Layer NewLayer(Random random) => random.Next(5) switch
    {
        0 => new BatchNormalization(),
        1 => new LayerNormalization(epsilon: 0.1),
        2 => new Sequential(new Dense(3, "tanh"), new Dropout(0.1), new Dense(4, "softmax")),
        3 => new Activation("elu"),
        _ => new Dense(random.Next(1, 6), "relu"),
    };

    private static T Any<T>(Random random, IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
