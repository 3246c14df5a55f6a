using System.CommandLine;
using System.Globalization;
using Keratin.Cli.Tables;
using Keratin.Cli.Training;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin train data.csv --target COLUMN --out model.keras</c>: from a file of separated values to a model.</summary>
internal sealed class TrainCommand
{
    private static readonly TrainingOptions Default = new() { Data = "", Targets = [], Out = "" };

    private readonly Argument<string> _data = new("DATA") { Description = "A file of values separated by commas, semicolons or tabs; its first line names the columns." };
    private readonly Option<string[]> _target = new("--target") { Description = "The column to predict. Given several times: columns of 1 and 0, a label each.", HelpName = "COLUMN", Required = true };
    private readonly Option<string> _out = new("--out") { Description = "The model's file, .keras.", HelpName = "MODEL", Required = true };
    private readonly Option<string> _task = new("--task") { Description = "regression predicts a number, classification one class, multilabel any number of labels (separated by | or ;).", DefaultValueFactory = _ => "auto" };
    private readonly Option<string[]> _number = Column("--number", "A column of numbers, where the data tell otherwise. This and the next four may be given several times.");
    private readonly Option<string[]> _category = Column("--category", "A column of names or codes of kinds.");
    private readonly Option<string[]> _text = Column("--text", "A column of texts.");
    private readonly Option<string[]> _date = Column("--date", "A column of dates.");
    private readonly Option<string[]> _ignore = Column("--ignore", "A column to leave out.");
    private readonly Option<string[]> _missing = new("--missing") { Description = "What stands for a missing value, beside nothing, NA, N/A, #N/A, NaN, null and None.", HelpName = "TEXT" };
    private readonly Option<string> _layers = new("--layers") { Description = "The widths of the layers before the last, or none.", HelpName = "WIDTHS", DefaultValueFactory = _ => string.Join(',', Default.Layers) };
    private readonly Option<double> _dropout = new("--dropout") { HelpName = "SHARE", Description = "The share of values that falls out behind each of these layers in training.", DefaultValueFactory = _ => Default.Dropout };
    private readonly Option<string> _optimizer = new("--optimizer") { HelpName = "NAME", Description = "adam, rmsprop, sgd, adamw, nadam, …", DefaultValueFactory = _ => Default.Optimizer };
    private readonly Option<double?> _learningRate = new("--learning-rate") { HelpName = "RATE", Description = "The size of the optimizer's steps. Default: the optimizer's own." };
    private readonly Option<int> _epochs = new("--epochs") { HelpName = "COUNT", Description = "How often all rows are used, at most.", DefaultValueFactory = _ => Default.Epochs };
    private readonly Option<int?> _batchSize = new("--batch-size") { HelpName = "ROWS", Description = "The rows of a step. Default: about the square root of the number of rows, 32 to 512." };
    private readonly Option<int?> _folds = new("--k-fold") { HelpName = "COUNT", Description = "Checks by so many folds, each held out once; then trains on all rows for the best number of epochs." };
    private readonly Option<double> _split = new("--validation-split") { HelpName = "SHARE", Description = "The share of rows that is held out to check the model.", DefaultValueFactory = _ => Default.ValidationSplit };
    private readonly Option<int> _stopping = new("--early-stopping") { HelpName = "EPOCHS", Description = "Ends after so many epochs without a better validation loss, and keeps the best; 0: never.", DefaultValueFactory = _ => Default.EarlyStopping };
    private readonly Option<int> _seed = new("--seed") { HelpName = "NUMBER", Description = "What all random numbers are made of: same seed, same model.", DefaultValueFactory = _ => Default.Seed };
    private readonly Option<string?> _report = new("--report") { Description = "Writes a page about the training: curves, mistakes, what the model goes by.", HelpName = "HTML" };
    private readonly Option<bool> _json = JsonOption.Create();

    private TrainCommand() => _task.AcceptOnlyFromAmong("auto", "regression", "classification", "multilabel");

    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var words = new TrainCommand();
        var command = new ExplainedCommand("train", "Trains a model on a table, and says how good it is.",
            "keratin train houses.csv --target price --out houses.keras",
            "keratin train boston.csv --target medv --out boston.keras --k-fold 4",
            "keratin train news.csv --target topic --text body --ignore author --out news.keras")
        {
            words._data, words._target, words._out, words._task, words._number, words._category, words._text, words._date, words._ignore, words._missing, words._layers, words._dropout,
            words._optimizer, words._learningRate, words._epochs, words._batchSize, words._folds, words._split, words._stopping, words._seed, words._report, words._json,
        };
        command.SetAction(parsed => Run(words.Read(parsed), screen));
        return command;
    }

    private static int Run(TrainingOptions options, Screen screen)
    {
        using var interruption = new Interruption();
        CancellationToken stop = interruption.Token;
        var display = new ReadingDisplay(options.Json || !screen.IsTerminal ? null : screen.Rich);
        TableProfile profile = Profile(options, display, stop);
        TableSchema all = SchemaInference.Of(profile, options);
        var shown = new TrainingScreen(options, profile, all);
        if (!options.Json) shown.PrintColumns(screen);

        TableSchema schema = all with { Columns = [.. all.Columns.Where(column => column.IsInput)] };
        (Table rows, NDArray y) = ReadRows(options.Data, schema, display, stop);
        TrainingOutcome outcome = new TableTraining(options, schema, rows, y, new TrainingDisplay(screen, isSilent: options.Json), stop).Run();
        outcome.Model.Save(options.Out);
        if (options.Report is { } page) WriteReport(outcome, page, options.Out);
        bool stopped = stop.IsCancellationRequested;
        if (options.Json) shown.WriteJson(screen, outcome, stopped);
        else shown.PrintOutcome(screen, outcome, stopped);
        return stopped ? Interruption.ExitCode : ExitCode.Success;
    }

    private static void WriteReport(TrainingOutcome outcome, string page, string model)
    {
        try
        {
            outcome.Report().Save(page);
        }
        catch (IOException error)
        {
            throw new UserError($"{error.Message} The training is not lost: {model} holds the model.");
        }
    }

    private static TableProfile Profile(TrainingOptions options, ReadingDisplay display, CancellationToken stop)
    {
        using var file = CsvFile.Open(options.Data, stop);
        return display.Show(file, () => TableProfile.Of(file, options.Missing));
    }

    private static (Table Rows, NDArray Targets) ReadRows(string data, TableSchema schema, ReadingDisplay display, CancellationToken stop)
    {
        using var file = CsvFile.Open(data, stop);
        var reader = new TableReader(file, schema, withTarget: true);
        (Table rows, NDArray y) = display.Show(file, reader.TakeAll);
        if (y.Length < TableProfile.FewestRows)
            throw new UserError($"Only {Quantity.Of(y.Length, "row")} of {data} {(y.Length == 1 ? "has" : "have")} a target: at least {TableProfile.FewestRows} are needed to learn and to check what was learnt.");
        return (rows, y);
    }

    private TrainingOptions Read(ParseResult parsed)
    {
        if (parsed.GetValue(_folds) is not null && parsed.GetResult(_stopping) is { Implicit: false })
            throw new UserError("--early-stopping does not go with --k-fold, whose folds make all epochs to find the best number: leave one of them out.");
        if (parsed.GetValue(_data) == "-") throw new UserError("keratin train reads its file twice, so it cannot be the standard input: write it to a file first.");
        string optimizer = parsed.GetValue(_optimizer)!;
        // Tells now, not after the file has been read, if there is none of that name.
        _ = (Optimizer)optimizer;
        return new TrainingOptions
        {
            Data = parsed.GetValue(_data)!,
            Targets = [.. parsed.GetValue(_target)!.Distinct()],
            Out = ModelFile(parsed.GetValue(_out)!),
            Task = Enum.TryParse(parsed.GetValue(_task), ignoreCase: true, out TaskKind task) ? task : null,
            Kinds = [.. Kinds(_number, ColumnKind.Number), .. Kinds(_category, ColumnKind.Category), .. Kinds(_text, ColumnKind.Text), .. Kinds(_date, ColumnKind.Date), .. Kinds(_ignore, ColumnKind.Ignored)],
            Missing = parsed.GetValue(_missing) ?? [],
            Layers = Widths(parsed.GetValue(_layers)!),
            Dropout = Within(_dropout, parsed.GetValue(_dropout), share => share is >= 0 and < 1, "a share from 0 to below 1"),
            Optimizer = optimizer,
            LearningRate = parsed.GetValue(_learningRate) is { } rate ? Within(_learningRate, rate, value => value > 0 && double.IsFinite(value), "a number above 0") : null,
            Epochs = Within(_epochs, parsed.GetValue(_epochs), count => count >= 1, "1 or more"),
            BatchSize = parsed.GetValue(_batchSize) is { } size ? Within(_batchSize, size, count => count >= 1, "1 or more") : null,
            Folds = parsed.GetValue(_folds) is { } folds ? Within(_folds, folds, count => count >= 2, "2 or more") : null,
            ValidationSplit = Within(_split, parsed.GetValue(_split), share => share is > 0 and < 1, "a share between 0 and 1"),
            EarlyStopping = Within(_stopping, parsed.GetValue(_stopping), count => count >= 0, "0 or more"),
            Seed = Within(_seed, parsed.GetValue(_seed), seed => seed >= 0, "0 or more"),
            Report = parsed.GetValue(_report) is { } page ? ReportFile(page) : null,
            Json = parsed.GetValue(_json),
        };

        IEnumerable<(string, ColumnKind, string)> Kinds(Option<string[]> option, ColumnKind kind) => (parsed.GetValue(option) ?? []).Select(column => (column, kind, option.Name));
    }

    private static Option<string[]> Column(string name, string description) => new(name) { Description = description, HelpName = "COLUMN" };

    // Before the training, not after it.
    private static string ModelFile(string path)
    {
        if (!FileEnd.Is(path, FileEnd.Model)) throw new UserError($"--out must name a .keras file, but is {path}: say --out {Path.ChangeExtension(path, ".keras")}.");
        return OutputFile.Require("--out", path);
    }

    private static string ReportFile(string path)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) OutputFolder.Make(folder);
        return OutputFile.Require("--report", path);
    }

    private static int[] Widths(string text)
    {
        if (text == "none") return [];
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries);
        return [.. parts.Select(part => int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int width) && width > 0 ? width
            : throw new UserError($"--layers must be widths like 64,64, or none, but is '{text}'."))];
    }

    private static T Within<T>(Option option, T value, Predicate<T> fits, string range) => fits(value) ? value
        : throw new UserError(string.Create(CultureInfo.InvariantCulture, $"{option.Name} must be {range}, but is {value}."));
}
