namespace Keratin.Tests;

/// <summary>The table as Keras 3.15.1 prints it (goldens <c>text/summary_*.txt</c>), character by character.</summary>
public sealed class SummaryTests
{
    private const string Table =
        """
        Model: "sequential"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
        │ dense (Dense)                   │ (None, 8)              │           168 │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ dense_1 (Dense)                 │ (None, 8)              │            72 │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ dense_2 (Dense)                 │ (None, 5)              │            45 │
        └─────────────────────────────────┴────────────────────────┴───────────────┘

        """;

    private const string NotTrained = Table +
        """
         Total params: 285 (1.11 KB)
         Trainable params: 285 (1.11 KB)
         Non-trainable params: 0 (0.00 B)

        """;

    [Fact]
    public void A_built_model() => Assert.Equal(NotTrained, Text(Model()));

    [Fact]
    public void A_compiled_model_counts_the_optimizer_only_once_it_has_been_used()
    {
        Sequential model = Model();
        model.Compile("rmsprop", "sparse_categorical_crossentropy");
        Assert.Equal(NotTrained, Text(model));

        model.Fit(Examples.Numbers(4, 20), Examples.Labels(4, 5), verbose: 0);

        Assert.Equal(Table +
            """
             Total params: 572 (2.23 KB)
             Trainable params: 285 (1.11 KB)
             Non-trainable params: 0 (0.00 B)
             Optimizer params: 287 (1.12 KB)

            """, Text(model));
    }

    [Fact]
    public void An_unbuilt_model() => Assert.Equal(
        """
        Model: "sequential"
        ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━━━━━━━━━━┳━━━━━━━━━━━━━━━┓
        ┃ Layer (type)                    ┃ Output Shape           ┃       Param # ┃
        ┡━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━━━━━━━━━━╇━━━━━━━━━━━━━━━┩
        │ dense (Dense)                   │ ?                      │   0 (unbuilt) │
        ├─────────────────────────────────┼────────────────────────┼───────────────┤
        │ dense_1 (Dense)                 │ ?                      │   0 (unbuilt) │
        └─────────────────────────────────┴────────────────────────┴───────────────┘
         Total params: 0 (0.00 B)
         Trainable params: 0 (0.00 B)
         Non-trainable params: 0 (0.00 B)

        """, Text(new Sequential(new Dense(8, "relu"), new Dense(1))));

    [Fact]
    public void The_model_of_the_book_with_thousands_and_megabytes()
    {
        string text = Text(new Sequential(new Dense(64, "relu", inputShape: [10_000]), new Dense(64, "relu"), new Dense(46, "softmax")));
        Assert.Contains("│ dense (Dense)                   │ (None, 64)             │       640,064 │\n", text, StringComparison.Ordinal);
        Assert.Contains("\n Total params: 647,214 (2.47 MB)\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_that_are_not_trained_count_apart()
    {
        Sequential model = Model();
        model.Layers[0].Trainable = false;
        Assert.EndsWith(" Total params: 285 (1.11 KB)\n Trainable params: 117 (468.00 B)\n Non-trainable params: 168 (672.00 B)\n", Text(model), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_too_long_is_cut()
    {
        string[] lines = Text(new Sequential(new Dense(1, name: "the_first_and_by_far_the_longest_of_all_layers", inputShape: [2]))).Split('\n');
        Assert.All(lines[1..6], line => Assert.Equal(lines[1].Length, line.Length));
        Assert.Contains("…", lines[4], StringComparison.Ordinal);
    }

    [Fact]
    public void Printing_changes_nothing()
    {
        Sequential model = Model();
        string before = model.Bits();
        Text(model);
        Assert.Equal(before, model.Bits());
        Assert.Null(model.Optimizer);
    }

    private static Sequential Model() => new(new Dense(8, "relu", inputShape: [20]), new Dense(8, "relu"), new Dense(5, "softmax"));

    private static string Text(Model model)
    {
        using var writer = new StringWriter { NewLine = "\n" };
        model.Summary(writer);
        return writer.ToString();
    }
}
