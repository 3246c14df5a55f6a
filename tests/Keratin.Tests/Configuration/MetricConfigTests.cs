using Keratin.Core;

namespace Keratin.Tests;

public sealed class MetricConfigTests
{
    // With as few default settings as possible; made of no more than the constructor asks for; what that is; Keras's keys after name and dtype. A metric without a sample fails the suite.
    private static readonly Dictionary<Type, (Metric Sample, Metric WithDefaults, string Required, string[] Keys)> Samples = new()
    {
        [typeof(AUC)] = (new AUC(numThresholds: 50, curve: "PR", summationMethod: "majoring", multiLabel: true, labelWeights: [0.1, 2], fromLogits: true, name: "mine"), new AUC(), "",
            ["num_thresholds", "curve", "summation_method", "multi_label", "num_labels", "label_weights", "from_logits"]),
        [typeof(Accuracy)] = (new Accuracy("mine"), new Accuracy(), "", []),
        [typeof(BinaryAccuracy)] = (new BinaryAccuracy(0.3, "mine"), new BinaryAccuracy(), "", ["threshold"]),
        [typeof(CategoricalAccuracy)] = (new CategoricalAccuracy("mine"), new CategoricalAccuracy(), "", []),
        [typeof(F1Score)] = (new F1Score("weighted", 0.3, "mine"), new F1Score(), "", ["average", "threshold"]),
        [typeof(FBetaScore)] = (new FBetaScore("micro", 2.3, 0.3, "mine"), new FBetaScore(), "", ["average", "beta", "threshold"]),
        [typeof(FalseNegatives)] = (new FalseNegatives(0.3, "mine"), new FalseNegatives(), "", ["thresholds"]),
        [typeof(FalsePositives)] = (new FalsePositives(0.3, "mine"), new FalsePositives(), "", ["thresholds"]),
        [typeof(Precision)] = (new Precision(0.3, topK: 2, classId: 1, "mine"), new Precision(), "", ["thresholds", "top_k", "class_id"]),
        [typeof(PrecisionAtRecall)] = (new PrecisionAtRecall(0.3, numThresholds: 50, classId: 1, "mine"), new PrecisionAtRecall(0.4), "\"recall\":0.4", ["class_id", "num_thresholds", "recall"]),
        [typeof(R2Score)] = (new R2Score("variance_weighted_average", numRegressors: 2, "mine"), new R2Score(), "", ["class_aggregation", "num_regressors"]),
        [typeof(Recall)] = (new Recall(0.3, topK: 2, classId: 1, "mine"), new Recall(), "", ["thresholds", "top_k", "class_id"]),
        [typeof(RecallAtPrecision)] = (new RecallAtPrecision(0.3, numThresholds: 50, classId: 1, "mine"), new RecallAtPrecision(0.4), "\"precision\":0.4", ["class_id", "num_thresholds", "precision"]),
        [typeof(RootMeanSquaredError)] = (new RootMeanSquaredError("mine"), new RootMeanSquaredError(), "", []),
        [typeof(SensitivityAtSpecificity)] = (new SensitivityAtSpecificity(0.3, numThresholds: 50, classId: 1, "mine"), new SensitivityAtSpecificity(0.4), "\"specificity\":0.4", ["class_id", "num_thresholds", "specificity"]),
        [typeof(SparseCategoricalAccuracy)] = (new SparseCategoricalAccuracy("mine"), new SparseCategoricalAccuracy(), "", []),
        [typeof(SparseTopKCategoricalAccuracy)] = (new SparseTopKCategoricalAccuracy(3, "mine"), new SparseTopKCategoricalAccuracy(), "", ["k"]),
        [typeof(SpecificityAtSensitivity)] = (new SpecificityAtSensitivity(0.3, numThresholds: 50, classId: 1, "mine"), new SpecificityAtSensitivity(0.4), "\"sensitivity\":0.4", ["class_id", "num_thresholds", "sensitivity"]),
        [typeof(TopKCategoricalAccuracy)] = (new TopKCategoricalAccuracy(3, "mine"), new TopKCategoricalAccuracy(), "", ["k"]),
        [typeof(TrueNegatives)] = (new TrueNegatives(0.3, "mine"), new TrueNegatives(), "", ["thresholds"]),
        [typeof(TruePositives)] = (new TruePositives(0.3, "mine"), new TruePositives(), "", ["thresholds"]),
    };

    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<Metric>(typeof(CustomMetric));

    public static TheoryData<string> Examples => [.. MetricExampleTests.Examples.Where(example => example.Data.Item2 is not CustomMetric).Select(example => example.Data.Item1)];

    public static TheoryData<string> Losses => [.. LossSamples.All.Where(sample => sample.Loss is not CustomLoss).Select(sample => sample.Name)];

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (Metric Sample, Metric WithDefaults, string Required, string[] Keys) metric), $"Add a sample of {type.Name} to {nameof(MetricConfigTests)}.");
        Metric read = ConfigContract.RoundTrip(Metric.Known, metric.Sample, metric => metric.ToObject());
        Assert.Equal("mine", read.Name);
        ConfigContract.Unknown(Metric.Known, metric.Sample, metric => metric.ToObject());
        ConfigContract.Defaults(Metric.Known, metric.WithDefaults, metric => metric.ToObject(), metric.Required);
        Assert.Equal(["name", "dtype", .. metric.Keys], metric.Sample.GetConfig().Names);
        ConfigContract.NoDefaults(metric.WithDefaults.GetConfig(), [metric.Sample.GetConfig()], "dtype", "num_labels");
    }

    [Theory]
    [MemberData(nameof(Examples))]
    public void The_metric_that_was_read_gives_equal_values(string name)
    {
        (_, Metric metric, NDArray truth, NDArray predictions, _, float[]? weights, _) = MetricExampleTests.Examples.Single(example => example.Data.Item1 == name).Data;
        Metric read = Metric.Known.Read(metric.InFiles);
        Assert.Equal(metric.Name, read.Name);
        Assert.Equal(metric.HigherIsBetter, read.HigherIsBetter);
        Assert.Equal(MetricRun.Of(metric, truth, predictions), MetricRun.Of(read, truth, predictions));
        if (weights is not null) Assert.Equal(MetricRun.Of(metric, truth, predictions, weights), MetricRun.Of(read, truth, predictions, weights));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void A_loss_among_metrics_comes_back_under_its_name(string name)
    {
        LossSample sample = LossSamples.Named(name);
        Metric metric = sample.Loss.AsMetric("mine"), read = Metric.Known.Read(metric.InFiles);
        (double[][] truth, double[][] predictions) = sample.Rows(17, seed: 1);
        static NDArray Rows(double[][] rows) => rows;
        // A crossentropy by the shapes is a name in files, and reports under it.
        Assert.Equal(sample.Loss is CrossentropyByShape ? sample.Loss.Name : "mine", read.Name);
        Assert.Equal(metric.HigherIsBetter, read.HigherIsBetter);
        Assert.Equal(MetricRun.Of(metric, Rows(truth), Rows(predictions)), MetricRun.Of(read, Rows(truth), Rows(predictions)));
        Assert.Equal(ConfigJson.Text(metric.InFiles), ConfigJson.Text(read.InFiles));
    }

    [Theory]
    [InlineData("accuracy")]
    [InlineData("acc")]
    [InlineData("mse")]
    [InlineData("mean_squared_error")]
    [InlineData("bce")]
    [InlineData("log_cosh_error")]
    [InlineData("crossentropy")]
    [InlineData("ce")]
    [InlineData("auc")]
    [InlineData("kl_divergence")]
    [InlineData("sparse_top_k_categorical_accuracy")]
    public void A_metric_that_was_given_by_its_name_is_its_name_in_files(string name)
    {
        Assert.Equal(name, ((Metric)name).InFiles);
        Assert.Equal(name, Metric.Known.Read(name).InFiles);
        Assert.Equal(name, ((Metric)name).Renamed("weighted_" + name).InFiles);
    }

    // Keras would not find the name among its metrics, or would report something else.
    [Theory]
    [InlineData("kld", """{"module":"keras.metrics","class_name":"KLDivergence","config":{"name":"kld","dtype":"float32"},"registered_name":null}""")]
    [InlineData("log_cosh", """{"module":"keras.metrics","class_name":"LogCoshError","config":{"name":"log_cosh","dtype":"float32"},"registered_name":null}""")]
    [InlineData("dice", """{"module":"keras.metrics","class_name":"MeanMetricWrapper","config":{"name":"dice","dtype":"float32","fn":{"module":"keras.losses","class_name":"function","config":"dice","registered_name":"dice"}},"registered_name":null}""")]
    [InlineData("f1_score", """{"module":"keras.metrics","class_name":"F1Score","config":{"name":"f1_score","dtype":"float32","average":"macro","threshold":null},"registered_name":null}""")]
    [InlineData("fbeta_score", """{"module":"keras.metrics","class_name":"FBetaScore","config":{"name":"fbeta_score","dtype":"float32","average":"macro","beta":1.0,"threshold":null},"registered_name":null}""")]
    public void A_name_that_Keras_would_take_otherwise_is_an_object_in_files(string name, string expected)
    {
        string text = ConfigJson.Text(((Metric)name).InFiles);
        Assert.Equal(expected, text);
        Assert.Equal(name, Metric.Known.Read(ConfigContract.Parse(text)).Name);
    }

    // As Keras writes them.
    [Theory]
    [InlineData("""{"module":"keras.metrics","class_name":"MeanSquaredError","config":{"name":"mse","dtype":"float32"},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"BinaryCrossentropy","config":{"name":"a","dtype":"float32","from_logits":true,"label_smoothing":0.1},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"CategoricalCrossentropy","config":{"name":"a","dtype":"float32","from_logits":true,"label_smoothing":0.1,"axis":-1},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"SparseCategoricalCrossentropy","config":{"name":"a","dtype":"float32","from_logits":true,"axis":-1},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"CosineSimilarity","config":{"name":"a","dtype":"float32","axis":-1},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"LogCoshError","config":{"name":"logcosh","dtype":"float32"},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"MeanMetricWrapper","config":{"name":"a","dtype":"float32","fn":{"module":"keras.losses","class_name":"function","config":"huber","registered_name":"huber"},"delta":0.3},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"MeanMetricWrapper","config":{"name":"a","dtype":"float32","fn":{"module":"keras.losses","class_name":"function","config":"sparse_categorical_crossentropy","registered_name":"sparse_categorical_crossentropy"},"from_logits":false,"ignore_class":2},"registered_name":null}""")]
    [InlineData("""{"module":"keras.metrics","class_name":"AUC","config":{"name":"auc","dtype":"float32","num_thresholds":4,"curve":"ROC","summation_method":"interpolation","multi_label":false,"num_labels":null,"label_weights":null,"from_logits":false,"thresholds":[0.1,0.7]},"registered_name":null}""")]
    public void What_Keras_writes_is_written_again(string json) => Assert.Equal(json, ConfigJson.Text(Metric.Known.Read(ConfigContract.Parse(json)).InFiles));

    [Theory]
    [InlineData("MeanMetricWrapper", "\"fn\":\"top_k_categorical_accuracy\",\"name\":\"a\",\"k\":3", """{"name":"a","dtype":"float32","k":3}""")]
    [InlineData("MeanMetricWrapper", "\"fn\":\"accuracy\",\"name\":\"a\"", """{"name":"a","dtype":"float32"}""")]
    [InlineData("MeanMetricWrapper", "\"name\":\"a\",\"fn\":{\"module\":\"keras.losses\",\"class_name\":\"Poisson\",\"config\":{}}", """{"name":"a","dtype":"float32"}""")]
    [InlineData("MeanSquaredError", "\"name\":\"a\",\"reduction\":\"sum_over_batch_size\"", """{"name":"a","dtype":"float32"}""")]
    [InlineData("Precision", "\"thresholds\":[0.3]", """{"name":"precision","dtype":"float32","thresholds":0.3,"top_k":null,"class_id":null}""")]
    [InlineData("TruePositives", "\"thresholds\":null", """{"name":"true_positives","dtype":"float32","thresholds":0.5}""")]
    [InlineData("R2Score", "\"class_aggregation\":null", """{"name":"r2_score","dtype":"float32","class_aggregation":"uniform_average","num_regressors":0}""")]
    [InlineData("F1Score", "\"average\":null", """{"name":"f1_score","dtype":"float32","average":"macro","threshold":null}""")]
    [InlineData("AUC", "\"multi_label\":true,\"num_labels\":2,\"label_weights\":{\"class_name\":\"__tensor__\",\"config\":{\"value\":[1.0,2.0],\"dtype\":\"float32\"}}",
        """{"name":"auc","dtype":"float32","num_thresholds":200,"curve":"ROC","summation_method":"interpolation","multi_label":true,"num_labels":null,"label_weights":[1.0,2.0],"from_logits":false}""")]
    public void Other_forms_are_read(string name, string settings, string expected) =>
        Assert.Equal(expected, Metric.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{{settings}}}}}")).GetConfig().ToString());

    [Theory]
    [InlineData("Precision", "\"thresholds\":[0.3,0.5]", "It has 2 thresholds, but a metric is one number here: take a metric for each threshold.")]
    [InlineData("AUC", "\"curve\":\"PRGAIN\"", "There is no curve \"PRGAIN\".")]
    [InlineData("AUC", "\"dtype\":\"float64\"", "It computes in \"float64\", but here everything is computed in float32.")]
    [InlineData("CategoricalCrossentropy", "\"axis\":1", "The setting \"axis\" is 1, but here it can only be -1.")]
    [InlineData("MeanMetricWrapper", "\"name\":\"a\"", "Its fn is missing.")]
    [InlineData("MeanMetricWrapper", "\"fn\":{\"class_name\":\"__lambda__\",\"config\":{\"value\":\"x\"}}", "The loss __lambda__ cannot be made:")]
    [InlineData("PrecisionAtRecall", "\"name\":\"a\"", "The setting \"recall\" is missing.")]
    [InlineData("MeanIoU", "\"num_classes\":2", "There is none of this name here. Known are accuracy, acc, binary_accuracy")]
    public void What_cannot_be_followed_is_refused_in_clear_words(string name, string settings, string words) =>
        Assert.StartsWith($"The metric {name} cannot be made: {words}", Assert.Throws<InvalidDataException>(() =>
            Metric.Known.Read(ConfigContract.Parse($"{{\"class_name\":\"{name}\",\"config\":{{{settings}}}}}"))).Message, StringComparison.Ordinal);

    [Fact]
    public void The_class_Accuracy_is_not_the_accuracy_of_the_shapes()
    {
        Assert.IsType<Accuracy>(Metric.Known.Read(ConfigContract.Parse("""{"module":"keras.metrics","class_name":"Accuracy","config":{"name":"accuracy"}}""")));
        Assert.IsType<AccuracyByShape>(Metric.Known.Read("Accuracy"));
    }

    [Fact]
    public void A_crossentropy_of_the_shapes_is_its_name_in_files_however_it_became_a_metric() => Assert.Equal("ce", ((Metric)(Loss)"ce").InFiles);

    [Fact]
    public void A_function_of_ones_own_cannot_be_written()
    {
        Metric metric = new CustomMetric((truth, predictions) => truth - predictions, "mine");
        Assert.Equal("The metric \"mine\" is a function of your own, and files hold no code: save the model without its compile configuration, and compile it again when it is loaded.",
            Assert.Throws<InvalidOperationException>(() => metric.InFiles).Message);
        Assert.Throws<InvalidOperationException>(metric.GetConfig);
    }
}
