using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Keratin.Tests;

public sealed partial class ReportTests
{
    private static string Text(Report report) => report.ToHtml(Runs.Facts);

    [Fact]
    public void The_same_report_is_the_same_page_to_the_last_letter() => Assert.Equal(Text(Runs.OfClasses()), Text(Runs.OfClasses()));

    [Fact]
    public void Each_part_returns_a_new_report_and_leaves_the_old_one_as_it_is()
    {
        Report plain = Report.Of(Runs.Classifier(), Runs.Overfitting());
        string before = Text(plain);
        Report more = plain.WithTitle("Other").WithData(Runs.Columns());
        Assert.Equal(before, Text(plain));
        Assert.DoesNotContain("id=\"data\"", before);
        Assert.Contains("<section id=\"data\"", Text(more));
        Assert.Contains("<h1>Other</h1>", Text(more));
    }

    [Fact]
    public void A_model_that_was_never_trained_has_a_page_without_curves()
    {
        string page = Text(Report.Of(Runs.Classifier()));
        Assert.DoesNotContain("id=\"training\"", page);
        Assert.Contains("<h1>Training report</h1>", page);
        Assert.Contains("<section id=\"model\"", page);
    }

    [Fact]
    public void Without_a_history_that_of_the_last_fit_is_shown()
    {
        Sequential model = Runs.Classifier();
        (NDArray x, NDArray y) = Runs.Rows();
        model.Fit(x, y, epochs: 3, verbose: 0);
        Assert.Contains("trained for 3 epochs", Text(Report.Of(model)));
    }

    [Fact]
    public void What_the_model_learns_later_does_not_show()
    {
        Sequential model = Runs.Classifier();
        (NDArray x, NDArray y) = Runs.Rows();
        Report report = Report.Of(model, Runs.Overfitting()).WithEvaluation(x, y);
        string before = Text(report);
        model.Fit(x, y, epochs: 3, verbose: 0);
        Assert.Equal(before, Text(report));
    }

    [Fact]
    public void Nothing_that_users_name_becomes_an_element()
    {
        const string evil = "</script></style></title><script>alert(1)</script><img src=x onerror=alert(2)>{{content}}\"'&\0";
        (NDArray x, NDArray y) = Runs.Rows();
        string name = evil.Replace("/", ""); // a layer's name has no slash
        var model = new Sequential([new Dense(3, activation: "softmax", inputShape: [3], name: name)], seed: 1, name: name);
        model.Compile("rmsprop", "sparse_categorical_crossentropy", [new SparseCategoricalAccuracy(name: evil)]);
        var table = new Table { [evil] = new[] { evil, evil, "b" } };
        string page = Text(Report.Of(model, Runs.Overfitting(metric: evil))
            .WithTitle(evil)
            .WithData(table, target: evil)
            .WithEvaluation(x, y, [evil, "<b>", "&amp;"], _ => evil)
            .WithImportance(PermutationImportance.Of(model, x, y, columnNames: [evil, "<i>", "c"])));
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script>"));
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("<i>", page);
        Assert.DoesNotContain("<b>", page);
        Assert.DoesNotContain('\0', page);
        Assert.Contains("&amp;amp;", page);
        Assert.Contains("{{content}}", page);
    }

    [Fact]
    public void Only_the_pages_own_script_and_style_may_run_and_nothing_may_be_fetched()
    {
        string page = Text(Runs.OfNumbers());
        string policy = System.Net.WebUtility.HtmlDecode(Policy().Match(page).Groups[1].Value);
        Assert.StartsWith("default-src 'none'; ", policy);
        Assert.DoesNotContain("unsafe", policy);
        foreach (string element in (string[])["script", "style"])
        {
            string content = Regex.Match(page, $"<{element}>(.*?)</{element}>", RegexOptions.Singleline).Groups[1].Value;
            Assert.Contains($"{element}-src 'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}'", policy);
        }
        Assert.DoesNotContain("http", Regex.Replace(page.Replace("http://www.w3.org/2000/svg", ""), "http-equiv", ""));
        Assert.DoesNotContain("style=", page);
    }

    [Fact]
    public void A_page_of_many_classes_epochs_and_long_texts_stays_below_300_kilobytes()
    {
        const int rows = 3000, classes = 60;
        var random = new Random(1);
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => random.Next(classes))];
        NDArray x = NDArray.SparseFromRows([.. Enumerable.Range(0, rows).Select(_ => Enumerable.Range(0, 50).Select(_ => random.Next(2000)).ToArray())], 2000);
        var model = new Sequential(new Dense(classes, activation: "softmax"));
        model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
        string text = string.Join(' ', Enumerable.Repeat("newswire", 1000));
        string page = Text(Report.Of(model, Runs.Overfitting(epochs: 5000)).WithData(x, labels).WithEvaluation(x, labels, describe: _ => text));
        Assert.InRange(Encoding.UTF8.GetByteCount(page), 50_000, 300_000);
        Assert.Contains("Of 5,000 epochs, 602 are drawn, evenly chosen.", page);
    }

    [Fact]
    public void Saving_makes_the_folder_and_takes_an_old_pages_place_as_a_whole()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Path("new", "report.html");
        Report report = Runs.OfNumbers();
        Assert.Equal(path, report.Save(path));
        File.WriteAllText(path, "old");
        report.Save(path);
        Assert.StartsWith("<!DOCTYPE html>", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFileSystemEntries(folder.Path("new")));
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_the_users_words()
    {
        Report report = Report.Of(Runs.Classifier());
        (NDArray x, NDArray y) = Runs.Rows();
        Refused("x has 12 rows but y has 11: there must be one target per row.", () => report.WithEvaluation(x, y[..11]));
        Refused("x has 12 rows but y has 11: there must be one target per row.", () => report.WithData(x, y[..11]));
        Refused("x must have a row per sample but has the shape (0, 3).", () => report.WithData(x[..0]));
        Refused("x has the shape (12, 3) but columnNames has 2 names: give one name for each column of a matrix.", () => report.WithData(x, columnNames: ["a", "b"]));
        Refused("There is nothing to show: the table has no rows.", () => report.WithData(new Table()));
        Refused("classNames has 2 names, but there are 3 classes: give a name for each.", () => report.WithData(x, y, classNames: ["a", "b"]));
        Refused("classNames has 2 names, but there are 3 classes: give a name for each.", () => report.WithEvaluation(x, y, ["a", "b"]));
        Refused("classNames has 4 names, but there are 3 classes: give a name for each.", () => report.WithEvaluation(x, y, ["a", "b", "c", "d"]));
        Refused("classNames has 2 names, but y, of shape (12,), holds neither labels from 0 nor one-hot rows: leave classNames out, or give the classes as y.", () => report.WithData(x, y - 0.5f, classNames: ["a", "b"]));
        Assert.Throws<KeyNotFoundException>(() => report.WithData(Runs.Columns(), target: "price"));
        (NDArray numbers, _) = Runs.Numbers(4);
        Refused("classNames has 2 names, but the model's predictions, of shape (4, 1) for these rows, are no classes: leave classNames out.", () => Report.Of(Runs.Regressor()).WithEvaluation(numbers, new float[] { 0, 1, 0, 1 }, ["no", "yes"]));
        var labels = new Sequential([new Dense(2, activation: "sigmoid", inputShape: [2])]);
        labels.Compile("sgd", "binary_crossentropy");
        Refused("classNames has 3 names, but there are 2 labels: give a name for each.", () => Report.Of(labels).WithEvaluation(numbers, new float[,] { { 1, 1 }, { 0, 1 }, { 0, 0 }, { 1, 0 } }, ["a", "b", "c"]));
        var input = new Input([2]);
        var two = new Model([input], [new Dense(1).Call(input), new Dense(1).Call(input)]);
        two.Compile("sgd", "mse");
        Refused("classNames has 2 names, but the model has 2 outputs, of which only the scores are shown: leave classNames out.", () => Report.Of(two).WithEvaluation([numbers], [new float[4], new float[4]], ["no", "yes"]));
        var plain = new Sequential(new Dense(1, inputShape: [3]));
        Assert.Throws<InvalidOperationException>(() => Report.Of(plain).WithEvaluation(x, y));

        static void Refused(string words, Action act) => Assert.StartsWith(words, Assert.ThrowsAny<ArgumentException>(act).Message);
    }

    [GeneratedRegex("Content-Security-Policy\" content=\"([^\"]*)\"")]
    private static partial Regex Policy();
}
