using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace Keratin.Tests;

/// <summary>An exported file, run by ONNX Runtime.</summary>
internal sealed class OnnxFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InferenceSession _session;

    /// <summary>Exports a model.</summary>
    public OnnxFile(Model model, bool fromTable = false)
    {
        string path = _folder.Path("model.onnx");
        model.Export(path, fromTable);
        Bytes = File.ReadAllBytes(path);
        _session = new InferenceSession(Bytes);
    }

    /// <summary>Takes a file as bytes.</summary>
    public OnnxFile(byte[] bytes)
    {
        Bytes = bytes;
        _session = new InferenceSession(bytes);
    }

    public byte[] Bytes { get; }

    public IReadOnlyDictionary<string, NodeMetadata> Inputs => _session.InputMetadata;

    public IReadOnlyDictionary<string, NodeMetadata> Outputs => _session.OutputMetadata;

    public ModelMetadata Metadata => _session.ModelMetadata;

    /// <summary>Computes the only output.</summary>
    public NDArray Run(params (string Name, NDArray Values)[] inputs) => Assert.Single(RunAll(inputs));

    /// <summary>Computes all outputs, in order.</summary>
    public NDArray[] RunAll(params (string Name, NDArray Values)[] inputs) => RunAll(
        [.. inputs.Select(input => input.Name)],
        [.. inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values.ToDense().ToArray(), [.. input.Values.Shape.Select(size => (long)size)]))]);

    /// <summary>Computes all outputs of the columns of a table.</summary>
    public NDArray[] RunAll(Table table) => RunAll([.. Inputs.Keys], [.. Inputs.Keys.Select(name => ValueOf(table[name], [table.Rows, 1]))]);

    private static OrtValue ValueOf(Column column, long[] shape) => column.Values switch
    {
        string?[] texts => OrtValue.CreateFromStringTensor(new DenseTensor<string>(Array.ConvertAll(texts, text => text ?? ""), [texts.Length, 1])),
        long[] integers => OrtValue.CreateTensorValueFromMemory(integers, shape),
        double[] numbers => OrtValue.CreateTensorValueFromMemory(Array.ConvertAll(numbers, number => (float)number), shape),
        _ => throw new ArgumentException($"A column of {column.Kind}."),
    };

    private NDArray[] RunAll(string[] names, OrtValue[] values)
    {
        using var options = new RunOptions();
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, names, values, _session.OutputNames);
        foreach (OrtValue value in values) value.Dispose();
        return [.. outputs.Select(output => new NDArray(output.GetTensorDataAsSpan<float>().ToArray(), [.. output.GetTensorTypeAndShape().Shape.Select(size => (int)size)]))];
    }

    /// <summary>Fails where a model's own prediction differs by more than 1e-5, of the value where that exceeds 1.</summary>
    /// <param name="model">The model.</param>
    /// <param name="x">An array for each of its inputs.</param>
    public void MustAgree(Model model, params NDArray[] x)
    {
        NDArray[] expected = model.Predict(x), actual = RunAll([.. model.InputNames.Zip(x)]);
        Assert.Equal(expected.Select(output => output.Shape), actual.Select(output => output.Shape));
        for (int i = 0; i < expected.Length; i++) MustAgree(expected[i].AsSpan(), actual[i].AsSpan(), 1e-5);
    }

    /// <summary>Fails where numbers differ by more than a tolerance, relative to the larger of 1 and the number.</summary>
    public static void MustAgree(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(expected[i].Equals(actual[i]) || Math.Abs((double)expected[i] - actual[i]) <= tolerance * Math.Max(1, Math.Abs(expected[i])), $"At {i}: expected {expected[i]:R} but got {actual[i]:R}.");
    }

    public void Dispose()
    {
        _session.Dispose();
        _folder.Dispose();
    }
}
