using Keratin.Cli.Tables;

namespace Keratin.Cli.Predicting;

/// <summary>A model of <c>keratin train</c>, which reads tables.</summary>
/// <param name="Model">The model.</param>
/// <param name="Space">What turns columns into its input.</param>
/// <param name="Schema">Which columns, and what it predicts.</param>
internal sealed record TableModelFile(Model Model, FeatureSpace Space, TableSchema Schema)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="UserError">There is no such file, or its model does not read tables.</exception>
    public static TableModelFile Load(string path)
    {
        if (!File.Exists(path)) throw new UserError($"There is no file {path}.");
        Model model = Model.Load(path);
        TableSchema schema = TableSchema.Read(model.Metadata, path);
        if (model.OutputShape![1..].Size != schema.Target.Outputs)
            throw new InvalidDataException($"{path} says that it predicts {TargetInference.Explain(schema.Target)}, but its model has {model.OutputShape[1..].Size} outputs: it is damaged.");
        return new TableModelFile(model, model.FeatureSpace ?? throw new InvalidDataException($"{path} names its columns, but has lost how they are encoded."), schema);
    }
}
