using Keratin.Core;

namespace Keratin.Tests;

public sealed class EmbeddingTests
{
    private static readonly NDArray Words = new int[,] { { 0, 3, 3 }, { 2, 1, 0 }, { 3, 2, 2 } };

    [Fact]
    public void Each_number_becomes_its_vector()
    {
        var model = new Sequential([new Embedding(4, 2)], seed: 1);
        NDArray y = model.Predict(Words);
        Assert.Equal([3, 3, 2], y.Shape);
        NDArray table = model.GetWeights()[0];
        Assert.Equal([4, 2], table.Shape);
        for (int i = 0; i < 9; i++)
            for (int j = 0; j < 2; j++) Assert.Equal(table[(int)Words[i / 3, i % 3], j], y[i / 3, i % 3, j]);
        Assert.All(table.ToArray(), value => Assert.InRange(value, -0.05f, 0.05f));
        Assert.Equal(["embedding/embeddings"], model.Weights.Select(weight => weight.Name));
    }

    [Fact]
    public void Only_the_vectors_of_a_batch_learn_and_each_by_all_its_places()
    {
        var model = new Sequential([new Embedding(5, 2), new Flatten(), new Dense(1)], seed: 1);
        model.Compile(new SGD(0.5), "mse");
        model.Predict(Words);
        float[] table = model.GetWeights()[0].ToArray(), kernel = model.GetWeights()[1].ToArray();
        float error = model.Predict(Words[..1]).Item() - 1;

        model.TrainOnBatch(Words[..1], new float[] { 1 });

        float[] after = model.GetWeights()[0].ToArray();
        for (int j = 0; j < 2; j++)
        {
            Assert.Equal(table[j] - 0.5 * 2 * error * kernel[j], after[j], 1e-6);
            Assert.Equal(table[6 + j] - 0.5 * 2 * error * ((double)kernel[2 + j] + kernel[4 + j]), after[6 + j], 1e-6);
        }
        Assert.Equal(table[2..6], after[2..6]);
        Assert.Equal(table[8..], after[8..]);
    }

    [Fact]
    public void Any_number_of_threads_trains_the_same_bits()
    {
        var random = new Random(1);
        var words = new int[600, 40];
        for (int i = 0; i < 600; i++) for (int j = 0; j < 40; j++) words[i, j] = random.Next(3000);
        NDArray y = Examples.Labels(600, 10);
        string Trained(int threads)
        {
            var model = new Sequential([new Embedding(3000, 24), new GlobalAveragePooling1D(), new Dense(10, "softmax")], seed: 1) { Threads = threads };
            model.Compile("rmsprop", "sparse_categorical_crossentropy");
            model.Fit(words, y, batchSize: 256, epochs: 2, verbose: 0);
            return model.Bits() + model.Predict(words).Bits();
        }
        string one = Trained(1);
        Assert.Equal(one, Trained(2));
        Assert.Equal(one, Trained(3));
    }

    [Fact]
    public void A_number_outside_is_refused_before_any_work_by_every_way_in()
    {
        var model = new Sequential([new Embedding(4, 2), new Flatten(), new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");
        NDArray tooLarge = new int[,] { { 0, 1, 2 }, { 3, 4, 0 } }, negative = new int[,] { { 0, -1, 2 } }, broken = new float[,] { { 0, 1.5f, 2 } };
        const string large = "x must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but row 1 has 4 at place 1: make the layer's inputDim larger than the largest number, or replace numbers from 4 on.";
        foreach (bool built in (bool[])[false, true])
        {
            Assert.Equal(built, model.Built);
            Refused(large, () => model.Fit(tooLarge, new float[] { 1, 2 }, verbose: 0));
            Refused(large, () => model.Evaluate(tooLarge, new float[] { 1, 2 }));
            Refused(large, () => model.TrainOnBatch(tooLarge, new float[] { 1, 2 }));
            Refused(large, () => model.Predict(tooLarge));
            Refused("x must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but row 0 has -1 at place 1: number what is looked up from 0.", () => model.Predict(negative));
            Refused("x must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but row 0 has 1.5 at place 1: number what is looked up from 0.", () => model.Predict(broken));
            Refused("validationData.X must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but row 1 has 4 at place 1: make the layer's inputDim larger than the largest number, or replace numbers from 4 on.",
                () => model.Fit(Words, new float[] { 1, 2, 3 }, validationData: (tooLarge, new float[] { 1, 2 }), verbose: 0), leaveBuilt: true);
            model.Predict(Words);
        }
        Predictor predictor = model.ToPredictor();
        Refused(large, () => predictor.Predict(tooLarge));
        Refused("x must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but row 0 has -1 at place 1: number what is looked up from 0.", () => predictor.Predict(negative));
        Refused("row must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but it has -1 at place 1: number what is looked up from 0.", () => predictor.Predict((float[])[0, -1, 2], new float[1]));
        Refused("rows must be whole numbers from 0 to 3, because Embedding \"embedding\" looks them up in 4 rows, but row 1 has 9 at place 2: make the layer's inputDim larger than the largest number, or replace numbers from 4 on.", () => predictor.Predict((float[])[0, 1, 2, 0, 1, 9], 2, new float[2]));
        Assert.Equal(model.Predict(Words).Bits(), predictor.Predict(Words).Bits());

        void Refused(string words, Action action, bool leaveBuilt = false)
        {
            bool built = model.Built;
            Assert.Equal(words, Assert.Throws<ArgumentException>(action).Message.Split(" (Parameter '")[0]);
            if (!leaveBuilt) Assert.Equal(built, model.Built);
        }
    }

    [Fact]
    public void Behind_another_layer_a_number_outside_makes_the_loss_tell()
    {
        var model = new Sequential([new Activation("linear"), new Embedding(4, 2), new Flatten(), new Dense(1)], seed: 1);
        model.Compile("sgd", "mse");
        Assert.Contains("Embedding \"embedding\" is the first layer whose output is not finite", Assert.Throws<NotFiniteNumberException>(() => model.Fit(new int[,] { { 0, 9 } }, new float[] { 1 }, verbose: 0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Sizes_are_positive()
    {
        Assert.StartsWith("Embedding needs at least 1 vector, the largest number plus one, but inputDim was 0.", Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(0, 2)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Embedding needs vectors of at least 1 number but outputDim was -1.", Assert.Throws<ArgumentOutOfRangeException>(() => new Embedding(2, -1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Pooling_takes_the_mean_over_the_steps()
    {
        Node x = Reference.Input(2, 3);
        Assert.Equal([2.5, 3.5, 4.5], Reference.Run(new GlobalAveragePooling1D().Apply(x, Reference.Context()), 1, (x, [1, 2, 3, 4, 5, 6])));
        Assert.Equal("(None, 1, 3)", new GlobalAveragePooling1D(keepDims: true).Apply(x, Reference.Context()).Shape.ToString());
        Assert.Equal("GlobalAveragePooling1D \"global_average_pooling1d\" expects rows of steps with features, as in an input of shape (None, 20, 16), but got (None, 5): put it behind a layer such as Embedding that gives each row such a shape.",
            Assert.Throws<ArgumentException>(() => new GlobalAveragePooling1D().Apply(Reference.Input(5), Reference.Context())).Message);
    }
}
