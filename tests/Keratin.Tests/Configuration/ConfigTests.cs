namespace Keratin.Tests;

public sealed class ConfigTests
{
    [Fact]
    public void Json_keeps_order_kinds_and_numbers()
    {
        const string json = """{"b":null,"a":true,"n":7,"x":0.0010000000474974513,"one":1.0,"t":"ü\"","list":[1,[null,2.5]],"inner":{"z":1}}""";
        Assert.Equal(json, ConfigContract.Parse(json).ToString());
    }

    [Theory]
    [InlineData("[1]")]
    [InlineData("{\"a\":1,\"a\":2}")]
    [InlineData("{\"a\":NaN}")]
    [InlineData("{\"a\":")]
    public void What_is_no_object_of_single_names_is_refused(string json) => Assert.Throws<InvalidDataException>(() => ConfigContract.Parse(json));

    [Fact]
    public void A_depth_that_would_exhaust_the_stack_is_refused() =>
        Assert.Throws<InvalidDataException>(() => ConfigContract.Parse("{\"a\":" + new string('[', 100_000)));

    [Theory]
    [InlineData(127, true)]
    [InlineData(128, true)]
    [InlineData(129, false)]
    public void Objects_and_lists_lie_up_to_128_deep(int depth, bool isRead)
    {
        string json = "{\"a\":" + new string('[', depth - 1) + new string(']', depth - 1) + "}";
        if (isRead) Assert.Equal(json, ConfigContract.Parse(json).ToString());
        else Assert.Contains("maximum configured depth of 128", Assert.Throws<InvalidDataException>(() => ConfigContract.Parse(json)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(999_999, true)]
    [InlineData(1_000_000, true)]
    [InlineData(1_000_001, false)]
    public void There_are_up_to_a_million_values(int values, bool isRead)
    {
        // The object and the list count as well.
        string json = "{\"a\":[" + string.Join(',', Enumerable.Repeat("0", values - 2)) + "]}";
        if (isRead) Assert.Equal(values - 2, ConfigContract.Parse(json).GetOptionalList("a")!.Count);
        else Assert.Equal("The JSON has more than 1,000,000 values.", Assert.Throws<InvalidDataException>(() => ConfigContract.Parse(json)).Message);
    }

    // Each looked up among all those before, they would take minutes.
    [Fact]
    public void Hundreds_of_thousands_of_settings_take_no_longer_each_than_a_few()
    {
        Config config = ConfigContract.Parse("{" + string.Join(',', Enumerable.Range(0, 400_000).Select(i => $"\"s{i}\":{i}")) + "}");
        Assert.Equal(399_999, config.GetInt("s399999"));
        Assert.Equal("s123456", config.Names.ElementAt(123_456));
    }

    [Fact]
    public void A_value_of_another_kind_is_named()
    {
        Config config = ConfigContract.Parse("""{"units":"many","rate":true,"shape":[1,"x"],"big":3000000000,"half":1.5}""");
        Assert.Contains("\"units\" must be a whole number but is \"many\"", Assert.Throws<InvalidDataException>(() => config.GetInt("units")).Message, StringComparison.Ordinal);
        Assert.Contains("\"rate\" must be a number but is true", Assert.Throws<InvalidDataException>(() => config.GetDouble("rate")).Message, StringComparison.Ordinal);
        Assert.Contains("\"shape\" must be a list of whole numbers", Assert.Throws<InvalidDataException>(() => config.GetInts("shape")).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidDataException>(() => config.GetInt("big"));
        Assert.Throws<InvalidDataException>(() => config.GetInt("half"));
        Assert.Contains("\"absent\" is missing", Assert.Throws<InvalidDataException>(() => config.GetInt("absent")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Whole_numbers_and_numbers_stand_for_each_other_where_nothing_is_lost()
    {
        Config config = ConfigContract.Parse("""{"whole":2,"real":2.0}""");
        Assert.Equal(2, config.GetInt("real"));
        Assert.Equal(2.0, config.GetDouble("whole"));
    }

    [Fact]
    public void A_lambda_layer_is_refused_because_it_carries_code()
    {
        var error = Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse("""{"module":"keras.layers","class_name":"Lambda","config":{"function":"x"},"registered_name":null}""")));
        Assert.Contains("carries code", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_class_that_is_not_known_is_named_beside_those_that_are()
    {
        var error = Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse("""{"module":"keras.layers","class_name":"Conv2D","config":{"filters":3},"registered_name":null}""")));
        Assert.Contains("The layer Conv2D cannot be made: There is none of this name here. Known are Activation", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_setting_out_of_its_range_is_reported_with_its_class() =>
        Assert.Equal("The layer Dense cannot be made: Dense needs at least 1 unit but got 0. (Parameter 'units')",
            Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse("""{"class_name":"Dense","config":{"units":0}}"""))).Message);

    [Fact]
    public void Other_types_than_float32_are_refused() =>
        Assert.Contains("computes in \"mixed_float16\"", Assert.Throws<InvalidDataException>(() => Layer.Known.Read(ConfigContract.Parse(
            """{"class_name":"Dense","config":{"units":1,"dtype":{"module":"keras","class_name":"DTypePolicy","config":{"name":"mixed_float16"},"registered_name":null}}}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_layer_that_was_frozen_stays_frozen()
    {
        Layer read = Layer.Known.Read(new Dense(2) { Trainable = false }.ToObject());
        Assert.False(read.Trainable);
    }

    [Fact]
    public void An_activation_of_ones_own_cannot_be_written() =>
        Assert.Contains("\"leaky_relu\" is a function of your own or has parameters of its own",
            Assert.Throws<InvalidOperationException>(() => new Dense(2, activation: Activations.LeakyRelu(0.3)).GetConfig()).Message, StringComparison.Ordinal);
}
