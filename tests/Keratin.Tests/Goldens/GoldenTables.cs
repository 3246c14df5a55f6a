using System.Text.Json;
using Keratin.Formats;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>What real Keras computed for single losses, metrics and activations.</summary>
internal static class GoldenTables
{
    public static NpzArchive Arrays() => Npz.Load(ReferenceFiles.Path("goldens", "tables", "tables.npz"));

    public static JsonElement Entry(string table, string name) => Table(table).GetProperty(name);

    public static JsonElement Table(string name)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(ReferenceFiles.Path("goldens", "tables", "tables.json")));
        return document.RootElement.GetProperty(name).Clone();
    }

    /// <summary>Runs a function of targets and predictions on the arrays that an entry names.</summary>
    public static double[] Run(JsonElement entry, Func<Core.Node, Core.Node, Core.Node> function)
    {
        NpzArchive arrays = Arrays();
        NDArray truth = arrays[entry.GetProperty("y_true").GetString()!].ToNDArray(), predictions = arrays[entry.GetProperty("y_pred").GetString()!].ToNDArray();
        Core.Node t = Reference.Input([.. truth.Shape[1..]]), p = Reference.Input([.. predictions.Shape[1..]]);
        return Reference.Run(function(t, p), truth.Length, (t, truth.ToDoubles()), (p, predictions.ToDoubles()));
    }
}
