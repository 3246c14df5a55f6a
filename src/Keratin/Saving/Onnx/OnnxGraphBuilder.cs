using System.Globalization;
using Keratin.Core;
using Keratin.Formats;

namespace Keratin;

/// <summary>Collects operators and constants of an ONNX graph. Values are known by their names, each of which is given once.</summary>
internal sealed class OnnxGraphBuilder
{
    private readonly OnnxNames _names;
    private readonly List<OnnxNode> _nodes = [];
    private readonly List<OnnxTensor> _tensors = [];
    private readonly Dictionary<string, string> _constants = new(StringComparer.Ordinal);

    /// <summary>Begins an empty graph.</summary>
    /// <param name="names">The names that are taken already.</param>
    public OnnxGraphBuilder(OnnxNames names) => _names = names;

    /// <summary>What stands before the names of operators and their results: the layer.</summary>
    public string Scope { get; set; } = "";

    /// <summary>The operators, each after those whose results it reads.</summary>
    public IReadOnlyList<OnnxNode> Nodes => _nodes;

    /// <summary>Weights and constants.</summary>
    public IReadOnlyList<OnnxTensor> Tensors => _tensors;

    /// <summary>Applies an operator that has no settings, or keeps the defaults.</summary>
    public string Apply(string operation, params string[] inputs) => Apply(operation, inputs, []);

    /// <summary>Applies an operator.</summary>
    /// <param name="operation">Its name in the standard.</param>
    /// <param name="inputs">What it reads.</param>
    /// <param name="attributes">Its settings.</param>
    /// <returns>The result.</returns>
    public string Apply(string operation, string[] inputs, params OnnxAttribute[] attributes)
    {
        string name = _names.Take($"{Scope}/{operation}");
        _nodes.Add(new OnnxNode(operation, name, inputs, [name], attributes));
        return name;
    }

    /// <summary>
    /// Looks up the place of each value in a vocabulary, and makes of it a row with a one at that place: from the shape
    /// (batch, 1) to (batch, width).
    /// </summary>
    /// <param name="column">Texts or whole numbers.</param>
    /// <param name="vocabulary">The setting that lists those that are known, called <c>keys_strings</c> or <c>keys_int64s</c>.</param>
    /// <param name="places">The place of each.</param>
    /// <param name="other">The place of all others.</param>
    /// <param name="width">The number of places.</param>
    public string OneHot(string column, OnnxAttribute vocabulary, float[] places, float other, int width)
    {
        string place = Apply("LabelEncoder", [column], vocabulary, new OnnxAttribute.Reals("values_floats", places), new OnnxAttribute.Real("default_float", other));
        _nodes[^1] = _nodes[^1] with { Domain = OnnxModel.TableDomain };
        return OneHot(place, width);
    }

    /// <summary>Rows with a one at the given place: from the shape (batch, 1) to (batch, width).</summary>
    public string OneHot(string place, int width) => AsNumber(Apply("Equal", place, Count(0, width)));

    /// <summary>Truth values or whole numbers as float32.</summary>
    public string AsNumber(string x) => Apply("Cast", [x], new OnnxAttribute.Integer("to", (long)OnnxType.Float32));

    /// <summary>Gives the result of the last operator another name.</summary>
    /// <param name="name">A name that is taken for it.</param>
    public void NameLast(string name) => _nodes[^1] = _nodes[^1] with { Outputs = [name] };

    /// <summary>Gives the last operator a second result, which nobody reads.</summary>
    public void DropSecond() => _nodes[^1] = _nodes[^1] with { Outputs = [.. _nodes[^1].Outputs, _names.Take($"{_nodes[^1].Name}/unused")] };

    /// <summary>A weight, under the name of its variable.</summary>
    public string Weight(Variable variable)
    {
        string name = _names.Take(variable.Name);
        _tensors.Add(OnnxTensor.Of(name, variable));
        return name;
    }

    /// <summary>A single float32 number. The same number is the same constant.</summary>
    public string Number(float value) => Constant(value.ToString("R", CultureInfo.InvariantCulture), name => OnnxTensor.Of(name, Shape.Scalar, [value]));

    /// <summary>Float32 numbers along one axis.</summary>
    public string Numbers(params float[] values) => Constant(
        $"[{string.Join(", ", values.Select(value => value.ToString("R", CultureInfo.InvariantCulture)))}] float32",
        name => OnnxTensor.Of(name, [values.Length], values));

    /// <summary>Float32 numbers that count upwards, along one axis.</summary>
    /// <param name="first">The first.</param>
    /// <param name="count">How many.</param>
    public string Count(int first, int count) => Constant(
        string.Create(CultureInfo.InvariantCulture, $"{first}..{first + count - 1}"),
        name => OnnxTensor.Of(name, [count], [.. Enumerable.Range(first, count).Select(number => (float)number)]));

    /// <summary>A single whole number: an axis.</summary>
    public string Integer(long value) => Constant(string.Create(CultureInfo.InvariantCulture, $"int64 {value}"), name => OnnxTensor.Of(name, Shape.Scalar, [value]));

    /// <summary>Whole numbers: axes, or the sizes of a shape.</summary>
    public string Integers(params long[] values) => Constant($"[{string.Join(", ", values)}]", name => OnnxTensor.Of(name, [values.Length], values));

    private string Constant(string text, Func<string, OnnxTensor> make)
    {
        if (_constants.TryGetValue(text, out string? name)) return name;
        name = _names.Take($"constant/{text}");
        _tensors.Add(make(name));
        return _constants[text] = name;
    }
}
