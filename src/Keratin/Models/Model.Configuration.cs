namespace Keratin;

public partial class Model
{
    static Model IFromConfig<Model>.FromConfig(Config config)
    {
        (KerasTensor[] inputs, KerasTensor[] outputs) = GraphConfig.Read(config);
        return new Model(inputs, outputs, name: config.GetOptionalString("name"));
    }

    internal override Config ToObject() => _topology is LayerGraph
        ? ConfigObject.Of(this, "keras.src.models.functional", GetConfig(), keras: ClassName)
        : ConfigObject.Of(this, "keras", GetConfig());

    private protected override void WriteAll(Config config)
    {
        if (_topology is not LayerGraph graph)
        {
            base.WriteAll(config);
            return;
        }
        config.Set("name", Name);
        config.Set("trainable", Trainable);
        GraphConfig.Write(graph, config);
    }
}
