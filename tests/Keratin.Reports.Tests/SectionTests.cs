using System.Net;
using System.Text.RegularExpressions;

namespace Keratin.Tests;

/// <summary>What the sections say, read from their tables.</summary>
public sealed class SectionTests
{
    private static string Section(Report report, string id) =>
        Regex.Match(report.ToHtml(Runs.Facts), $"<section id=\"{id}\".*?</section>", RegexOptions.Singleline).Value;

    // The rows of the table of that caption, each as its cells' texts.
    private static string[] Rows(string section, string caption) =>
        [.. Regex.Matches(Regex.Match(section, $"<caption>{Regex.Escape(WebUtility.HtmlEncode(caption))}</caption>.*?<tbody>(.*?)</tbody>", RegexOptions.Singleline).Groups[1].Value, "<tr.*?</tr>", RegexOptions.Singleline)
            .Select(row => Words(string.Join(" | ", Regex.Matches(row.Value, "<t[hd].*?</t[hd]>", RegexOptions.Singleline).Select(cell => Words(cell.Value)))).TrimEnd(' ', '|'))];

    // What is left without elements; rows are taken apart before, so no text with < in it comes here.
    private static string Words(string html) => Regex.Replace(WebUtility.HtmlDecode(Regex.Replace(html, "<[^>]*>", " ")), @"\s+", " ").Trim();

    private static readonly string[] Abc = ["a", "b", "c"];

    [Fact]
    public void Columns_of_a_table_say_what_they_hold_and_what_is_missing()
    {
        string section = Section(Runs.OfClasses(), "data");
        Assert.Equal(
        [
            "city | texts | 1 | 3 | | | | Ulm 60.0 %, Bonn 20.0 %, Kiel 20.0 %",
            "age | numbers | 1 | 4 | 20 | 37.4 | 60",
            "rooms | whole numbers | 0 | 6 | 1 | 3.5 | 6",
            "topic (target) | whole numbers | 0 | 3 | 0 | 0.6667 | 2",
        ], Rows(section, "The columns"));
        Assert.Equal(["0 | 3 | 50.0 %", "1 | 2 | 33.3 %", "2 | 1 | 16.7 %"], Rows(section, "How often each class occurs"));
    }

    [Fact]
    public void Columns_of_an_array_have_the_target_beside_them_where_it_is_a_number()
    {
        NDArray x = new float[,] { { 1, 0.5f }, { 2, 0.5f }, { 3, 2 } }, y = new float[] { 10, 20.5f, 30 };
        string section = Section(Report.Of(Runs.Regressor()).WithData(x, y, ["rooms", "age"]), "data");
        Assert.Equal(["rooms | whole numbers | 0 | 3 | 1 | 2 | 3", "age | numbers | 0 | 2 | 0.5 | 1 | 2", "target | numbers | 0 | 3 | 10 | 20.17 | 30"], Rows(section, "The columns"));
        Assert.DoesNotContain("Balance", section);
        string sparse = Section(Report.Of(Runs.Regressor()).WithData(NDArray.SparseFromRows([[1], [0, 1]], 2)), "data");
        Assert.Equal(["0 | whole numbers | 0 | 2 | 0 | 0.5 | 1", "1 | whole numbers | 0 | 1 | 1 | 1 | 1"], Rows(sparse, "The columns"));
    }

    [Fact]
    public void Few_whole_numbers_have_a_bar_each_and_others_sixteen_parts()
    {
        static int Bars(NDArray x) => Regex.Count(Section(Report.Of(Runs.Regressor()).WithData(x), "data"), "h1");
        Assert.Equal(4, Bars(new float[,] { { 2 }, { 5 } }));
        Assert.Equal(16, Bars(new float[,] { { 2 }, { 50 } }));
        Assert.Equal(16, Bars(new float[,] { { 2.5f }, { 5 } }));
        Assert.Equal(1, Bars(new float[,] { { 7 }, { 7 } }));
    }

    [Fact]
    public void Labels_and_one_hot_rows_are_the_same_classes_with_their_names()
    {
        int[] labels = [2, 0, 2, 1, 2];
        NDArray x = new float[5, 1];
        string[] balance = ["c | 3 | 60.0 %", "a | 1 | 20.0 %", "b | 1 | 20.0 %"];
        Assert.Equal(balance, Rows(Section(Report.Of(Runs.Regressor()).WithData(x, labels, classNames: Abc), "data"), "How often each class occurs"));
        Assert.Equal(balance, Rows(Section(Report.Of(Runs.Regressor()).WithData(x, Encode.ToCategorical(labels, 3), classNames: Abc), "data"), "How often each class occurs"));
    }

    [Fact]
    public void Data_too_wide_for_columns_are_described_as_a_whole()
    {
        string section = Section(Report.Of(Runs.Classifier()).WithData(NDArray.SparseFromRows([[1, 5], [7, 8, 299]], 300)), "data");
        Assert.Contains("2 rows of shape (300), with numbers from 0 to 1; 0.8 % of them are not zero, 2.5 in a row on average.", section);
        Assert.DoesNotContain("<table", section);
    }

    [Fact]
    public void Very_many_rows_are_thinned_out_and_the_page_says_so()
    {
        float[] values = [.. Enumerable.Range(0, 250_000).Select(i => (float)i)];
        string section = Section(Report.Of(Runs.Regressor()).WithData(new NDArray(values, [250_000, 1])), "data");
        Assert.Contains("those of 100,000 evenly chosen rows", section);
        Assert.StartsWith("0 | whole numbers | 0 | 100,000 | 0 | ", Assert.Single(Rows(section, "The columns")));
    }

    [Fact]
    public void The_curves_stand_as_a_table_with_the_best_epoch_marked()
    {
        string section = Section(Runs.OfClasses(), "training");
        Assert.Contains("Of 6 epochs the validation loss was best in epoch 3, with 0.6; none after it was better.", section);
        string[] rows = Rows(section, "All epochs");
        Assert.Equal(6, rows.Length);
        Assert.Equal("3 | 0.6667 | 0.6000 | 0.8333 | 0.7300", rows[2]);
        Assert.Equal("3", Words(Regex.Match(section, "<tr class=\"best\">.*?</th>", RegexOptions.Singleline).Value));
    }

    [Fact]
    public void Long_runs_keep_their_best_and_last_epoch_in_the_table()
    {
        string section = Section(Report.Of(Runs.Classifier(), Runs.Overfitting(epochs: 1000)), "training");
        string[] rows = Rows(section, "62 of 1,000 epochs, evenly chosen, with the best and the last");
        Assert.Equal(62, rows.Length);
        Assert.StartsWith("3 | ", rows[1]);
        Assert.StartsWith("1000 | ", rows[^1]);
    }

    [Fact]
    public void A_run_without_validation_has_no_best_epoch()
    {
        var history = new History(seed: 0, reported: () => [("loss", null)]);
        history.Add(0, new Dictionary<string, double> { ["loss"] = 2, ["learning_rate"] = 0.1 });
        history.Add(1, new Dictionary<string, double> { ["loss"] = double.NaN, ["learning_rate"] = 0.01 });
        string page = Report.Of(Runs.Classifier(), history).ToHtml(Runs.Facts);
        Assert.DoesNotContain("\"best\":", page);
        Assert.Contains("2 epochs without validation data", page);
        Assert.Contains("[2,null]", page);
        Assert.Contains("Learning rate", page);
    }

    [Fact]
    public void Classes_that_were_mistaken_are_counted_and_the_worst_come_first()
    {
        Report report = Runs.OfClasses();
        string section = Section(report, "evaluation");
        Assert.Contains("75.0 % of 12 rows were taken for what they are; always saying “money” would be right for 41.7 %.", section);
        Assert.Equal(["grain | 3 | 0 | 1", "money | 1 | 4 | 0", "crude | 0 | 1 | 2"], Rows(section, "Rows by true class and by what the model said"));
        Assert.Equal(["grain | 4 | 0.750 | 0.750 | 0.750 | crude (1)", "money | 5 | 0.800 | 0.800 | 0.800 | grain (1)", "crude | 3 | 0.667 | 0.667 | 0.667 | money (1)"], Rows(section, "Each class by itself"));
        // A larger input makes the model surer.
        string[] mistakes = Rows(Section(report, "mistakes"), "The worst mistakes, the worst first");
        Assert.Equal(["11 | grain | crude | 99.8 % | 0.1 % | text 11", "10 | crude | money | 99.7 % | 0.1 % | text 10"], mistakes[..2]);
        Assert.StartsWith("9 | money | grain | 99.6 % | 0.2 % | wheat and more wheat", mistakes[2]);
    }

    [Fact]
    public void More_classes_than_fit_are_put_together_and_none_is_lost()
    {
        const int classes = 70;
        var model = new Sequential([new Dense(classes, activation: "softmax", inputShape: [classes])], seed: 1);
        model.Compile("sgd", "sparse_categorical_crossentropy", ["accuracy"]);
        // Class i has 1 + (i mod 7) rows; the model gets the next class for the first row of each.
        int[] labels = [.. Enumerable.Range(0, classes).SelectMany(one => Enumerable.Repeat(one, 1 + one % 7))];
        model.SetWeights([Encode.ToCategorical(Enumerable.Range(0, classes).ToArray(), classes) * 9, new float[classes]]);
        NDArray x = Encode.ToCategorical([.. labels.Select((label, row) => row == 0 || labels[row - 1] != label ? (label + 1) % classes : label)], classes);
        string section = Section(Report.Of(model).WithEvaluation(x, labels), "evaluation");
        string[] lines = Rows(section, "Rows by true class and by what the model said");
        Assert.Equal(50, lines.Length);
        Assert.StartsWith("(others) | ", lines[^1]);
        int[][] counts = [.. lines.Select(line => line.Split(" | ")[1..].Select(int.Parse).ToArray())];
        Assert.Equal(labels.Length, counts.Sum(line => line.Sum()));
        Assert.All(counts, line => Assert.Equal(50, line.Length));
        Assert.Contains("The 49 most frequent of 70 classes stand alone, the others together.", section);
        Assert.Equal(classes, Rows(section, "Each class by itself").Length);
    }

    [Fact]
    public void Two_classes_from_one_probability_are_classes()
    {
        var model = new Sequential([new Dense(1, activation: "sigmoid", inputShape: [1])], seed: 1);
        model.Compile("sgd", "binary_crossentropy", ["accuracy"]);
        model.SetWeights([new NDArray([1], [1, 1]), new float[1]]);
        Report report = Report.Of(model).WithEvaluation(new float[,] { { -2 }, { 3 }, { 1 }, { -1 } }, new float[] { 0, 1, 0, 1 }, ["no", "yes"]);
        Assert.Equal(["no | 1 | 1", "yes | 1 | 1"], Rows(Section(report, "evaluation"), "Rows by true class and by what the model said"));
        Assert.Equal(["2 | no | yes | 73.1 % | 26.9 %", "3 | yes | no | 73.1 % | 26.9 %"], Rows(Section(report, "mistakes"), "The worst mistakes, the worst first"));
    }

    [Fact]
    public void Numbers_have_errors_by_size_and_the_farthest_off_come_first()
    {
        Report report = Runs.OfNumbers();
        string section = Section(report, "evaluation");
        Assert.Contains("Half of 40 rows are predicted to within 0, nine of ten to within 3.", section);
        // 8 of 40 rows are 3 too low and 4 are 2 too high: the mean of squares is (8·9 + 4·4) / 40.
        Assert.Contains("<dt>loss</dt><dd>2.2</dd>", section.Replace("\n", ""));
        Assert.Contains("<dt>mean error</dt><dd>−0.4</dd>", section.Replace("\n", ""));
        Assert.DoesNotContain("mean absolute error</dt>", section);
        Assert.Equal(["−3 | −2.75 | 8", "0 | 0.25 | 28", "2 | 2.25 | 4"], Rows(section, "Errors by size"));
        Assert.Equal(10, Rows(section, "Predictions by size of the truth").Length);
        string[] mistakes = Rows(Section(report, "mistakes"), "The worst mistakes, the worst first");
        Assert.Equal(12, mistakes.Length);
        Assert.Equal("4 | 8 | 5 | −3", mistakes[0]);
    }

    [Fact]
    public void Where_nothing_is_wrong_there_is_no_table_of_mistakes()
    {
        (NDArray x, _) = Runs.Numbers();
        Sequential model = Runs.Regressor();
        Report report = Report.Of(model).WithEvaluation(x, model.Predict(x));
        Assert.Empty(Section(report, "mistakes"));
        Assert.Contains("<dt>R&#178;</dt><dd>1</dd>", Section(report, "evaluation").Replace("\n", ""));
    }

    [Fact]
    public void A_figure_that_a_metric_says_already_is_not_said_again_whatever_the_metric_is_called()
    {
        (NDArray x, NDArray y) = Runs.Numbers();
        Sequential model = Runs.Regressor();
        string[] Facts(params Metric[] metrics)
        {
            model.Compile("sgd", "mse", metrics);
            return [.. Regex.Matches(Section(Report.Of(model).WithEvaluation(x, y), "evaluation"), "<dt>(.*?)</dt>").Select(name => WebUtility.HtmlDecode(name.Groups[1].Value))];
        }
        Assert.Equal(["loss", "mean absolute error", "root of the mean squared error", "R²", "mean error", "largest error"], Facts());
        Assert.Equal(["loss", "off", "rmse", "r2", "mean error", "largest error"], Facts(((Metric)"mae").Renamed("off"), new RootMeanSquaredError(name: "rmse"), new R2Score(name: "r2")));
    }

    [Fact]
    public void Labels_of_which_a_row_may_have_several_are_told_one_by_one()
    {
        var model = new Sequential([new Dense(3, activation: "sigmoid", inputShape: [3])], seed: 1);
        model.Compile("sgd", "binary_crossentropy", ["binary_accuracy"]);
        model.SetWeights([new NDArray([4, 0, 0, 0, 4, 0, 0, 0, 4], [3, 3]), new float[3]]);
        // A label is given where its column is positive: the second once too often, the third once too seldom, the first as it should be.
        NDArray x = new float[,] { { 1, 1, -1 }, { -1, 1, -1 }, { 1, -1, -1 }, { -1, 1, 1 } }, y = new float[,] { { 1, 1, 0 }, { 0, 0, 0 }, { 1, 0, 1 }, { 0, 1, 1 } };
        Report report = Report.Of(model).WithEvaluation(x, y, Abc);
        string section = Section(report, "evaluation");
        Assert.Contains("50.0 % of 4 rows were given exactly the labels that they have.", section);
        Assert.Contains("<dt>binary_accuracy</dt>", section);
        Assert.Equal(["a | 2 | 2 | 1.000 | 1.000 | 1.000", "b | 2 | 3 | 0.667 | 1.000 | 0.800", "c | 2 | 1 | 1.000 | 0.500 | 0.667"], Rows(section, "Each label by itself"));
        Assert.Empty(Section(report, "mistakes"));
        Assert.StartsWith("0 | 2 | 2 |", Rows(Section(Report.Of(model).WithEvaluation(x, y), "evaluation"), "Each label by itself")[0]);
    }

    [Fact]
    public void Several_numbers_per_row_have_their_scores_and_the_page_says_why_no_more()
    {
        var model = new Sequential([new Dense(3, inputShape: [2])], seed: 1);
        model.Compile("sgd", "mse", ["mae"]);
        string section = Section(Report.Of(model).WithEvaluation(new float[2, 2], new float[,] { { 1.5f, 0, 2 }, { 0, 1, 7 } }), "evaluation");
        Assert.Contains("The model predicts 3 numbers for each row: these are its scores over all of them.", section);
        Assert.Contains("<dt>mae</dt>", section);
        Assert.DoesNotContain("<table", section);
    }

    [Fact]
    public void A_model_of_several_inputs_is_evaluated_like_any_and_one_of_several_outputs_by_its_scores()
    {
        var a = new Input([3], name: "a");
        var b = new Input([3], name: "b");
        KerasTensor sum = new Add().Call(a, b);
        var one = new Model([a, b], [sum], seed: 1);
        one.Compile("sgd", "sparse_categorical_crossentropy", ["accuracy"]);
        (NDArray x, NDArray y) = Runs.Rows();
        Report report = Report.Of(one).WithEvaluation([x, x], [y], Abc);
        Assert.Equal(["a | 3 | 0 | 1", "b | 1 | 4 | 0", "c | 0 | 1 | 2"], Rows(Section(report, "evaluation"), "Rows by true class and by what the model said"));
        Assert.NotEmpty(Section(report, "mistakes"));

        var two = new Model([a], [new Dense(1, name: "price").Call(a), new Dense(1, name: "rent").Call(a)], seed: 1);
        two.Compile("sgd", "mse");
        string section = Section(Report.Of(two).WithEvaluation([x], [y, y]), "evaluation");
        Assert.Contains("The model has 2 outputs: these are the scores of each, and of all together.", section);
        foreach (string score in (string[])["loss", "price_loss", "rent_loss"]) Assert.Contains($"<dt>{score}</dt>", section);
    }

    [Fact]
    public void A_model_that_has_come_to_nothing_says_so_by_its_scores()
    {
        (NDArray x, NDArray y) = Runs.Numbers();
        Sequential model = Runs.Regressor();
        model.SetWeights([new NDArray([float.NaN, 1], [2, 1]), new float[1]]);
        string section = Section(Report.Of(model).WithEvaluation(x, y), "evaluation");
        Assert.Contains("<dt>loss</dt><dd>–</dd>", section.Replace("\n", ""));
        Assert.Contains("Some predictions are no numbers", section);
    }

    [Fact]
    public void Folds_have_their_scores_their_mean_and_their_deviation()
    {
        CrossValidationResult folds = Runs.Folds();
        string section = Section(Report.Of(Runs.Regressor()).WithFolds(folds), "folds");
        string[] rows = Rows(section, "Scores of each fold's held-out rows");
        Assert.Equal(["fold 1", "fold 2", "fold 3", "mean", "deviation"], rows.Select(row => row.Split(" | ")[0]));
        Assert.Equal(folds.Mean["mae"], double.Parse(rows[3].Split(" | ")[2], System.Globalization.CultureInfo.InvariantCulture), 0.005);
        Assert.Equal(5, Rows(section, "Means over the folds").Length);
    }

    [Fact]
    public void The_most_important_column_comes_first_with_the_longest_bar()
    {
        (NDArray x, NDArray y) = Runs.Numbers();
        PermutationImportance importance = PermutationImportance.Of(Runs.Regressor(), x, y, columnNames: ["a", "b"]);
        string section = Section(Report.Of(Runs.Regressor()).WithImportance(importance), "importance");
        Assert.Equal(importance.Columns.Select(column => column.Name), Rows(section, "Importance of the columns").Select(row => row.Split(" | ")[0]));
        double[] bars = [.. Regex.Matches(section, "<rect x=\"0\" y=\"0\" width=\"([0-9.]+)\"").Select(match => double.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture))];
        Assert.Equal(bars.OrderDescending(), bars);
        Assert.Equal(importance.Columns[1].Mean / importance.Columns[0].Mean, bars[1] / bars[0], 0.01);
    }

    [Fact]
    public void The_model_is_told_layer_by_layer_with_all_that_trains_it()
    {
        var model = new Sequential([new Dense(4, activation: "relu", inputShape: [3]), new Dropout(0.25f), new Dense(1) { Trainable = false }], seed: 1, name: "m");
        model.Compile(new SGD(learningRate: 0.1, momentum: 0.9) { ClipNorm = 2 }, "huber", ["mae"]);
        string section = Section(Report.Of(model), "model");
        Assert.Contains("“m”, a Sequential model of 3 layers, with 21 parameters, of which 16 are trained.", section);
        Assert.Equal(["dense | Dense | (None, 4) | relu | 16", "dropout | Dropout | (None, 4) | rate 0.25 | 0", "dense_1 | Dense | (None, 1) | | 5", "all | | | | 21"], Rows(section, "The layers, in order"));
        foreach (string fact in (string[])["<dt>optimizer</dt><dd>sgd</dd>", "<dt>learning rate</dt><dd>0.1</dd>", "<dt>momentum</dt><dd>0.9</dd>", "<dt>clipnorm</dt><dd>2</dd>", "<dt>loss</dt><dd>huber</dd>", "<dt>metrics</dt><dd>mae</dd>"])
            Assert.Contains(fact, section.Replace("\n", ""));
        Assert.DoesNotContain("ema", section);
        Assert.Equal(4, Regex.Count(section, "<li>"));
    }

    [Fact]
    public void Branches_say_which_layer_reads_which()
    {
        var a = new Input([2], name: "a");
        KerasTensor h = new Dense(3, name: "left").Call(a);
        var model = new Model(a, new Add(name: "both").Call(h, new Dense(3, name: "right").Call(a)), seed: 1);
        string section = Section(Report.Of(model), "model");
        Assert.Contains("both | Add | (None, 3) | | 0 | left[0][0], right[0][0]", Rows(section, "The layers, in order"));
        Assert.DoesNotContain("<li>", section);
    }

    [Fact]
    public void The_run_says_what_it_takes_to_get_it_again()
    {
        string section = Section(Report.Of(Runs.Classifier(), Runs.Overfitting()), "run").Replace("\n", "");
        foreach (string fact in (string[])["<dt>seed</dt><dd>7</dd>", "<dt>training</dt><dd>1.5 s for 6 epochs</dd>", "<dt>per epoch</dt><dd>250 ms</dd>", "<dt>report made</dt><dd>2026-01-02 03:04 +00:00</dd>", "<dt>Keratin</dt><dd>1.2.3</dd>", "<dt>processor</dt><dd>Some Processor, 4 threads, AVX2</dd>"])
            Assert.Contains(fact, section);
    }
}
