namespace Keratin.Tests;

/// <summary>A predictor gives the model's bits, keeps them, and takes single rows without allocating.</summary>
public sealed class PredictorTests
{
    private const int Wide = 600;

    public static TheoryData<string> Kinds => ["narrow", "wide and empty", "wide and full", "sparse", "many axes", "one column of results", "no product first"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_outputs_are_the_models(string kind)
    {
        (Model model, NDArray x) = Make(kind);
        Predictor predictor = model.ToPredictor();

        NDArray expected = model.Predict(x);
        Assert.Equal(model.InputShape, predictor.InputShape);
        Assert.Equal(model.OutputShape, predictor.OutputShape);
        Assert.Equal(expected.Shape, predictor.Predict(x).Shape);
        Assert.Equal(expected.Bits(), predictor.Predict(x).Bits());
        for (int row = 0; row < x.Length; row++)
        {
            string bits = expected[row..(row + 1)].Bits();
            Assert.Equal(bits, model.Predict(x[row..(row + 1)]).Bits());
            Assert.Equal(bits, predictor.Predict(x[row..(row + 1)]).Bits());
            Assert.Equal(bits, Row(predictor, x[row..(row + 1)].ToArray()).Bits());
        }
    }

    [Theory]
    [InlineData("sparse")]
    [InlineData("no product first")]
    public void Indices_stand_for_a_multi_hot_row(string kind)
    {
        Model model = Make(kind).Model;
        Predictor predictor = model.ToPredictor();
        float[] output = new float[5];
        foreach (int[] indices in (int[][])[[0, 7, 11], [], [5], [.. Enumerable.Range(0, 12)]])
        {
            predictor.Predict(indices, output);
            Assert.Equal(model.Predict(NDArray.SparseFromRows([indices], 12).ToDense()).ToArray(), output);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_single_row_allocates_nothing(string kind)
    {
        (Model model, NDArray x) = Make(kind);
        Predictor predictor = model.ToPredictor();
        float[] row = x[..1].ToArray(), output = new float[model.OutputShape!.Size];
        int[] indices = [1, 3];
        for (int i = 0; i < 200; i++) Predict();

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int i = 0; i < 1000; i++) Predict();
        }));

        void Predict()
        {
            predictor.Predict(row, output);
            predictor.Predict(indices, output);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Many_rows_go_into_memory_of_the_callers(string kind)
    {
        (Model model, NDArray x) = Make(kind);
        Predictor predictor = model.ToPredictor();
        NDArray expected = model.Predict(x);
        var output = new float[expected.Size];
        predictor.Predict(x, output);
        Assert.Equal(expected.Bits(), ((NDArray)output).Bits());
        Array.Clear(output);
        predictor.Predict(x.ToArray(), x.Length, output);
        Assert.Equal(expected.Bits(), ((NDArray)output).Bits());
        predictor.Predict(x[2..3], output.AsSpan(0, output.Length / x.Length));
        Assert.Equal(expected[2..3].Bits(), ((NDArray)output[..(output.Length / x.Length)]).Bits());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Blocks_of_rows_have_the_bits_of_single_rows_on_any_number_of_threads(bool isSparse)
    {
        NDArray x = isSparse ? Examples.MultiHot(700, Wide) : Examples.MultiHot(700, Wide).ToDense();
        Sequential model = Examples.Classification(Wide);
        string expected = NDArray.FromRows([.. Enumerable.Range(0, x.Length).Select(row => model.Predict(x[row..(row + 1)]).ToArray())]).Bits();
        foreach (int threads in (int[])[1, 2, 3])
        {
            model.Threads = threads;
            foreach (int batchSize in (int[])[1, 32, 100, 1000]) Assert.Equal(expected, model.Predict(x, batchSize).Bits());
            Assert.Equal(expected, model.ToPredictor().Predict(x).Bits());
        }
        model.CompressInputs = false;
        Assert.Equal(expected, model.Predict(x).Bits());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Many_rows_into_memory_allocate_nothing(string kind)
    {
        (Model model, NDArray x) = Make(kind);
        model.Threads = 1;
        Predictor predictor = model.ToPredictor();
        float[] rows = x.ToArray(), output = new float[x.Length * model.OutputShape!.Size];
        for (int i = 0; i < 200; i++) Predict();

        Assert.Equal(0, Allocation.Of(() =>
        {
            for (int i = 0; i < 200; i++) Predict();
        }));

        void Predict()
        {
            predictor.Predict(x, output);
            predictor.Predict(rows, x.Length, output);
        }
    }

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.9)]
    public void A_number_that_is_not_finite_among_many_rows_is_named_by_its_row_and_place(double density)
    {
        var random = new Random(3);
        var values = new float[300 * Wide];
        for (int i = 0; i < values.Length; i++) values[i] = random.NextDouble() < density ? 1 : 0;
        Sequential model = Examples.Classification(Wide);
        Predictor predictor = model.ToPredictor();
        var output = new float[300 * 5];
        foreach ((int row, int place) in ((int, int)[])[(0, 0), (170, 123), (299, Wide - 1)])
        {
            float was = values[row * Wide + place];
            values[row * Wide + place] = float.NaN;
            string words = $" must be finite numbers, but row {row} has a NaN or an infinity at place {place}: replace or leave out what is missing. (Parameter '";
            NDArray dense = new(values, [300, Wide]);
            foreach (NDArray x in (NDArray[])[dense, Sparse(values)])
            {
                Says("x" + words + "x')", () => model.Predict(x));
                Says("x" + words + "x')", () => predictor.Predict(x));
                Says("x" + words + "x')", () => predictor.Predict(x, output));
            }
            Says("rows" + words + "rows')", () => predictor.Predict(values, 300, output));
            values[row * Wide + place] = was;
            Assert.Equal(model.Predict(dense).Bits(), predictor.Predict(dense).Bits());
        }
    }

    [Fact]
    public void What_happens_to_the_model_afterwards_changes_nothing()
    {
        (Model model, NDArray x) = Make("sparse");
        string before = model.Predict(x).Bits();
        Predictor predictor = model.ToPredictor();

        model.Fit(x, Examples.Labels(x.Length, 5), verbose: 0);
        ((Sequential)model).Compile(loss: "mse");

        Assert.NotEqual(before, model.Predict(x).Bits());
        Assert.Equal(before, predictor.Predict(x).Bits());
        Assert.Equal(before, NDArray.FromRows([.. Enumerable.Range(0, x.Length).Select(row => Row(predictor, x[row..(row + 1)].ToArray()).ToArray())]).Bits());
        Assert.Equal(model.Predict(x).Bits(), model.ToPredictor().Predict(x).Bits());
    }

    [Fact]
    public void The_models_single_rows_follow_its_weights()
    {
        (Model model, NDArray x) = Make("wide and empty");
        string before = model.Predict(x[..1]).Bits();
        model.Fit(x, Examples.Labels(x.Length, 5), verbose: 0);
        Assert.NotEqual(before, model.Predict(x[..1]).Bits());
        Assert.Equal(model.Predict(x)[..1].Bits(), model.Predict(x[..1]).Bits());
    }

    [Fact]
    public void The_models_single_rows_follow_its_layers()
    {
        var model = new Sequential(new Dense(3, inputShape: [4]));
        NDArray x = Examples.Numbers(1, 4);
        Assert.Equal([1, 3], model.Predict(x).Shape);
        model.Add(new Dense(2));
        Assert.Equal([1, 2], model.Predict(x).Shape);
    }

    [Fact]
    public void Many_threads_use_one_predictor()
    {
        (Model model, NDArray x) = Make("wide and empty");
        Predictor predictor = model.ToPredictor();
        float[][] rows = [.. Enumerable.Range(0, x.Length).Select(row => x[row..(row + 1)].ToArray())];
        string[] expected = [.. Enumerable.Range(0, x.Length).Select(row => model.Predict(x)[row..(row + 1)].Bits())];
        string all = model.Predict(x).Bits();
        var actual = new string[2000];

        Parallel.For(0, actual.Length, new ParallelOptions { MaxDegreeOfParallelism = 8 },
            i => actual[i] = i % 50 == 0 ? predictor.Predict(x).Bits() : Row(predictor, rows[i % rows.Length]).Bits());

        for (int i = 0; i < actual.Length; i++) Assert.Equal(i % 50 == 0 ? all : expected[i % rows.Length], actual[i]);
    }

    [Fact]
    public void It_may_be_made_by_a_callback()
    {
        Model model = Make("narrow").Model;
        var maker = new MakesPredictor();
        model.Fit(Examples.Numbers(6, 12), Examples.Labels(6, 5), verbose: 0, callbacks: [maker]);
        Assert.Equal(model.Predict(Examples.Numbers(6, 12)).Bits(), maker.Predictor!.Predict(Examples.Numbers(6, 12)).Bits());
    }

    [Fact]
    public void Numbers_that_are_not_finite()
    {
        foreach (string kind in (string[])["narrow", "wide and empty", "wide and full"])
        {
            (Model model, NDArray x) = Make(kind);
            Predictor predictor = model.ToPredictor();
            float[] row = x[..1].ToArray(), output = new float[5];
            row[9] = float.NaN;
            Says("row must be finite numbers, but it has a NaN or an infinity at place 9: replace or leave out what is missing. (Parameter 'row')", () => predictor.Predict(row, output));
            Assert.Equal(new float[5], output);
            NDArray given = new(row, [1, row.Length]);
            const string words = "x must be finite numbers, but row 0 has a NaN or an infinity at place 9: replace or leave out what is missing. (Parameter 'x')";
            Says(words, () => predictor.Predict(given));
            Says(words, () => model.Predict(given));
            Assert.Equal(model.Predict(x[..1]).Bits(), Row(predictor, x[..1].ToArray()).Bits());
        }
    }

    [Fact]
    public void Data_of_another_size()
    {
        Predictor predictor = Make("narrow").Model.ToPredictor();
        const string built = "Sequential \"sequential\" was built for inputs of shape (None, 12)";
        float[] output = new float[5];
        Says(built + ", so row must have 12 numbers but has 3: give it rows of that size, or make a new model. (Parameter 'row')", () => predictor.Predict(new float[3], output));
        Says(built + " but got (2, 3): give it rows of that shape, or make a new model. (Parameter 'x')", () => predictor.Predict(NDArray.Zeros([2, 3])));
        Says("Sequential \"sequential\" gives outputs of shape (None, 5), so output must have 5 places but has 4. (Parameter 'output')", () => predictor.Predict(new float[12], output.AsSpan(1)));
        Says("x holds no data: its shape is (0, 12). (Parameter 'x')", () => predictor.Predict(NDArray.Zeros([0, 12])));
        Says("x holds no data: its shape is (0, 12). (Parameter 'x')", () => predictor.Predict(NDArray.Zeros([0, 12]), output));
        Says(built + " but got (2, 3): give it rows of that shape, or make a new model. (Parameter 'x')", () => predictor.Predict(NDArray.Zeros([2, 3]), output));
        Says("Sequential \"sequential\" gives outputs of shape (None, 5), so output must have 10 places for 2 rows but has 5. (Parameter 'output')", () => predictor.Predict(NDArray.Zeros([2, 12]), output));
        Says("Sequential \"sequential\" gives outputs of shape (None, 5), so output must have 10 places for 2 rows but has 5. (Parameter 'output')", () => predictor.Predict(new float[24], 2, output));
        Says(built + ", so 2 rows must have 24 numbers but have 25: give it rows of that size, or their right number. (Parameter 'rows')", () => predictor.Predict(new float[25], 2, output));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => predictor.Predict(new float[0], 0, output));
        Assert.StartsWith("count must be at least 1 but was 0: it is the number of rows.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(new[] { 3, 12 }, "indices must be from 0 to 11, because Sequential \"sequential\" was built for inputs of shape (None, 12), but one is 12: leave it out. (Parameter 'indices')")]
    [InlineData(new[] { -1 }, "indices must be from 0 to 11, because Sequential \"sequential\" was built for inputs of shape (None, 12), but one is -1: leave it out. (Parameter 'indices')")]
    [InlineData(new[] { 3, 3 }, "indices must ascend and name each place once, but 3 follows 3: sort them, and leave out what comes twice. (Parameter 'indices')")]
    [InlineData(new[] { 4, 3 }, "indices must ascend and name each place once, but 3 follows 4: sort them, and leave out what comes twice. (Parameter 'indices')")]
    public void Indices_that_make_no_row(int[] indices, string words)
    {
        Predictor predictor = Make("narrow").Model.ToPredictor();
        Says(words, () => predictor.Predict(indices, new float[5]));
    }

    [Fact]
    public void A_model_without_weights()
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Examples.Classification().ToPredictor());
        Assert.Equal("Sequential \"sequential\" has no weights yet, so ToPredictor has nothing to work on: fit it first, or state inputShape in its first layer.", error.Message);
    }

    private static void Says(string words, Action call) => Assert.Equal(words, Assert.Throws<ArgumentException>(call).Message);

    private static NDArray Row(Predictor predictor, float[] row)
    {
        var output = new float[predictor.OutputShape.Size];
        predictor.Predict(row, output);
        return output;
    }

    private static NDArray Sparse(float[] values)
    {
        int[][] columns = [.. Enumerable.Range(0, values.Length / Wide).Select(row => Enumerable.Range(0, Wide).Where(column => values[row * Wide + column] != 0).ToArray())];
        return NDArray.SparseFromRows(columns, Wide, [.. columns.Select((places, row) => places.Select(place => values[row * Wide + place]).ToArray())]);
    }

    private static (Model Model, NDArray X) Make(string kind) => kind switch
    {
        "narrow" => (Examples.Classification(12), Examples.Numbers(9, 12)),
        "wide and empty" => (Examples.Classification(Wide), Examples.MultiHot(40, Wide).ToDense() * 0.3f),
        "wide and full" => (Examples.Classification(Wide), Examples.Numbers(9, Wide)),
        "sparse" => (Examples.Classification(12), Examples.MultiHot(9, 12)),
        "one column of results" => (new Sequential(new Dense(1, inputShape: [Wide])), Examples.MultiHot(9, Wide).ToDense()),
        "many axes" => (new Sequential(new Dense(4, inputShape: [3, 4]), new Flatten(), new Dense(2)), Examples.Numbers(9, 12).Reshape(9, 3, 4)),
        _ => (new Sequential(new Input([12]), new Activation("tanh"), new Dense(5, activation: "softmax")), Examples.Numbers(9, 12)),
    };

    private sealed class MakesPredictor : Callback
    {
        public Predictor? Predictor { get; private set; }

        protected internal override void OnEpochEnd(int epoch, IDictionary<string, double> logs) => Predictor = Model.ToPredictor();
    }
}
