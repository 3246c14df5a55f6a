using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Keratin.Cli.Tables;

namespace Keratin.Cli.Predicting;

/// <summary>Predictions as a line of JSON for each row.</summary>
/// <param name="target">What is predicted.</param>
/// <param name="kept">The columns that are copied.</param>
/// <param name="output">Where to.</param>
internal sealed class JsonPredictions(Target target, IReadOnlyList<string> kept, TextWriter output) : PredictionWriter
{
    private const int FlushAt = 1 << 16;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private readonly JsonWriterOptions _options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<string> cells, float[] outputs)
    {
        using (var json = new Utf8JsonWriter(_bytes, _options))
        {
            json.WriteStartObject();
            for (int i = 0; i < kept.Count; i++) json.WriteString(kept[i], cells[i]);
            if (target.Task == TaskKind.Regression) json.WriteNumber("prediction", outputs[0]);
            else if (target.Task == TaskKind.Classification) json.WriteString("prediction", target.Classes[Answer.Class(target, outputs)]);
            else
            {
                json.WriteStartArray("prediction");
                foreach (string label in Answer.Labels(target, outputs)) json.WriteStringValue(label);
                json.WriteEndArray();
            }
            if (target.Classes.Count > 0)
            {
                json.WriteStartObject("probabilities");
                for (int place = 0; place < target.Classes.Count; place++) json.WriteNumber(target.Classes[place], Answer.Probability(target, outputs, place));
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        _bytes.Write("\n"u8);
        if (_bytes.WrittenCount >= FlushAt) Flush();
    }

    /// <inheritdoc/>
    public override void Dispose() => Flush();

    private void Flush()
    {
        output.Write(Encoding.UTF8.GetString(_bytes.WrittenSpan));
        _bytes.ResetWrittenCount();
    }
}
