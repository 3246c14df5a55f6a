namespace Keratin.Tests;

public sealed class InitializerConfigTests : SettingsContractTests<Initializer>
{
    private protected override NameTable<Initializer> Known => Initializer.Known;

    private protected override Dictionary<Type, (string KeysOfKeras, Func<Initializer> Make)> Samples { get; } = new()
    {
        [typeof(Constant)] = ("value", () => new Constant(0.1)),
        [typeof(GlorotNormal)] = ("seed", () => new GlorotNormal(7)),
        [typeof(GlorotUniform)] = ("seed", () => new GlorotUniform(7)),
        [typeof(HeNormal)] = ("seed", () => new HeNormal(7)),
        [typeof(HeUniform)] = ("seed", () => new HeUniform(7)),
        [typeof(Identity)] = ("gain", () => new Identity(0.1)),
        [typeof(LecunNormal)] = ("seed", () => new LecunNormal(7)),
        [typeof(LecunUniform)] = ("seed", () => new LecunUniform(7)),
        [typeof(Ones)] = ("", () => new Ones()),
        [typeof(Orthogonal)] = ("seed gain", () => new Orthogonal(0.1, 7)),
        [typeof(RandomNormal)] = ("seed mean stddev", () => new RandomNormal(0.1, 0.3, 7)),
        [typeof(RandomUniform)] = ("seed minval maxval", () => new RandomUniform(0.1, 0.3, 7)),
        [typeof(TruncatedNormal)] = ("seed mean stddev", () => new TruncatedNormal(0.1, 0.3, 7)),
        [typeof(VarianceScaling)] = ("seed scale mode distribution", () => new VarianceScaling(0.1, "fan_out", "uniform", 7)),
        [typeof(Zeros)] = ("", () => new Zeros()),
    };

    private protected override Config ToObject(Initializer instance) => instance.ToObject();

    private protected override double[] Values(Initializer instance)
    {
        var values = new float[12];
        instance.Fill(values, [3, 4], key: 1);
        return [.. values];
    }

    [Fact]
    public void Normal_is_written_by_the_name_that_Keras_has_for_it() =>
        Assert.Equal("truncated_normal", new VarianceScaling(distribution: "normal").GetConfig().GetString("distribution"));

    [Fact]
    public void A_seed_that_is_a_generator_is_read_as_none() =>
        Assert.Equal("""{"seed":null}""", Initializer.Known.Read(ConfigContract.Parse(
            """{"class_name":"HeUniform","config":{"seed":{"module":"keras.random","class_name":"SeedGenerator","config":{"seed":3},"registered_name":null}}}""")).GetConfig().ToString());
}
