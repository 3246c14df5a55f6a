using Keratin.Core;

namespace Keratin.Tests;

public sealed class LossConfigTests
{
    // With as few default settings as possible, without settings, and Keras's keys after name and reduction. A loss without a sample fails the suite.
    private static readonly Dictionary<Type, (Loss Sample, Loss WithDefaults, string[] Keys)> Samples = new()
    {
        [typeof(BinaryCrossentropy)] = (new BinaryCrossentropy(fromLogits: true, labelSmoothing: 0.1, "sum"), new BinaryCrossentropy(), ["from_logits", "label_smoothing", "axis"]),
        [typeof(BinaryFocalCrossentropy)] = (new BinaryFocalCrossentropy(applyClassBalancing: true, alpha: 0.3, gamma: 1.7, fromLogits: true, labelSmoothing: 0.1, "sum"), new BinaryFocalCrossentropy(),
            ["from_logits", "label_smoothing", "axis", "apply_class_balancing", "alpha", "gamma"]),
        [typeof(CategoricalCrossentropy)] = (new CategoricalCrossentropy(fromLogits: true, labelSmoothing: 0.1, "mean_with_sample_weight"), new CategoricalCrossentropy(),
            ["from_logits", "label_smoothing", "axis"]),
        [typeof(CategoricalFocalCrossentropy)] = (new CategoricalFocalCrossentropy(alpha: 0.3, gamma: 1.7, fromLogits: true, labelSmoothing: 0.1, "sum"), new CategoricalFocalCrossentropy(),
            ["from_logits", "label_smoothing", "axis", "alpha", "gamma"]),
        [typeof(CategoricalGeneralizedCrossEntropy)] = (new CategoricalGeneralizedCrossEntropy(0.3, "sum"), new CategoricalGeneralizedCrossEntropy(), ["q"]),
        [typeof(CategoricalHinge)] = (new CategoricalHinge("sum"), new CategoricalHinge(), []),
        [typeof(CosineSimilarity)] = (new CosineSimilarity("sum"), new CosineSimilarity(), []),
        [typeof(Dice)] = (new Dice("sum"), new Dice(), []),
        [typeof(Hinge)] = (new Hinge("sum"), new Hinge(), []),
        [typeof(Huber)] = (new Huber(0.3, "sum"), new Huber(), ["delta"]),
        [typeof(KLDivergence)] = (new KLDivergence("sum"), new KLDivergence(), []),
        [typeof(LogCosh)] = (new LogCosh("sum"), new LogCosh(), []),
        [typeof(MeanAbsoluteError)] = (new MeanAbsoluteError("sum"), new MeanAbsoluteError(), []),
        [typeof(MeanAbsolutePercentageError)] = (new MeanAbsolutePercentageError("sum"), new MeanAbsolutePercentageError(), []),
        [typeof(MeanSquaredError)] = (new MeanSquaredError("sum"), new MeanSquaredError(), []),
        [typeof(MeanSquaredLogarithmicError)] = (new MeanSquaredLogarithmicError("sum"), new MeanSquaredLogarithmicError(), []),
        [typeof(Poisson)] = (new Poisson("sum"), new Poisson(), []),
        [typeof(SparseCategoricalCrossentropy)] = (new SparseCategoricalCrossentropy(fromLogits: true, ignoreClass: -1, "sum"), new SparseCategoricalCrossentropy(), ["from_logits", "ignore_class"]),
        [typeof(SquaredHinge)] = (new SquaredHinge("sum"), new SquaredHinge(), []),
        [typeof(Tversky)] = (new Tversky(0.3, 0.7, "sum"), new Tversky(), ["alpha", "beta"]),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Loss>(typeof(CustomLoss));

    public static TheoryData<string> Values => [.. LossSamples.All.Where(sample => sample.Loss is not CustomLoss).Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (Loss Sample, Loss WithDefaults, string[] Keys) loss), $"Add a sample of {type.Name} to {nameof(LossConfigTests)}.");
        ConfigContract.RoundTrip(Loss.Known, loss.Sample, loss => loss.ToObject());
        ConfigContract.Unknown(Loss.Known, loss.Sample, loss => loss.ToObject());
        ConfigContract.Defaults(Loss.Known, loss.WithDefaults, loss => loss.ToObject());
        Assert.Equal(loss.WithDefaults.ToObject().ToString(), ((Loss)type.Name).ToObject().ToString());
        Assert.Equal(["name", "reduction", .. loss.Keys], loss.Sample.GetConfig().Names);
        ConfigContract.NoDefaults(loss.WithDefaults.GetConfig(), [loss.Sample.GetConfig()], "name", "axis");
    }

    [Theory]
    [MemberData(nameof(Values))]
    public void The_loss_that_was_read_gives_equal_values(string name)
    {
        LossSample sample = LossSamples.Named(name);
        Loss read = Loss.Known.Read(sample.Loss.InFiles);
        (double[][] truth, double[][] predictions) = sample.Rows(17, seed: 1);
        Node t = Reference.Input(truth[0].Length), p = Reference.Input(sample.Outputs);
        double[] Run(Loss loss) => Reference.Run(loss.OfBatch(t, p, null).Loss, 17, (t, [.. truth.SelectMany(row => row)]), (p, [.. predictions.SelectMany(row => row)]));
        Assert.Equal(Run(sample.Loss), Run(read));
    }

    [Theory]
    [InlineData("mse")]
    [InlineData("mean_squared_error")]
    [InlineData("MeanSquaredError")]
    [InlineData("crossentropy")]
    [InlineData("ce")]
    [InlineData("kld")]
    public void A_loss_that_was_given_by_its_name_is_its_name_in_files(string name)
    {
        Assert.Equal(name, ((Loss)name).InFiles);
        Assert.Equal(name, Loss.Known.Read(name).InFiles);
    }

    [Fact]
    public void A_loss_that_was_given_as_an_object_is_an_object_in_files() => Assert.Equal(
        """{"module":"keras.losses","class_name":"MeanSquaredError","config":{"name":"mean_squared_error","reduction":"sum_over_batch_size"},"registered_name":null}""",
        ConfigJson.Text(new MeanSquaredError().InFiles));

    [Fact]
    public void A_function_of_Keras_is_the_loss_of_its_name() => Assert.IsType<Poisson>(Loss.Known.Read(ConfigContract.Parse(
        """{"module":"builtins","class_name":"function","config":"poisson","registered_name":"poisson"}""")));

    [Fact]
    public void A_function_with_settings_is_the_loss_of_its_name_with_them() => Assert.Equal(new Huber(0.3, "sum").ToObject().ToString(), Loss.Known.Read(ConfigContract.Parse(
        """{"module":"keras.src.losses.losses","class_name":"LossFunctionWrapper","config":{"name":"mine","reduction":"sum","fn":{"module":"builtins","class_name":"function","config":"huber","registered_name":"huber"},"delta":0.3},"registered_name":"LossFunctionWrapper"}""")).ToObject().ToString());

    [Theory]
    [InlineData("MeanSquaredError", "\"dtype\":\"float32\"")]
    [InlineData("MeanSquaredError", "\"dtype\":{\"module\":\"keras\",\"class_name\":\"DTypePolicy\",\"config\":{\"name\":\"float32\"},\"registered_name\":null}")]
    [InlineData("Huber", "\"name\":\"huber_loss\"")]
    [InlineData("CosineSimilarity", "\"axis\":-1")]
    [InlineData("SparseCategoricalCrossentropy", "\"axis\":-1,\"ignore_class\":null")]
    [InlineData("Dice", "\"axis\":null")]
    [InlineData("Tversky", "\"axis\":null")]
    public void What_newer_versions_of_Keras_add_is_read(string name, string settings) =>
        Assert.Equal(((Loss)name).ToObject().ToString(), Loss.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{{settings}}}}}")).ToObject().ToString());

    [Theory]
    [InlineData("MeanSquaredError", "\"dtype\":\"float16\"", "It computes in \"float16\", but here everything is computed in float32.")]
    [InlineData("MeanSquaredError", "\"reduction\":null", "Its reduction is none, but a step needs one number: sum_over_batch_size, sum or mean_with_sample_weight.")]
    [InlineData("MeanSquaredError", "\"reduction\":\"none\"", "There is no reduction \"none\".")]
    [InlineData("BinaryCrossentropy", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("BinaryFocalCrossentropy", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("CategoricalCrossentropy", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("CategoricalFocalCrossentropy", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("SparseCategoricalCrossentropy", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("CosineSimilarity", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("Dice", "\"axis\":[1,2]", "The setting \"axis\" is [1,2], but here it can only be null.")]
    [InlineData("Tversky", "\"axis\":[1,2]", "The setting \"axis\" is [1,2], but here it can only be null.")]
    [InlineData("LossFunctionWrapper", "\"name\":\"mine\"", "Its fn is no function of Keras's own.")]
    [InlineData("LossFunctionWrapper", "\"fn\":\"ctc\"", "There is none of this name here.")]
    [InlineData("Huber", "\"delta\":0", "Huber needs a delta above 0 but got 0.")]
    public void What_cannot_be_followed_is_refused_in_clear_words(string name, string settings, string words) =>
        Assert.StartsWith($"The loss {name} cannot be made: {words}", Assert.Throws<InvalidDataException>(() =>
            Loss.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{{settings}}}}}"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_function_of_ones_own_cannot_be_written()
    {
        Loss loss = new CustomLoss((truth, predictions) => truth - predictions, "mine");
        Assert.Equal("The loss \"mine\" is a function of your own, and files hold no code: save the model without its compile configuration, and compile it again when it is loaded.",
            Assert.Throws<InvalidOperationException>(() => loss.InFiles).Message);
        Assert.Throws<InvalidOperationException>(() => ((Metric)loss).InFiles);
        Assert.Throws<InvalidOperationException>(loss.GetConfig);
    }
}
