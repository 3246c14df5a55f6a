using System.Text.Json;

namespace Keratin.Cli.Inspection;

/// <summary>What is in a file, for machines: every name stands there, with null where the file does not say.</summary>
internal static class DescriptionJson
{
    /// <summary>Writes it as one object.</summary>
    public static void Write(Utf8JsonWriter json, ModelFileDescription file)
    {
        json.WriteStartObject();
        json.WriteString("path", file.Path);
        json.WriteString("kind", file.Kind);
        json.WriteNumber("bytes", file.Size);
        json.WriteString("keras_version", file.KerasVersion);
        json.WriteString("producer", file.Producer);
        if (file.Saved is { } saved) json.WriteString("saved", saved);
        else json.WriteNull("saved");
        json.WriteString("model_class", file.ModelClass);
        json.WriteString("model_name", file.ModelName);
        Write(json, "inputs", file.Inputs);
        Write(json, "outputs", file.Outputs);
        Write(json, file.Layers);
        json.WriteTexts("unknown_classes", file.UnknownClasses);
        json.WriteNumber("parameters", file.ParameterCount);
        Write(json, "arrays", file.Arrays);
        Write(json, file.Training);
        json.WriteWhole("optimizer_steps", file.OptimizerSteps);
        Write(json, "optimizer_arrays", file.OptimizerArrays);
        json.WriteWhole("seed", file.Seed);
        Write(json, "columns", file.Columns);
        Write(json, "metadata", file.Metadata);
        json.WriteWhole("opset", file.Opset);
        json.WriteStartObject("operators");
        foreach ((string name, int count) in file.Operators) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes layers as a list called <c>layers</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LayerDescription> layers)
    {
        json.WriteObjects("layers", layers, layer =>
        {
            json.WriteString("name", layer.Name);
            json.WriteString("class", layer.ClassName);
            json.WriteString("output_shape", layer.OutputShape);
            json.WriteWhole("parameters", layer.ParameterCount);
            json.WriteBoolean("known", layer.IsKnown);
            if (layer.Layers.Count > 0) Write(json, layer.Layers);
        });
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ValueDescription> values)
    {
        json.WriteObjects(name, values, value =>
        {
            json.WriteString("name", value.Name);
            json.WriteString("type", value.Type);
            json.WriteString("shape", value.Shape);
        });
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ArrayDescription> arrays)
    {
        json.WriteObjects(name, arrays, array =>
        {
            json.WriteString("name", array.Name);
            json.WriteString("type", array.Type);
            json.WriteStartArray("shape");
            foreach (int size in array.Shape) json.WriteNumberValue(size);
            json.WriteEndArray();
        });
    }

    private static void Write(Utf8JsonWriter json, TrainingDescription? training)
    {
        if (training is null)
        {
            json.WriteNull("training");
            return;
        }
        json.WriteStartObject("training");
        json.WriteString("optimizer", training.Optimizer);
        if (training.LearningRate is { } rate) json.WriteNumber("learning_rate", (float)rate);
        else json.WriteNull("learning_rate");
        json.WriteString("schedule", training.Schedule);
        json.WriteTexts("losses", training.Losses);
        json.WriteTexts("metrics", training.Metrics);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach ((string key, string text) in texts) json.WriteString(key, text);
        json.WriteEndObject();
    }
}
