using System.Globalization;
using System.Text;
using Keratin.Cli;
using Keratin.Cli.Tables;
using Keratin.Cli.Training;

namespace Keratin.Fuzz;

/// <summary>Tables of separated values: reading them, counting their columns, telling what each is, and noting that in a model.</summary>
internal sealed class CsvTarget() : FuzzTarget("csv")
{
    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        using var file = new CsvFile(File, new MemoryStream(input), CancellationToken.None);
        TableProfile profile = TableProfile.Of(file, ["n/a"]);
        TableSchema schema = SchemaInference.Of(profile, new TrainingOptions { Data = File, Out = "x.keras", Targets = [profile.Columns[^1].Name] });
        schema.NewFeatureSpace();
        var metadata = new Dictionary<string, string>();
        schema.Write(metadata);
        TableSchema.Read(metadata, File);
    }

    /// <inheritdoc/>
    public override bool IsDocumented(Exception error) => error is UserError;

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds()
    {
        var mutator = new CsvMutator();
        return ((string[])[Table(",", "."), Table(";", ","), Table("\t", ".")]).Select(table => new Seed(Encoding.UTF8.GetBytes(table), mutator));
    }

    private static string Table(string separator, string point)
    {
        var text = new StringBuilder($"age{separator}plan{separator}joined{separator}note{separator}price\n");
        for (int i = 0; i < 24; i++)
            text.Append(CultureInfo.InvariantCulture, $"{20 + i % 7}{separator}{(char)('a' + i % 3)}{separator}2024-0{1 + i % 9}-1{i % 9}{separator}\"one {i} of \"\"many\"\" words\"{separator}{i}{point}5\n");
        return text.ToString();
    }
}
