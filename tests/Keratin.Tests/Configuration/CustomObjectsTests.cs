using Keratin.Core;

namespace Keratin.Tests;

public sealed class CustomObjectsTests
{
    public CustomObjectsTests()
    {
        CustomObjects.Register<Times>("keratin_tests>Times");
        CustomObjects.Register<Steps>("keratin_tests>Steps");
    }

    [Fact]
    public void A_layer_of_ones_own_comes_back()
    {
        string json = new Times(3, "mine") { Trainable = false }.ToObject().ToString();
        Assert.Equal("""{"module":"keratin_tests","class_name":"Times","config":{"name":"mine","trainable":false,"dtype":"float32","factor":3.0},"registered_name":"keratin_tests>Times"}""", json);
        Times read = Assert.IsType<Times>(Layer.Known.Read(ConfigContract.Parse(json)));
        Assert.Equal((3, "mine", false), (read.Factor, read.Name, read.Trainable));
    }

    [Fact]
    public void An_initializer_of_ones_own_comes_back_within_its_layer()
    {
        Layer read = Layer.Known.Read(ConfigContract.Parse(new Dense(2, kernelInitializer: new Steps()).ToObject().ToString()));
        read.Apply(Reference.Input(2), Reference.Context());
        Assert.Equal([0, 1, 2, 3], read.Weights[0].Values);
    }

    [Fact]
    public void A_setting_that_ones_own_layer_does_not_read_is_refused() =>
        Assert.Contains("The layer Times has the setting \"shift\": 2, which is not known here", Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse(
            """{"module":"keratin_tests","class_name":"Times","config":{"factor":1,"shift":2},"registered_name":"keratin_tests>Times"}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_class_that_is_not_registered_cannot_be_written() =>
        Assert.Equal("Unregistered is a class of your own, which a file can only name once it is registered: implement IFromConfig<Unregistered> and call CustomObjects.Register<Unregistered>(\"my_company>Unregistered\").",
            Assert.Throws<InvalidOperationException>(() => new Unregistered().ToObject()).Message);

    [Fact]
    public void A_class_that_is_not_registered_cannot_be_read() =>
        Assert.Contains("\"somebody>Wave\", which is not registered here: call CustomObjects.Register<Wave>(\"somebody>Wave\") first", Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse(
            """{"module":"somebody","class_name":"Wave","config":{},"registered_name":"somebody>Wave"}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_class_of_another_noun_cannot_be_read() =>
        Assert.Equal("The layer Steps cannot be made: \"keratin_tests>Steps\" is registered here, but as no layer.", Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse(
            """{"module":"keratin_tests","class_name":"Steps","config":{},"registered_name":"keratin_tests>Steps"}"""))).Message);

    [Theory]
    [InlineData("Times")]
    [InlineData(">Times")]
    [InlineData("keratin_tests> ")]
    [InlineData("a>b>Times")]
    public void A_name_needs_a_package_and_a_class(string name) =>
        Assert.StartsWith($"A registered name must be a package and a class, such as \"my_company>Times\", but was \"{name}\".",
            Assert.Throws<ArgumentException>(() => CustomObjects.Register<Times>(name)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_name_stands_for_one_class_and_a_class_has_one_name()
    {
        Assert.StartsWith("The name \"keratin_tests>Times\" stands for Times already, so it cannot stand for Steps: choose another.",
            Assert.Throws<ArgumentException>(() => CustomObjects.Register<Steps>("keratin_tests>Times")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Times is registered as \"keratin_tests>Times\" already, so it cannot be \"keratin_tests>Multiply\" as well.",
            Assert.Throws<ArgumentException>(() => CustomObjects.Register<Times>("keratin_tests>Multiply")).Message, StringComparison.Ordinal);
        CustomObjects.Register<Times>("keratin_tests>Times");
        Assert.Null(CustomObjects.Find("keratin_tests>Multiply"));
    }

    [Fact]
    public void A_model_with_classes_of_ones_own_goes_through_a_file()
    {
        using var folder = new TemporaryFolder();
        var model = new Sequential([new Dense(3, kernelInitializer: new Steps(), inputShape: [2]), new Times(2.5)], seed: 1);
        model.Save(folder.Path("m.keras"));
        Model loaded = Model.Load(folder.Path("m.keras"));
        NDArray x = new float[,] { { 1, 2 }, { -3, 0.5f } };
        Assert.Equal(model.Predict(x).Bits(), loaded.Predict(x).Bits());

        var unknown = new Sequential([new Dense(3, inputShape: [2]), new Unregistered()], seed: 1);
        Assert.Contains("Unregistered is a class of your own, which a file can only name once it is registered", Assert.Throws<InvalidOperationException>(() => unknown.Save(folder.Path("u.keras"))).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(folder.Path("u.keras")));
    }

    private sealed class Times(double factor, string? name = null) : Layer(name), IFromConfig<Times>
    {
        public double Factor { get; } = factor;

        static Times IFromConfig<Times>.FromConfig(Config config) => new(config.GetDouble("factor"), config.GetOptionalString("name"));

        protected override Node Call(Node x, LayerContext context) => x * (float)Factor;

        protected override void WriteConfig(Config config) => config.Set("factor", Factor);
    }

    private sealed class Steps : Initializer, IFromConfig<Steps>
    {
        static Steps IFromConfig<Steps>.FromConfig(Config config) => new();

        public override void Fill(Span<float> values, Shape shape, ulong key)
        {
            for (int i = 0; i < values.Length; i++) values[i] = i;
        }
    }

    private sealed class Unregistered : Layer
    {
        protected override Node Call(Node x, LayerContext context) => x;
    }
}
