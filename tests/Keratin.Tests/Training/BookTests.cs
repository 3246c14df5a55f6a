namespace Keratin.Tests;

/// <summary>The two workloads of the book on the real data, with what real Keras reaches.</summary>
public sealed class BookTests
{
    private static readonly int[] Seeds = [1, 2, 3, 4, 5];

    [Fact]
    public void Reuters_reaches_the_test_accuracy_and_loss_of_real_Keras()
    {
        var (train, test) = Reuters.LoadData(ReferenceFiles.Path("datasets", "reuters.npz"), numWords: 10_000);
        NDArray xTrain = Encode.MultiHot(train.X, 10_000), xTest = Encode.MultiHot(test.X, 10_000);
        var accuracies = new List<double>();
        var losses = new List<double>();
        foreach (int seed in Seeds)
        {
            var model = new Sequential([new Dense(64, "relu"), new Dense(64, "relu"), new Dense(46, "softmax")], seed);
            model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
            model.Fit(xTrain[1000..], train.Y[1000..], batchSize: 512, epochs: 9, verbose: 0);
            var (loss, accuracy) = model.Evaluate(xTest, test.Y);
            losses.Add(loss);
            accuracies.Add(accuracy);
        }
        Assert.InRange(accuracies.Average(), 0.775, 0.805);
        Assert.InRange(losses.Average(), 0.93, 1.08);
    }

    [Fact]
    public void One_hot_and_integer_labels_are_the_same_training_on_the_real_data()
    {
        var (train, _) = Reuters.LoadData(ReferenceFiles.Path("datasets", "reuters.npz"), numWords: 10_000);
        NDArray x = Encode.MultiHot(train.X, 10_000)[..2000];
        History Fit(string loss, NDArray y)
        {
            var model = new Sequential([new Dense(64, "relu"), new Dense(46, "softmax")], seed: 7);
            model.Compile("rmsprop", loss, ["accuracy"]);
            return model.Fit(x, y, batchSize: 512, epochs: 2, verbose: 0);
        }

        History oneHot = Fit("categorical_crossentropy", Encode.ToCategorical(train.Y[..2000], 46));
        History integers = Fit("sparse_categorical_crossentropy", train.Y[..2000]);
        Assert.Equal(oneHot["accuracy"], integers["accuracy"]);
        Assert.Equal(oneHot["loss"].Select(loss => Math.Round(loss, 6)), integers["loss"].Select(loss => Math.Round(loss, 6)));
    }

    [Theory]
    [InlineData(1, 4.1, 4.9)]
    [InlineData(20, 2.3, 2.7)]
    public void Boston_reaches_the_cross_validated_error_of_real_Keras(int epochs, double low, double high)
    {
        var (train, _) = BostonHousing.LoadData();
        NDArray x = (train.X - train.X.Mean(axis: 0)) / train.X.Std(axis: 0);
        double mean = Seeds.Average(seed =>
        {
            int fold = 0;
            Sequential Build()
            {
                var model = new Sequential([new Dense(64, "relu"), new Dense(64, "relu"), new Dense(1)], seed * 10 + fold++);
                model.Compile("rmsprop", "mse", ["mae"]);
                return model;
            }
            return CrossValidation.KFold(Build, x, train.Y, k: 4, epochs, batchSize: 1).Mean["mae"];
        });
        Assert.InRange(mean, low, high);
    }
}
