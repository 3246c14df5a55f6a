using System.Text;
using Keratin.Cli;
using Keratin.Cli.Tables;

namespace Keratin.Fuzz;

/// <summary>What a model's file says of the table that it was trained on: a line for each text, which is JSON.</summary>
internal sealed class SchemaTarget() : FuzzTarget("schema")
{
    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        var metadata = new Dictionary<string, string>();
        foreach (string line in Encoding.UTF8.GetString(input).Split('\n'))
            if (line.Split('=', 2) is [var key, var text]) metadata[key] = text;
        TableSchema.Read(metadata, File).NewFeatureSpace();
    }

    /// <inheritdoc/>
    // The reader is handed texts, which hold two bytes for each of the input's, and are cut out of it twice before.
    public override long MostMemory(int length) => base.MostMemory(4 * length);

    /// <inheritdoc/>
    public override bool IsDocumented(Exception error) => error is UserError or InvalidDataException;

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds()
    {
        var metadata = new Dictionary<string, string>();
        new TableSchema(
            [new("age", ColumnKind.Number), new("plan", ColumnKind.Category), new("joined", ColumnKind.Date, Format: DateFormat.Known[0]), new("note", ColumnKind.Text)],
            new Target(TaskKind.Classification, ["price"], ["low", "mid", "high"]), ["n/a"]).Write(metadata);
        return [new(Encoding.UTF8.GetBytes(string.Join('\n', metadata.Select(entry => $"{entry.Key}={entry.Value}"))), new JsonMutator())];
    }
}
