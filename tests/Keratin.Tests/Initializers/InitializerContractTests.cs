namespace Keratin.Tests;

/// <summary>What every initializer promises. One without a sample here fails the suite.</summary>
public sealed class InitializerContractTests
{
    private static readonly Dictionary<Type, Func<Initializer>> Samples = new()
    {
        [typeof(Constant)] = () => new Constant(0.5f),
        [typeof(GlorotNormal)] = () => new GlorotNormal(),
        [typeof(GlorotUniform)] = () => new GlorotUniform(),
        [typeof(HeNormal)] = () => new HeNormal(),
        [typeof(HeUniform)] = () => new HeUniform(),
        [typeof(Identity)] = () => new Identity(2),
        [typeof(LecunNormal)] = () => new LecunNormal(),
        [typeof(LecunUniform)] = () => new LecunUniform(),
        [typeof(Ones)] = () => new Ones(),
        [typeof(Orthogonal)] = () => new Orthogonal(),
        [typeof(RandomNormal)] = () => new RandomNormal(),
        [typeof(RandomUniform)] = () => new RandomUniform(),
        [typeof(TruncatedNormal)] = () => new TruncatedNormal(),
        [typeof(VarianceScaling)] = () => new VarianceScaling(),
        [typeof(Zeros)] = () => new Zeros(),
    };

    public static TheoryData<Type> Initializers => ExportedTypes.Of<Initializer>();

    [Theory]
    [MemberData(nameof(Initializers))]
    public void It_fills_every_place_with_what_follows_from_the_key_alone(Type type)
    {
        Func<Initializer> make = Samples.SampleOf(type, nameof(InitializerContractTests));
        foreach (Shape shape in (Shape[])[[1, 1], [7, 3], [3, 7], [16, 16]])
        {
            Initializer initializer = make();
            float[] first = Fill(initializer, shape, 7, float.NaN);
            Assert.All(first, value => Assert.True(float.IsFinite(value)));
            Assert.Equal(first, Fill(initializer, shape, 7, 3));
            Assert.Equal(first, Fill(make(), shape, 7, 3));
        }
    }

    [Theory]
    [MemberData(nameof(Initializers))]
    public void Two_weights_of_one_initializer_differ_unless_it_is_not_random(Type type)
    {
        Initializer initializer = Samples.SampleOf(type, nameof(InitializerContractTests))();
        bool fixedValues = initializer is Constant or Identity or Ones or Zeros;
        Assert.Equal(fixedValues, Fill(initializer, [16, 16], 7, 0).SequenceEqual(Fill(initializer, [16, 16], 8, 0)));
    }

    private static float[] Fill(Initializer initializer, Shape shape, ulong key, float before)
    {
        float[] values = new float[shape.Size];
        values.AsSpan().Fill(before);
        initializer.Fill(values, shape, key);
        return values;
    }
}
