namespace Keratin.Tests;

/// <summary>Runs to report, with the same numbers on every machine: nothing in them is trained.</summary>
internal static class Runs
{
    /// <summary>A machine that always is the same.</summary>
    public static RunFacts Facts { get; } = new(new DateTimeOffset(2026, 1, 2, 3, 4, 0, TimeSpan.Zero), "1.2.3", ".NET 10", "Some System", "Some Processor", 4, "AVX2");

    /// <summary>Six epochs whose validation loss is smallest, 0.6, at the third.</summary>
    public static History Overfitting(int epochs = 6, string metric = "accuracy")
    {
        var history = new History(seed: 7, reported: () => [("loss", null), (metric, null)]) { Duration = TimeSpan.FromSeconds(1.5) };
        for (int i = 0; i < epochs; i++)
            history.Add(i, new Dictionary<string, double>
            {
                ["loss"] = 2.0 / (i + 1),
                ["val_loss"] = 0.6 + 0.1 * Math.Abs(i - 2),
                [metric] = 1 - 0.5 / (i + 1),
                ["val_" + metric] = 0.75 - 0.01 * Math.Abs(i - 4),
            });
        return history;
    }

    /// <summary>Three numbers, of which the largest names the class.</summary>
    public static Sequential Classifier()
    {
        var model = new Sequential([new Dense(3, activation: "softmax", inputShape: [3], name: "topics")], seed: 7, name: "tiny") { Threads = 4 };
        model.Compile("rmsprop", "sparse_categorical_crossentropy", ["accuracy"]);
        model.SetWeights([new NDArray([4, 0, 0, 0, 4, 0, 0, 0, 4], [3, 3]), new float[3]]);
        return model;
    }

    /// <summary>Twelve rows for the classifier, of which it takes three for another class.</summary>
    public static (NDArray X, NDArray Y) Rows()
    {
        int[] said = [0, 0, 0, 1, 1, 1, 1, 2, 2, 0, 1, 2], labels = [0, 0, 0, 1, 1, 1, 1, 2, 2, 1, 2, 0];
        var x = new float[12, 3];
        for (int row = 0; row < 12; row++) x[row, said[row]] = 1 + row / 16f;
        return (x, labels);
    }

    /// <summary>y = 2a − b, exactly.</summary>
    public static Sequential Regressor()
    {
        var model = new Sequential([new Dense(1, inputShape: [2])], seed: 7, name: "line");
        model.Compile("sgd", "mse", ["mae"]);
        model.SetWeights([new NDArray([2, -1], [2, 1]), new float[1]]);
        return model;
    }

    /// <summary>Rows for the regressor; every fifth truth is 3 more than it says, every tenth 2 less.</summary>
    public static (NDArray X, NDArray Y) Numbers(int rows = 40)
    {
        var (x, y) = (new float[rows, 2], new float[rows]);
        for (int row = 0; row < rows; row++)
        {
            (x[row, 0], x[row, 1]) = (row * 7 % 11, row * 5 % 13);
            y[row] = 2 * x[row, 0] - x[row, 1] + (row % 5 == 4 ? 3 : 0) - (row % 10 == 7 ? 2 : 0);
        }
        return (x, y);
    }

    /// <summary>Three folds of a model that learns a little.</summary>
    public static CrossValidationResult Folds()
    {
        (NDArray x, NDArray y) = Numbers();
        int seed = 0;
        return CrossValidation.KFold(() =>
        {
            var model = new Sequential([new Dense(1)], seed: seed++);
            model.Compile("adam", "mse", ["mae"]);
            return model;
        }, x, y, k: 3, epochs: 5);
    }

    /// <summary>A table with a column of each kind, of which some values are missing.</summary>
    public static Table Columns() => new()
    {
        ["city"] = new[] { "Ulm", "Bonn", "Ulm", "", "Kiel", "Ulm" },
        ["age"] = new[] { 31.5, double.NaN, 44, 20, 60, 31.5 },
        ["rooms"] = new[] { 1, 2, 3, 4, 5, 6 },
        ["topic"] = new[] { 0, 1, 2, 0, 0, 1 },
    };

    /// <summary>A page with every section that classes have.</summary>
    public static Report OfClasses()
    {
        (NDArray x, NDArray y) = Rows();
        string[] names = ["grain", "money", "crude"];
        Sequential model = Classifier();
        return Report.Of(model, Overfitting())
            .WithTitle("A tiny run")
            .WithData(Columns(), target: "topic")
            .WithEvaluation(x, y, names, row => row == 9 ? string.Join(' ', Enumerable.Repeat("wheat and more wheat", 20)) : $"text {row}")
            .WithImportance(PermutationImportance.Of(model, x, y, columnNames: ["a", "b", "c"]));
    }

    /// <summary>A page with every section that numbers have.</summary>
    public static Report OfNumbers()
    {
        (NDArray x, NDArray y) = Numbers();
        return Report.Of(Regressor(), Overfitting(metric: "mae")).WithTitle("Numbers").WithData(x, y, ["a", "b"]).WithEvaluation(x, y).WithFolds(Folds());
    }
}
