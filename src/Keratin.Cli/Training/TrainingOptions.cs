using Keratin.Cli.Tables;

namespace Keratin.Cli.Training;

/// <summary>What was asked for with <c>keratin train</c>.</summary>
internal sealed record TrainingOptions
{
    /// <summary>The file to learn from.</summary>
    public required string Data { get; init; }

    /// <summary>The column to predict; several are a label each.</summary>
    public required IReadOnlyList<string> Targets { get; init; }

    /// <summary>The model's file.</summary>
    public required string Out { get; init; }

    /// <summary>The kind of prediction; null: the data tell.</summary>
    public TaskKind? Task { get; init; }

    /// <summary>What columns are to be taken for, with the option that says so; of the others the data tell.</summary>
    public IReadOnlyList<(string Column, ColumnKind Kind, string Option)> Kinds { get; init; } = [];

    /// <summary>Texts that stand for a missing value, beside the usual ones.</summary>
    public IReadOnlyList<string> Missing { get; init; } = [];

    /// <summary>The widths of the layers before the last.</summary>
    public IReadOnlyList<int> Layers { get; init; } = [64, 64];

    /// <summary>The share of values that falls out behind each of these layers while training.</summary>
    public double Dropout { get; init; }

    /// <summary>The optimizer's name.</summary>
    public string Optimizer { get; init; } = "adam";

    /// <summary>The optimizer's learning rate; null: its own.</summary>
    public double? LearningRate { get; init; }

    /// <summary>How often all rows are used, at most.</summary>
    public int Epochs { get; init; } = 100;

    /// <summary>The rows of a step; null: the square root of the number of rows, see <see cref="BatchSizeFor"/>.</summary>
    public int? BatchSize { get; init; }

    /// <summary>The folds of a cross-validation; null: none.</summary>
    public int? Folds { get; init; }

    /// <summary>The share of rows that is held out to check what was learnt.</summary>
    public double ValidationSplit { get; init; } = 0.2;

    /// <summary>How many epochs without a better validation loss end the training; 0: none does.</summary>
    public int EarlyStopping { get; init; } = 10;

    /// <summary>What all random numbers are made of.</summary>
    public int Seed { get; init; } = 42;

    /// <summary>The file of the page about the training; null: none is written.</summary>
    public string? Report { get; init; }

    /// <summary>Whether the result is one JSON document, and nothing else is printed.</summary>
    public bool Json { get; init; }

    /// <summary>The rows of a step: as was asked, or the power of two next to the square root of the number of rows, from 32 to 512.</summary>
    public int BatchSizeFor(int rows) => BatchSize ?? Math.Clamp(1 << (int)Math.Round(Math.Log2(Math.Sqrt(rows))), 32, 512);
}
