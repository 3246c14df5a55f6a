namespace Keratin.Tests;

public sealed class InitializerConfigTests
{
    // Each setting is another than its default. An initializer without a sample fails the suite.
    private static readonly Dictionary<Type, (string KeysOfKeras, Func<Initializer> Make)> Samples = new()
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

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Initializer>();

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Initializer sample = Sample(type).Make();
        ConfigContract.Unknown(Initializer.Known, sample, initializer => initializer.ToObject());
        Initializer read = ConfigContract.RoundTrip(Initializer.Known, sample, initializer => initializer.ToObject());
        float[] expected = new float[12], actual = new float[12];
        sample.Fill(expected, [3, 4], key: 1);
        read.Fill(actual, [3, 4], key: 1);
        Assert.Equal(expected, actual);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_is_missing_has_the_constructors_default(Type type)
    {
        Initializer withDefaults = ConfigContract.WithDefaults<Initializer>(type)!;
        ConfigContract.Defaults(Initializer.Known, withDefaults, initializer => initializer.ToObject());
        ConfigContract.NoDefaults(withDefaults.GetConfig(), [Sample(type).Make().GetConfig()]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_settings_are_those_of_Keras_in_their_order(Type type) =>
        Assert.Equal(Sample(type).KeysOfKeras, string.Join(' ', Sample(type).Make().GetConfig().Names));

    [Fact]
    public void Normal_is_written_by_the_name_that_Keras_has_for_it() =>
        Assert.Equal("truncated_normal", new VarianceScaling(distribution: "normal").GetConfig().GetString("distribution"));

    [Fact]
    public void A_seed_that_is_a_generator_is_read_as_none() =>
        Assert.Equal("""{"seed":null}""", Initializer.Known.Read(ConfigContract.Parse(
            """{"class_name":"HeUniform","config":{"seed":{"module":"keras.random","class_name":"SeedGenerator","config":{"seed":3},"registered_name":null}}}""")).GetConfig().ToString());

    private static (string KeysOfKeras, Func<Initializer> Make) Sample(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (string, Func<Initializer>) sample), $"Add a sample of {type.Name} to {nameof(InitializerConfigTests)}.");
        return sample;
    }
}
