namespace Keratin.Tests;

public sealed class ConfusionMatrixTests
{
    private static readonly int[] Truth = [0, 0, 0, 1, 1, 2];
    private static readonly int[] Taken = [0, 0, 1, 1, 2, 2];

    private static void AssertCounts(int[,] expected, ConfusionMatrix actual)
    {
        Assert.Equal(expected.GetLength(0), actual.Classes);
        for (int trueClass = 0; trueClass < actual.Classes; trueClass++)
            for (int predicted = 0; predicted < actual.Classes; predicted++)
                Assert.Equal(expected[trueClass, predicted], actual[trueClass, predicted]);
    }

    private static readonly int[,] Expected = { { 2, 1, 0 }, { 0, 1, 1 }, { 0, 0, 1 } };

    [Fact]
    public void Lines_are_true_classes_and_columns_predicted_ones() => AssertCounts(Expected, new ConfusionMatrix(Truth, Taken));

    [Fact]
    public void Labels_one_hot_rows_and_probabilities_count_the_same()
    {
        NDArray oneHot = Encode.ToCategorical(Truth, 3);
        NDArray sparse = NDArray.SparseFromRows([.. Truth.Select(label => (int[])[label])], 3);
        NDArray probabilities = Encode.ToCategorical(Taken, 3) * 0.5 + 0.125;
        NDArray column = ((NDArray)Truth).Reshape(6, 1);
        foreach (NDArray truth in (NDArray[])[Truth, oneHot, sparse, column])
            foreach (NDArray taken in (NDArray[])[Taken, probabilities, ((NDArray)Taken).Reshape(6, 1)])
                AssertCounts(Expected, new ConfusionMatrix(truth, taken));
    }

    [Fact]
    public void One_column_of_probabilities_is_cut_at_the_threshold()
    {
        float[,] probabilities = { { 0.25f }, { 0.5f }, { 0.75f }, { 1 } };
        int[] truth = [0, 0, 0, 1];
        AssertCounts(new[,] { { 2, 1 }, { 0, 1 } }, new ConfusionMatrix(truth, probabilities));
        AssertCounts(new[,] { { 1, 2 }, { 0, 1 } }, new ConfusionMatrix(truth, probabilities, threshold: 0.4));
        AssertCounts(new[,] { { 2, 1 }, { 0, 1 } }, new ConfusionMatrix(Encode.ToCategorical(truth, 2), probabilities));
    }

    [Fact]
    public void There_are_as_many_classes_as_columns_or_names_even_where_some_do_not_occur()
    {
        Assert.Equal(3, new ConfusionMatrix(Truth, Taken).Classes);
        Assert.Equal(5, new ConfusionMatrix(Truth, Encode.ToCategorical(Taken, 5)).Classes);
        ConfusionMatrix named = new(Truth, Taken, ["a", "b", "c", "d"]);
        Assert.Equal(["a", "b", "c", "d"], named.ClassNames);
        Assert.Equal(["0", "1", "2"], new ConfusionMatrix(Truth, Taken).ClassNames);
        Assert.Equal(0, named.Support[3]);
        Assert.Equal((0, 0), (named.Precision[3], named.Recall[3]));
    }

    [Fact]
    public void Precision_is_by_columns_recall_by_lines_and_accuracy_by_the_diagonal()
    {
        ConfusionMatrix matrix = new(Truth, Taken);
        Assert.Equal([3, 2, 1], matrix.Support);
        Assert.Equal([1, 0.5, 0.5], matrix.Precision);
        Assert.Equal([2 / 3.0, 0.5, 1], matrix.Recall);
        Assert.Equal(4 / 6.0, matrix.Accuracy);
        Assert.Equal(6, matrix.Rows);
    }

    [Fact]
    public void The_accuracy_is_that_which_Evaluate_reports()
    {
        NDArray x = Examples.Numbers(50, 4), y = Examples.Labels(50, 3);
        var model = new Sequential([new Dense(3, activation: "softmax")], seed: 1);
        model.Compile("sgd", "sparse_categorical_crossentropy", metrics: ["accuracy"]);
        model.Fit(x, y, epochs: 2, verbose: 0);
        Assert.Equal(model.Evaluate(x, y)["accuracy"], new ConfusionMatrix(y, model.Predict(x)).Accuracy, 6);
    }

    [Fact]
    public void Up_to_twelve_classes_print_with_their_counts()
    {
        string expected = string.Join('\n',
            "true \\ predicted  cat  dog  an owl  rows  precision  recall",
            "cat                 2    1       0     3     1.0000  0.6667",
            "dog                 0    1       1     2     0.5000  0.5000",
            "an owl              0    0       1     1     0.5000  1.0000",
            "accuracy 0.6667 of 6 rows");
        Assert.Equal(expected, new ConfusionMatrix(Truth, Taken, ["cat", "dog", "an owl"]).ToString());
    }

    [Fact]
    public void More_classes_print_with_what_they_are_most_often_taken_for()
    {
        int[] truth = [.. Enumerable.Range(0, 13), 3, 3, 3], taken = [.. Enumerable.Range(0, 13), 7, 7, 8];
        string[] lines = new ConfusionMatrix(truth, taken).ToString().Split('\n');
        Assert.Equal("class  rows  precision  recall  most often taken for", lines[0]);
        Assert.Equal("3         4     1.0000  0.2500  7 (2)", lines[4]);
        Assert.Equal("4         1     1.0000  1.0000", lines[5]);
        Assert.Equal("accuracy 0.8125 of 16 rows", lines[^1]);
    }

    [Fact]
    public void Thousands_of_classes_are_summed_once_each()
    {
        // A sum over a line for each class of each class would take minutes.
        int[] labels = [.. Enumerable.Range(0, 4096)];
        ConfusionMatrix matrix = new(labels, labels);
        Assert.Equal((4096, 1), (matrix.Rows, matrix.Accuracy));
        Assert.All(matrix.Recall, recall => Assert.Equal(1, recall));
    }

    [Fact]
    public void Counts_are_taken_as_they_are_and_copied()
    {
        int[,] counts = { { 5, 1 }, { 2, 4 } };
        ConfusionMatrix matrix = new(counts, ["no", "yes"]);
        counts[0, 0] = 100;
        Assert.Equal(5, matrix[0, 0]);
        Assert.Equal(0.75, matrix.Accuracy);
        Assert.Equal(0, new ConfusionMatrix(new int[2, 2]).Accuracy);
    }

    [Fact]
    public void What_is_not_about_the_same_rows_or_classes_is_said_in_the_users_words()
    {
        AssertRefused("yTrue and yPred must be about the same rows, but yTrue has the shape (6,) and yPred (2,).", Truth, new[] { 0, 1 });
        AssertRefused("There is nothing to count: yTrue has no rows.", Array.Empty<float>(), Array.Empty<float>());
        AssertRefused("yTrue is 0.5 in row 1, which is no class: labels are whole numbers from 0.", new[] { 0, 0.5f }, new[] { 0, 1 });
        AssertRefused("yTrue is -1 in row 0, which is no class: labels are whole numbers from 0.", new[] { -1, 1 }, new[] { 0, 1 });
        AssertRefused("yPred is 2.5 in row 1: one column must hold labels, all whole numbers from 0, or probabilities of class 1, all from 0 to 1.", new[] { 0, 1 }, new[] { 0.5f, 2.5f });
        AssertRefused("yPred has a number in row 1 that is not finite, so that the row is of no class.", new[] { 0, 1 }, new[,] { { 0, 1 }, { float.NaN, 1 } });
        AssertRefused("yTrue must hold labels, of shape (rows,), or a column for each class, (rows, classes), but has the shape (2, 3, 4).", NDArray.Zeros([2, 3, 4]), new[] { 0, 1 });
        AssertRefused("yTrue has the label 3 in row 1, but yPred has 3 columns: labels go from 0 to 2.", new[] { 0, 3 }, NDArray.Zeros([2, 3]));
        AssertRefused("yTrue has the label 2 in row 1, but yPred holds probabilities of the second of 2 classes: labels go from 0 to 1.", new[] { 0, 2 }, new[] { 0.5f, 0.75f });
        AssertRefused("yPred has 4 columns, but yTrue has 3 columns.", NDArray.Zeros([2, 3]), NDArray.Zeros([2, 4]));
        AssertRefused("A confusion matrix is for at most 4096 classes, but here are 5001.", new[] { 0, 5000 }, new[] { 0, 1 });
    }

    [Fact]
    public void Names_fit_the_classes()
    {
        AssertRefused("yPred has 3 columns, but classNames has 2 names.", new[] { 0, 1 }, NDArray.Zeros([2, 3]), "no", "yes");
        AssertRefused("yPred has the label 2 in row 0, but classNames has 2 names: labels go from 0 to 1.", new[] { 0, 1 }, new[] { 2, 1 }, "no", "yes");
        AssertRefused("The name of class 1 in classNames is empty.", new[] { 0, 1 }, new[] { 0, 1 }, "no", " ");
        AssertRefused("classNames is empty: give a name for each class, or leave it out.", new[] { 0, 1 }, new[] { 0, 1 }, []);
    }

    [Fact]
    public void Counts_that_cannot_be_are_refused()
    {
        Assert.StartsWith("The counts must have a line and a column for each class, but have 2 lines and 3 columns.", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new int[2, 3])).Message);
        Assert.StartsWith("Counts are zero or more, but one is -1.", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new[,] { { 1, -1 }, { 0, 0 } })).Message);
        Assert.StartsWith("There are counts of 2 classes but 1 names: give one name for each.", Assert.Throws<ArgumentException>(() => new ConfusionMatrix(new int[2, 2], ["one"])).Message);
        Assert.StartsWith("The threshold is a probability from 0 to 1, but it is 1.5.", Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(Truth, Taken, threshold: 1.5)).Message);
        Assert.StartsWith("There are 3 classes, from 0 to 2, but not 3.", Assert.Throws<ArgumentOutOfRangeException>(() => new ConfusionMatrix(Truth, Taken)[0, 3]).Message);
    }

    private static void AssertRefused(string words, NDArray yTrue, NDArray yPred, params string[]? classNames) =>
        Assert.StartsWith(words, Assert.Throws<ArgumentException>(() => new ConfusionMatrix(yTrue, yPred, words.Contains("classNames", StringComparison.Ordinal) ? classNames : null)).Message);
}
