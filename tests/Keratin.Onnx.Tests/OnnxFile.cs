using Microsoft.ML.OnnxRuntime;

namespace Keratin.Tests;

/// <summary>An exported file, run by ONNX Runtime.</summary>
internal sealed class OnnxFile : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly InferenceSession _session;

    /// <summary>Exports a model.</summary>
    public OnnxFile(Model model)
    {
        string path = _folder.Path("model.onnx");
        model.Export(path);
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
    public NDArray Run(params (string Name, NDArray Values)[] inputs)
    {
        using var options = new RunOptions();
        OrtValue[] values = [.. inputs.Select(input => OrtValue.CreateTensorValueFromMemory(input.Values.ToDense().ToArray(), [.. input.Values.Shape.Select(size => (long)size)]))];
        using IDisposableReadOnlyCollection<OrtValue> outputs = _session.Run(options, [.. inputs.Select(input => input.Name)], values, _session.OutputNames);
        foreach (OrtValue value in values) value.Dispose();
        return new NDArray(outputs[0].GetTensorDataAsSpan<float>().ToArray(), [.. outputs[0].GetTensorTypeAndShape().Shape.Select(size => (int)size)]);
    }

    /// <summary>Fails where a model's own prediction differs by more than 1e-5, of the value where that exceeds 1.</summary>
    public void MustAgree(Model model, NDArray x)
    {
        NDArray expected = model.Predict(x), actual = Run((Inputs.Keys.Single(), x));
        Assert.Equal(expected.Shape, actual.Shape);
        MustAgree(expected.AsSpan(), actual.AsSpan(), 1e-5);
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
