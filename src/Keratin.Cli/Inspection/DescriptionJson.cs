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
        Write(json, "unknown_classes", file.UnknownClasses);
        json.WriteNumber("parameters", file.ParameterCount);
        Write(json, "arrays", file.Arrays);
        Write(json, file.Training);
        WriteOptional(json, "optimizer_steps", file.OptimizerSteps);
        Write(json, "optimizer_arrays", file.OptimizerArrays);
        WriteOptional(json, "seed", file.Seed);
        Write(json, "columns", file.Columns);
        Write(json, "metadata", file.Metadata);
        WriteOptional(json, "opset", file.Opset);
        json.WriteStartObject("operators");
        foreach ((string name, int count) in file.Operators) json.WriteNumber(name, count);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes layers as a list called <c>layers</c>.</summary>
    public static void Write(Utf8JsonWriter json, IReadOnlyList<LayerDescription> layers)
    {
        json.WriteStartArray("layers");
        foreach (LayerDescription layer in layers)
        {
            json.WriteStartObject();
            json.WriteString("name", layer.Name);
            json.WriteString("class", layer.ClassName);
            json.WriteString("output_shape", layer.OutputShape);
            WriteOptional(json, "parameters", layer.ParameterCount);
            json.WriteBoolean("known", layer.IsKnown);
            if (layer.Layers.Count > 0) Write(json, layer.Layers);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ValueDescription> values)
    {
        json.WriteStartArray(name);
        foreach (ValueDescription value in values)
        {
            json.WriteStartObject();
            json.WriteString("name", value.Name);
            json.WriteString("type", value.Type);
            json.WriteString("shape", value.Shape);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ArrayDescription> arrays)
    {
        json.WriteStartArray(name);
        foreach (ArrayDescription array in arrays)
        {
            json.WriteStartObject();
            json.WriteString("name", array.Name);
            json.WriteString("type", array.Type);
            json.WriteStartArray("shape");
            foreach (int size in array.Shape) json.WriteNumberValue(size);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        json.WriteEndArray();
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
        Write(json, "losses", training.Losses);
        Write(json, "metrics", training.Metrics);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<string> texts)
    {
        json.WriteStartArray(name);
        foreach (string text in texts) json.WriteStringValue(text);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, string> texts)
    {
        json.WriteStartObject(name);
        foreach ((string key, string text) in texts) json.WriteString(key, text);
        json.WriteEndObject();
    }

    private static void WriteOptional(Utf8JsonWriter json, string name, long? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }
}
