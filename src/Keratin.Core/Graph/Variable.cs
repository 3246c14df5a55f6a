namespace Keratin.Core;

/// <summary>Memory that outlives a step: a weight, an optimizer's slot, a running total, a counter.</summary>
public sealed unsafe class Variable
{
    private readonly AlignedMemory _memory;

    /// <summary>Makes a variable of zeros.</summary>
    /// <param name="name">What error messages and printed graphs call it: <c>dense/kernel</c>.</param>
    /// <param name="shape">Its shape, with no symbolic axis.</param>
    /// <param name="type">What its elements are.</param>
    public Variable(string name, Shape shape, ElementType type = ElementType.Float32)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.HasBatch) throw new ArgumentException($"The variable \"{name}\" cannot have the symbolic shape {shape}.", nameof(shape));
        long bytes = shape.Elements(1) * (type == ElementType.Float32 ? sizeof(float) : sizeof(double));
        MemoryLimit.Require(bytes, $"the variable \"{name}\" of the shape {shape}", "give its layer fewer units or fewer inputs");
        Name = name;
        Shape = shape;
        Type = type;
        _memory = new AlignedMemory(bytes);
        Read = new Node(new VariableRead(this));
    }

    /// <summary>What error messages and printed graphs call it.</summary>
    public string Name { get; }

    /// <summary>Its shape.</summary>
    public Shape Shape { get; }

    /// <summary>What its elements are.</summary>
    public ElementType Type { get; }

    /// <summary>The node that reads it. Every read in a step sees the value from before the step.</summary>
    public Node Read { get; }

    /// <summary>The elements of a float32 variable, in row-major order. Writing to the span changes the variable.</summary>
    public Span<float> Values => Span<float>(ElementType.Float32);

    /// <summary>The elements of a float64 variable.</summary>
    internal Span<double> Totals => Span<double>(ElementType.Float64);

    /// <summary>The single element of a float64 variable.</summary>
    internal ref double Total => ref Totals[0];

    /// <summary>The single element of an integer variable.</summary>
    internal ref long Counter => ref Span<long>(ElementType.Int64)[0];

    internal byte* Pointer => _memory.Pointer;

    /// <summary>A variable of its own with the same name and the values of now.</summary>
    internal Variable Copy()
    {
        var copy = new Variable(Name, Shape, Type);
        long bytes = (long)Shape.Size * (Type == ElementType.Float32 ? sizeof(float) : sizeof(double));
        Buffer.MemoryCopy(_memory.Pointer, copy._memory.Pointer, bytes, bytes);
        return copy;
    }

    private Span<T> Span<T>(ElementType type) where T : unmanaged =>
        Type == type ? new Span<T>(_memory.Pointer, Shape.Size) : throw new InvalidOperationException($"The variable \"{Name}\" holds {Type}, not {type}.");
}
