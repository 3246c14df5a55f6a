using CsvHelper;
using Keratin.Cli.Tables;

namespace Keratin.Cli.Predicting;

/// <summary>Predictions as values separated by commas: the columns that are kept, the prediction, and the probability of each class.</summary>
internal sealed class CsvPredictions : PredictionWriter
{
    private readonly Target _target;
    private readonly CsvWriter _csv;

    /// <summary>Writes the names of the columns.</summary>
    /// <param name="target">What is predicted.</param>
    /// <param name="kept">The columns that are copied.</param>
    /// <param name="output">Where to.</param>
    public CsvPredictions(Target target, IReadOnlyList<string> kept, TextWriter output)
    {
        _target = target;
        _csv = CsvWriter.Create(output, new CsvWriterOptions { NewLine = "\n" }, leaveOpen: true);
        foreach (string name in (string[])[.. kept, "prediction", .. target.Classes.Select(name => $"probability_{name}")]) _csv.WriteField(name);
        _csv.EndRecord();
    }

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<string> cells, float[] outputs)
    {
        foreach (string cell in cells) _csv.WriteField(cell);
        if (_target.Task == TaskKind.Regression) _csv.WriteField(outputs[0]);
        else if (_target.Task == TaskKind.Classification) _csv.WriteField(_target.Classes[Answer.Class(_target, outputs)]);
        else _csv.WriteField(string.Join('|', Answer.Labels(_target, outputs)));
        for (int place = 0; place < _target.Classes.Count; place++) _csv.WriteField(Answer.Probability(_target, outputs, place));
        _csv.EndRecord();
    }

    /// <inheritdoc/>
    public override void Dispose() => _csv.Dispose();
}
