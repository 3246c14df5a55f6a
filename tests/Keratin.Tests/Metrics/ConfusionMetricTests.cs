namespace Keratin.Tests;

/// <summary>Metrics of right and wrong answers on random data, each against its definition.</summary>
public sealed class ConfusionMetricTests
{
    private const int Rows = 200;
    private const int Outputs = 3;

    private static readonly (double[][] Truth, double[][] Scores, double[] Weights) Data = MakeData();

    private static NDArray Array(double[][] rows) => new([.. rows.SelectMany(row => row).Select(value => (float)value)], [rows.Length, rows[0].Length]);

    private static double Run(Metric metric, bool weighted = false) =>
        MetricRun.Of(metric, Array(Data.Truth), Array(Data.Scores), weighted ? (NDArray)System.Array.ConvertAll(Data.Weights, value => (float)value) : null, batchSize: 37);

    private static IEnumerable<(bool Yes, double Score, double Weight, int Column)> Pairs(bool weighted) =>
        from row in Enumerable.Range(0, Rows)
        from column in Enumerable.Range(0, Outputs)
        select (Data.Truth[row][column] != 0, Data.Scores[row][column], weighted ? Data.Weights[row] : 1, column);

    private static (double Tp, double Fp, double Tn, double Fn) Count(double threshold, bool weighted, int? column = null)
    {
        double Sum(bool yes, bool answer) => Pairs(weighted).Where(pair => pair.Yes == yes && pair.Score > threshold == answer && (column ?? pair.Column) == pair.Column).Sum(pair => pair.Weight);
        return (Sum(true, true), Sum(false, true), Sum(false, false), Sum(true, false));
    }

    [Theory]
    [InlineData("ROC", "interpolation", false)]
    [InlineData("ROC", "minoring", false)]
    [InlineData("ROC", "majoring", true)]
    [InlineData("PR", "minoring", true)]
    [InlineData("pr", "majoring", false)]
    public void The_area_is_that_of_rectangles_under_the_curve(string curve, string method, bool weighted)
    {
        double[] even = [-1e-7, .. Enumerable.Range(1, 48).Select(i => (double)(i / 49f)), 1 + 1e-7], own = [0.2, 0.35f, 0.9f];
        Assert.Equal(Area(even), Run(new AUC(50, curve, method), weighted), 1e-9);
        Assert.Equal(Area([-1e-7, .. own.Select(value => (double)(float)value), 1 + 1e-7]), Run(new AUC(curve: curve, summationMethod: method, thresholds: [0.9, 0.2, 0.35]), weighted), 1e-9);

        double Area(double[] thresholds)
        {
            (double X, double Y)[] points = [.. thresholds.Select(threshold =>
            {
                (double tp, double fp, double tn, double fn) = Count(threshold, weighted);
                double recall = tp / (tp + fn);
                return curve == "ROC" ? (fp / (fp + tn), recall) : (recall, tp + fp == 0 ? 0 : tp / (tp + fp));
            })];
            return points.Zip(points.Skip(1), (low, high) => (low.X - high.X) * (method switch
            {
                "minoring" => Math.Min(low.Y, high.Y),
                "majoring" => Math.Max(low.Y, high.Y),
                _ => (low.Y + high.Y) / 2,
            })).Sum();
        }
    }

    [Fact]
    public void Precision_is_interpolated_through_counts_that_grow_evenly()
    {
        // The integral of precision over recall between two points, by many small pieces.
        double[] thresholds = [-1e-7, .. Enumerable.Range(1, 8).Select(i => (double)(i / 9f)), 1 + 1e-7];
        double area = 0;
        for (int i = 0; i + 1 < thresholds.Length; i++)
        {
            var (low, high) = (Count(thresholds[i], false), Count(thresholds[i + 1], false));
            const int pieces = 20_000;
            for (int k = 0; k < pieces; k++)
            {
                double share = (k + 0.5) / pieces, tp = high.Tp + share * (low.Tp - high.Tp), fp = high.Fp + share * (low.Fp - high.Fp);
                area += tp / (tp + fp) * (low.Tp - high.Tp) / pieces / (low.Tp + low.Fn);
            }
        }
        Assert.Equal(area, Run(new AUC(10, "PR")), 1e-6);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Each_label_may_have_an_area_of_its_own(bool weighted)
    {
        NDArray truth = Array(Data.Truth), scores = Array(Data.Scores);
        NDArray? weights = weighted ? (NDArray)System.Array.ConvertAll(Data.Weights, value => (float)value) : null;
        foreach (string curve in (string[])["ROC", "PR"])
        {
            double[] each = [.. Enumerable.Range(0, Outputs).Select(column => MetricRun.Of(new AUC(50, curve), Column(Data.Truth, column), Column(Data.Scores, column), weights))];
            Assert.Equal(each.Average(), MetricRun.Of(new AUC(50, curve, multiLabel: true), truth, scores, weights), 1e-9);
            Assert.Equal((each[0] + 3 * each[2]) / 4, MetricRun.Of(new AUC(50, curve, multiLabel: true, labelWeights: [1, 0, 3]), truth, scores, weights), 1e-9);
            // Taken together, a label that counts twice is as if it were there twice.
            NDArray Twice(double[][] rows) => Array([.. rows.Select(row => (double[])[row[0], row[1], row[1], row[2]])]);
            Assert.Equal(MetricRun.Of(new AUC(50, curve), Twice(Data.Truth), Twice(Data.Scores), weights), MetricRun.Of(new AUC(50, curve, labelWeights: [1, 2, 1]), truth, scores, weights), 1e-6);
        }

        static NDArray Column(double[][] rows, int column) => Array([.. rows.Select(row => (double[])[row[column]])]);
    }

    [Fact]
    public void The_area_of_logits_is_that_of_their_sigmoid()
    {
        NDArray logits = Array([.. Data.Scores.Select(row => System.Array.ConvertAll(row, p => Math.Log(p / (1 - p))))]);
        Assert.Equal(Run(new AUC()), MetricRun.Of(new AUC(fromLogits: true), Array(Data.Truth), logits), 2e-3);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Counts_precision_and_recall_look_at_what_they_are_told(bool weighted)
    {
        (double tp, double fp, double tn, double fn) = Count(0.3f, weighted);
        Assert.Equal(tp, Run(new TruePositives(0.3), weighted), 1e-4);
        Assert.Equal(fp, Run(new FalsePositives(0.3), weighted), 1e-4);
        Assert.Equal(tn, Run(new TrueNegatives(0.3), weighted), 1e-4);
        Assert.Equal(fn, Run(new FalseNegatives(0.3), weighted), 1e-4);
        Assert.Equal(tp / (tp + fp), Run(new Precision(0.3), weighted), 1e-6);
        Assert.Equal(tp / (tp + fn), Run(new Recall(0.3), weighted), 1e-6);
        (tp, fp, _, fn) = Count(0.5, weighted, column: 1);
        Assert.Equal(tp / (tp + fp), Run(new Precision(classId: 1), weighted), 1e-6);
        Assert.Equal(tp / (tp + fn), Run(new Recall(classId: 1), weighted), 1e-6);
    }

    [Fact]
    public void Only_the_largest_outputs_of_a_row_are_answers_of_yes()
    {
        double right = 0, answers = 0, rightOfClass = 0, yesOfClass = 0;
        for (int row = 0; row < Rows; row++)
        {
            int[] best = [.. Enumerable.Range(0, Outputs).OrderByDescending(i => Data.Scores[row][i]).Take(2)];
            answers += 2;
            right += best.Count(i => Data.Truth[row][i] != 0);
            yesOfClass += Data.Truth[row][2];
            if (best.Contains(2)) rightOfClass += Data.Truth[row][2];
        }
        Assert.Equal(right / answers, Run(new Precision(topK: 2)), 1e-9);
        Assert.Equal(rightOfClass / yesOfClass, Run(new Recall(topK: 2, classId: 2)), 1e-9);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_F_scores_average_over_outputs_as_they_are_told(bool weighted)
    {
        static double Score((double Tp, double Fp, double Tn, double Fn) count, double beta)
        {
            double precision = count.Tp / (count.Tp + count.Fp), recall = count.Tp / (count.Tp + count.Fn);
            return (1 + beta * beta) * precision * recall / (beta * beta * precision + recall);
        }
        var each = Enumerable.Range(0, Outputs).Select(column => Count(0.4f, weighted, column)).ToArray();
        Assert.Equal(each.Average(count => Score(count, 1)), Run(new F1Score(threshold: 0.4), weighted), 1e-6);
        Assert.Equal(each.Sum(count => (count.Tp + count.Fn) * Score(count, 2)) / each.Sum(count => count.Tp + count.Fn), Run(new FBetaScore("weighted", 2, 0.4), weighted), 1e-6);
        Assert.Equal(Score(Count(0.4f, weighted), 0.5), Run(new FBetaScore("micro", 0.5, 0.4), weighted), 1e-6);
    }

    [Fact]
    public void Without_a_threshold_the_largest_output_is_the_answer_of_an_F_score()
    {
        NDArray truth = new float[,] { { 1, 0 }, { 0, 1 }, { 1, 0 }, { 0, 1 } }, scores = new float[,] { { 0.6f, 0.4f }, { 0.7f, 0.3f }, { 0.2f, 0.1f }, { 0, 0 } };
        // Class 0: two right, one wrong; class 1: none found, since a row of zeros answers nothing.
        Assert.Equal(0.8 / 2, MetricRun.Of("f1_score", truth, scores), 1e-6);
    }

    [Fact]
    public void Settings_and_targets_that_do_not_fit_are_refused_in_words()
    {
        static string Range(Func<Metric> make) => Assert.Throws<ArgumentOutOfRangeException>(make).Message;
        Assert.StartsWith("A threshold must be from 0 to 1 but was 1.5.", Range(() => new Precision(1.5)));
        Assert.StartsWith("A threshold must be from 0 to 1 but was -1.", Range(() => new AUC(thresholds: [0.5, -1])));
        foreach (Func<double, Metric> make in (Func<double, Metric>[])[t => new Precision(t), t => new Recall(t), t => new TruePositives(t), t => new FalsePositives(t), t => new TrueNegatives(t), t => new FalseNegatives(t)])
            foreach (double threshold in (double[])[-0.5, double.NaN])
                Assert.StartsWith(FormattableString.Invariant($"A threshold must be from 0 to 1 but was {threshold}."), Range(() => make(threshold)));
        Assert.StartsWith("topK must be at least 1 but was 0.", Range(() => new Recall(topK: 0)));
        Assert.StartsWith("classId must be 0 or more but was -1.", Range(() => new Recall(classId: -1)));
        Assert.StartsWith("AUC needs at least 2 thresholds but numThresholds was 1.", Range(() => new AUC(1)));
        Assert.StartsWith("labelWeights must be finite numbers that are not negative, but one is -1.", Range(() => new AUC(labelWeights: [1, -1])));
        Assert.StartsWith("specificity must be from 0 to 1 but was 2.", Range(() => new SensitivityAtSpecificity(2)));
        Assert.StartsWith("recall must be from 0 to 1 but was -0.5.", Range(() => new PrecisionAtRecall(-0.5)));
        Assert.StartsWith("precision must be from 0 to 1 but was 1.5.", Range(() => new RecallAtPrecision(1.5)));
        Assert.StartsWith("sensitivity must be from 0 to 1 but was NaN.", Range(() => new SpecificityAtSensitivity(double.NaN)));
        Assert.StartsWith("numThresholds must be at least 1 but was 0.", Range(() => new RecallAtPrecision(0.5, 0)));
        Assert.StartsWith("beta must be above 0 but was 0.", Range(() => new FBetaScore(beta: 0)));
        Assert.StartsWith("A threshold must be above 0 and at most 1 but was 0.", Range(() => new F1Score(threshold: 0)));
        Assert.StartsWith("numRegressors must be 0 or more but was -1.", Range(() => new R2Score(numRegressors: -1)));
        Assert.StartsWith("k must be at least 1 but was 0.", Range(() => new TopKCategoricalAccuracy(0)));
        Assert.StartsWith("k must be at least 1 but was 0.", Range(() => new SparseTopKCategoricalAccuracy(0)));

        static string Words(Func<object> act) => Assert.Throws<ArgumentException>(act).Message;
        Assert.Equal("There is no curve \"RC\". Known names are ROC, PR. Did you mean \"ROC\"?", Words(() => new AUC(curve: "RC")));
        Assert.Contains("There is no summation method \"mid\".", Words(() => new AUC(summationMethod: "mid")));
        Assert.Contains("There is no average \"mean\".", Words(() => new F1Score("mean")));
        Assert.Contains("There is no aggregation \"sum\".", Words(() => new R2Score("sum")));
        NDArray labels = new float[] { 0, 2 }, scores = NDArray.Zeros([2, 3]), column = NDArray.Zeros([2, 1]);
        const string oneHot = " expects one target per output, so targets of the predictions' shape (None, 3), but got (None,): use Encode.ToCategorical(labels, 3).";
        Assert.Equal("precision" + oneHot, Words(() => MetricRun.Of("precision", labels, scores)));
        Assert.Equal("auc" + oneHot, Words(() => MetricRun.Of("auc", labels, scores)));
        Assert.Equal("f1_score" + oneHot, Words(() => MetricRun.Of("f1_score", labels, scores)));
        Assert.Equal("precision looks at the 4 largest outputs, but the model has 3: choose a topK of at most 3.", Words(() => MetricRun.Of(new Precision(topK: 4), scores, scores)));
        Assert.Equal("recall looks at the class 3, but the model has 3 outputs: choose a classId of at most 2.", Words(() => MetricRun.Of(new Recall(classId: 3), scores, scores)));
        Assert.Equal("f1_score takes the largest output for the answer, but the model has only one: give a threshold, as in new F1Score(threshold: 0.5).", Words(() => MetricRun.Of("f1_score", column, column)));
        Assert.Equal("auc has 2 labelWeights, but the model has 3 outputs: give one for each.", Words(() => MetricRun.Of(new AUC(labelWeights: [1, 1]), scores, scores)));
        Assert.Equal("auc with multiLabel needs outputs (None, labels) but got (None, 1, 3).", Words(() => MetricRun.Of(new AUC(multiLabel: true), NDArray.Zeros([2, 1, 3]), NDArray.Zeros([2, 1, 3]))));
        Assert.EndsWith("use sparse_top_k_categorical_accuracy for integer labels.", Words(() => MetricRun.Of("top_k_categorical_accuracy", labels, scores)));
        Assert.EndsWith("use top_k_categorical_accuracy for one-hot targets.", Words(() => MetricRun.Of("sparse_top_k_categorical_accuracy", scores, scores)));
    }

    private static (double[][] Truth, double[][] Scores, double[] Weights) MakeData()
    {
        var random = new Random(8);
        var data = (Truth: new double[Rows][], Scores: new double[Rows][], Weights: new double[Rows]);
        for (int row = 0; row < Rows; row++)
        {
            data.Truth[row] = [.. Enumerable.Range(0, Outputs).Select(_ => (double)random.Next(2))];
            data.Scores[row] = System.Array.ConvertAll(data.Truth[row], yes => (double)(float)Math.Clamp(0.3 * yes + 0.7 * random.NextDouble(), 0.001, 0.999));
            data.Weights[row] = (float)(2 * random.NextDouble());
        }
        return data;
    }
}
