using System.CommandLine;
using System.Globalization;
using Keratin.Cli.Predicting;
using Keratin.Cli.Tables;

namespace Keratin.Cli.Commands;

/// <summary><c>keratin evaluate MODEL DATA</c>: how good a model is on rows whose target is known.</summary>
internal sealed class EvaluateCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model of keratin train." };
    private readonly Argument<string> _data = new("DATA") { Description = "A file with the columns that the model reads and the target; - is the standard input." };
    private readonly Option<bool> _json = JsonOption.Create();

    /// <summary>Makes the command.</summary>
    public static Command Create(Screen screen)
    {
        var words = new EvaluateCommand();
        var command = new ExplainedCommand("evaluate", "Says how good a model is on rows whose target is known.", "keratin evaluate houses.keras sold.csv") { words._model, words._data, words._json };
        command.SetAction(parsed => words.Run(parsed, screen));
        return command;
    }

    private int Run(ParseResult parsed, Screen screen)
    {
        using var interruption = new Interruption();
        var model = TableModelFile.Load(parsed.GetValue(_model)!);
        using var file = CsvFile.Open(parsed.GetValue(_data)!, interruption.Token);
        var reader = new TableReader(file, model.Schema, withTarget: true);
        var classes = new ClassCounts(model.Schema.Target);
        Predictor predictor = model.Model.ToPredictor();
        long rows = 0;
        Evaluation found = model.Model.Evaluate(Batches());
        if (parsed.GetValue(_json)) WriteJson(screen, found, rows, classes);
        else Print(screen, file.Name, found, rows, reader.WithoutTarget, classes);
        return ExitCode.Success;

        IEnumerable<Batch> Batches()
        {
            foreach (CsvBatch batch in file.Batches())
            {
                reader.Add(batch);
                (Table inputs, NDArray y) = reader.Take();
                if (y.Length == 0) continue;
                NDArray x = model.Space.Call(inputs);
                if (model.Schema.Target.Task != TaskKind.Regression) classes.Add(predictor.Predict(x), y);
                rows += y.Length;
                yield return (x, y);
            }
            if (rows == 0) throw new UserError($"{file.Name} holds no row with a target: there is nothing to compare with.");
        }
    }

    private static void Print(Screen screen, string name, Evaluation found, long rows, long withoutTarget, ClassCounts classes)
    {
        screen.Output.WriteLine($"{name}: {Quantity.Of(rows, "row")}{(withoutTarget > 0 ? $"; {Quantity.Of(withoutTarget)} more without a target are left out" : "")}.");
        ClassScore[] scores = [.. classes.Scores()];
        screen.Output.WriteLine();
        var measures = new TextTable(2, "", " on these rows");
        // The loss of a number is its squared error in units of the variance, which says nothing to people.
        foreach (string metric in found.Names.Where(metric => metric != "loss" || scores.Length > 0)) measures.Add(metric, Display.Number(found[metric]));
        Page.Write(screen, measures);
        if (scores.Length == 0) return;
        screen.Output.WriteLine();
        var table = new TextTable(6, "class", " rows", " predicted", " precision", " recall", " f1");
        foreach (ClassScore score in scores) table.Add(score.Name, Quantity.Of(score.Given), Quantity.Of(score.Predicted), Share(score.Precision), Share(score.Recall), Share(score.F1));
        Page.Write(screen, table);
    }

    private static string Share(double? share) => share is { } value ? value.ToString("F3", CultureInfo.InvariantCulture) : "";

    private static void WriteJson(Screen screen, Evaluation found, long rows, ClassCounts classes) => screen.WriteJson(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("rows", rows);
        json.WriteStartObject("metrics");
        foreach (string metric in found.Names) json.WriteFinite(metric, found[metric]);
        json.WriteEndObject();
        json.WriteObjects("classes", classes.Scores(), score =>
        {
            json.WriteString("class", score.Name);
            json.WriteNumber("rows", score.Given);
            json.WriteNumber("predicted", score.Predicted);
            json.WriteFinite("precision", score.Precision);
            json.WriteFinite("recall", score.Recall);
            json.WriteNumber("f1", score.F1);
        });
        json.WriteEndObject();
    });
}
