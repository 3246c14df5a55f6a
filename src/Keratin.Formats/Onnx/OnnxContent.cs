namespace Keratin.Formats;

/// <summary>
/// What an ONNX file says of itself, any program's: the numbers are the field numbers of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Neither weights nor the settings of operators are read.
/// </summary>
internal sealed class OnnxContent
{
    private const int MostEntries = 100_000;

    // TensorProto.DataType, from 1 on.
    private static readonly string[] Types =
        ["float32", "uint8", "int8", "uint16", "int16", "int32", "int64", "string", "bool", "float16", "float64", "uint32", "uint64", "complex64", "complex128", "bfloat16"];

    private readonly string _name;
    private readonly List<Tensor> _tensors = [];
    private readonly List<Value> _inputs = [], _outputs = [];
    private readonly Dictionary<string, int> _operators = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _metadata = new(StringComparer.Ordinal);
    private readonly List<(string Domain, long Version)> _operatorSets = [];
    private bool _hasGraph;

    /// <summary>An array that stands in the file.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">What an element is, in NumPy's words.</param>
    /// <param name="Shape">The sizes of its axes.</param>
    internal sealed record Tensor(string Name, string Type, Shape Shape);

    /// <summary>An array that is given or handed out.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">What an element is, in NumPy's words.</param>
    /// <param name="Axes">The size of each axis, or its name where the size is open; nothing where the file does not say.</param>
    internal sealed record Value(string Name, string Type, IReadOnlyList<string> Axes);

    private OnnxContent(string name) => _name = name;

    /// <summary>The program that made it.</summary>
    public string Producer { get; private set; } = "";

    /// <summary>That program's version.</summary>
    public string ProducerVersion { get; private set; } = "";

    /// <summary>The graph's name.</summary>
    public string GraphName { get; private set; } = "";

    /// <summary>The version of the standard operators; null where only others are used.</summary>
    public long? Opset => _operatorSets.Where(set => set.Domain is "" or "ai.onnx").Select(set => (long?)set.Version).FirstOrDefault();

    /// <summary>How often each operator is used, those of other domains with theirs: <c>com.microsoft.FusedMatMul</c>.</summary>
    public IReadOnlyDictionary<string, int> Operators => _operators;

    /// <summary>Weights and constants.</summary>
    public IReadOnlyList<Tensor> Tensors => _tensors;

    /// <summary>What is given; older files list their weights among it, which are left out.</summary>
    public IReadOnlyList<Value> Inputs { get; private set; } = [];

    /// <summary>What is handed out.</summary>
    public IReadOnlyList<Value> Outputs => _outputs;

    /// <summary>Texts of whoever made it, by name.</summary>
    public IReadOnlyDictionary<string, string> Metadata => _metadata;

    /// <summary>Whether a file may be an ONNX file, by its first bytes: the format's version stands there.</summary>
    public static bool MayBegin(ReadOnlySpan<byte> start) => start is [0x08, < 0x80, ..];

    /// <summary>Reads a file.</summary>
    /// <param name="stream">A seekable stream of the file.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The file is damaged, or is no ONNX file.</exception>
    public static OnnxContent Read(Stream stream, string name)
    {
        var content = new OnnxContent(name);
        ProtoReader model = ProtoReader.Of(stream, name);
        while (model.Next())
            switch (model.Field)
            {
                case 2: content.Producer = model.Text(); break;
                case 3: content.ProducerVersion = model.Text(); break;
                case 7: content.ReadGraph(model.Message()); break;
                case 8: content.ReadOperatorSet(model.Message()); break;
                case 14: content.ReadMetadata(model.Message()); break;
            }
        if (!content._hasGraph) throw Malformed.In(name, "it begins as an ONNX file does, but has no graph; it is truncated or damaged");
        HashSet<string> known = [.. content._tensors.Select(tensor => tensor.Name)];
        content.Inputs = [.. content._inputs.Where(input => !known.Contains(input.Name))];
        return content;
    }

    private void ReadGraph(ProtoReader graph)
    {
        _hasGraph = true;
        while (graph.Next())
            switch (graph.Field)
            {
                case 1: ReadNode(graph.Message()); break;
                case 2: GraphName = graph.Text(); break;
                case 5:
                    _tensors.Add(ReadTensor(graph.Message()));
                    Count(_tensors.Count);
                    break;
                case 11:
                    _inputs.Add(ReadValue(graph.Message()));
                    Count(_inputs.Count);
                    break;
                case 12:
                    _outputs.Add(ReadValue(graph.Message()));
                    Count(_outputs.Count);
                    break;
            }
    }

    private void ReadNode(ProtoReader node)
    {
        string name = "", domain = "";
        while (node.Next())
            if (node.Field == 4) name = node.Text();
            else if (node.Field == 7) domain = node.Text();
        string key = domain is "" or "ai.onnx" ? name : $"{domain}.{name}";
        _operators[key] = _operators.GetValueOrDefault(key) + 1;
        Count(_operators.Count);
    }

    private void ReadOperatorSet(ProtoReader set)
    {
        string domain = "";
        long version = 0;
        while (set.Next())
            if (set.Field == 1) domain = set.Text();
            else if (set.Field == 2) version = set.Integer();
        _operatorSets.Add((domain, version));
        Count(_operatorSets.Count);
    }

    private void ReadMetadata(ProtoReader entry)
    {
        string key = "", text = "";
        while (entry.Next())
            if (entry.Field == 1) key = entry.Text();
            else if (entry.Field == 2) text = entry.Text();
        _metadata[key] = text;
        Count(_metadata.Count);
    }

    private Tensor ReadTensor(ProtoReader tensor)
    {
        string name = "";
        long type = 0;
        var sizes = new List<long>();
        while (tensor.Next())
            switch (tensor.Field)
            {
                case 1:
                    foreach (long size in tensor.Integers()) AddAxis(sizes, size);
                    break;
                case 2: type = tensor.Integer(); break;
                case 8: name = tensor.Text(); break;
            }
        return new Tensor(name, TypeOf(type), DeclaredShape.Of(sizes, $"{_name}, array '{name}',"));
    }

    private Value ReadValue(ProtoReader value)
    {
        string name = "";
        long type = 0;
        var axes = new List<string>();
        while (value.Next())
            if (value.Field == 1) name = value.Text();
            else if (value.Field == 2) ReadType(value.Message());
        return new Value(name, TypeOf(type), axes);

        // Of TypeProto its TypeProto.Tensor, and of that its TensorShapeProto with its Dimensions.
        void ReadType(ProtoReader kind)
        {
            while (kind.Next())
            {
                if (kind.Field != 1) continue;
                ProtoReader tensor = kind.Message();
                while (tensor.Next())
                {
                    if (tensor.Field == 1) type = tensor.Integer();
                    if (tensor.Field != 2) continue;
                    ProtoReader shape = tensor.Message();
                    while (shape.Next())
                        if (shape.Field == 1) AddAxis(axes, AxisOf(shape.Message()));
                }
            }
        }
    }

    private static string AxisOf(ProtoReader axis)
    {
        string text = "?";
        while (axis.Next())
            if (axis.Field == 1) text = Text(axis.Integer());
            else if (axis.Field == 2) text = axis.Text();
        return text;
    }

    private static string TypeOf(long type) => type is > 0 && type <= Types.Length ? Types[type - 1] : $"type {Text(type)}";

    private static string Text(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private void AddAxis<T>(List<T> axes, T axis)
    {
        const int mostAxes = 64;
        if (axes.Count == mostAxes) throw Malformed.In(_name, $"it has an array of more than {mostAxes} axes");
        axes.Add(axis);
    }

    private void Count(int entries)
    {
        if (entries > MostEntries) throw Malformed.In(_name, $"it has more than {MostEntries:N0} arrays, operators or texts");
    }
}
