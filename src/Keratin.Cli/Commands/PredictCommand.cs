using System.CommandLine;
using Keratin.Cli.Predicting;
using Keratin.Cli.Tables;
using Keratin.Formats;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin predict MODEL DATA</c>: a prediction for each row, however many there are.</summary>
internal sealed class PredictCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model of keratin train." };
    private readonly Argument<string> _data = new("DATA") { Description = "A file with the columns that the model reads, in any order; - is the standard input." };
    private readonly Option<string?> _out = new("--out") { Description = "The file to write. Default: the standard output.", HelpName = "FILE" };
    private readonly Option<string[]> _keep = new("--keep") { Description = "Columns of the data to copy before the predictions: id,name.", HelpName = "COLUMNS" };
    private readonly Option<bool> _json = new("--json") { Description = "Writes a line of JSON for each row." };

    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var words = new PredictCommand();
        var command = new ExplainedCommand("predict", "Predicts for each row of a table.",
            "keratin predict houses.keras new.csv --out prices.csv",
            "keratin predict houses.keras new.csv --keep id,street",
            "cat new.csv | keratin predict houses.keras - --json")
        { words._model, words._data, words._out, words._keep, words._json };
        command.SetAction(parsed => words.Run(parsed, screen));
        return command;
    }

    private int Run(ParseResult parsed, Screen screen)
    {
        string? path = parsed.GetValue(_out) is { } typed ? OutputFile.Require("--out", typed) : null;
        // What goes to the standard output may end anywhere, also while the standard input is waited for.
        using Interruption? interruption = path is null ? null : new Interruption();
        var model = TableModelFile.Load(parsed.GetValue(_model)!);
        using var file = CsvFile.Open(parsed.GetValue(_data)!, interruption?.Token ?? default);
        var reader = new TableReader(file, model.Schema, withTarget: false);
        string[] kept = [.. (parsed.GetValue(_keep) ?? []).SelectMany(names => names.Split(',', StringSplitOptions.TrimEntries))];
        int[] places = [.. kept.Select(name => file.Find(name, "--keep"))];
        if (path is null)
        {
            Write(screen.Output);
            return ExitCode.Success;
        }
        long rows = 0;
        AtomicFile.Write(path, stream =>
        {
            using var output = new StreamWriter(stream, leaveOpen: true);
            rows = Write(output);
        });
        screen.Output.WriteLine($"{path} holds {Quantity.Of(rows, "prediction")}.");
        return ExitCode.Success;

        long Write(TextWriter output)
        {
            using PredictionWriter writer = parsed.GetValue(_json) ? new JsonPredictions(model.Schema.Target, kept, output) : new CsvPredictions(model.Schema.Target, kept, output);
            return Predict(model, file, reader, places, writer);
        }
    }

    private static long Predict(TableModelFile model, CsvFile file, TableReader reader, int[] places, PredictionWriter writer)
    {
        Predictor predictor = model.Model.ToPredictor();
        var outputs = new float[model.Schema.Target.Outputs];
        var cells = new string[places.Length];
        long rows = 0;
        foreach (CsvBatch batch in file.Batches())
        {
            reader.Add(batch);
            float[] all = predictor.Predict(model.Space.Call(reader.Take().Inputs)).ToArray();
            for (int row = 0; row < batch.Rows; row++)
            {
                for (int i = 0; i < cells.Length; i++) cells[i] = batch.Columns[places[i]][row];
                all.AsSpan(row * outputs.Length, outputs.Length).CopyTo(outputs);
                writer.Write(cells, outputs);
            }
            rows += batch.Rows;
        }
        return rows;
    }
}
