namespace Keratin.Core;

/// <summary>
/// Matrix product. The second input is a matrix; every axis of the first but its last counts as rows. Each element is
/// summed over k in order with fused multiply-add, so a row's result never depends on the other rows.
/// </summary>
/// <param name="transposeFirst">Multiply the transpose of the first input, all its rows being k.</param>
/// <param name="transposeSecond">Multiply by the transpose of the second input.</param>
/// <param name="epilogue">What fusion appended, or nothing.</param>
public sealed class MatMul(bool transposeFirst = false, bool transposeSecond = false, Epilogue? epilogue = null) : Operation
{
    /// <summary>Whether the first input is transposed.</summary>
    public bool TransposeFirst => transposeFirst;

    /// <summary>Whether the second input is transposed.</summary>
    public bool TransposeSecond => transposeSecond;

    /// <summary>What fusion appended.</summary>
    public Epilogue? Epilogue => epilogue;

    /// <inheritdoc/>
    public override string Name => nameof(MatMul)
        + (transposeFirst ? "ᵀ·" : transposeSecond ? "·ᵀ" : "")
        + epilogue switch
        {
            null => "",
            Epilogue.Bias { Activation: null } => "+Bias",
            Epilogue.Bias bias => $"+Bias+{bias.Activation!.Name}",
            Epilogue.Combine combine => $"+{combine.Operation.Name}",
            Epilogue.Update update => $"+{update.Operation.Name}",
            _ => "+?",
        };

    /// <inheritdoc/>
    public override int Writes => epilogue is Epilogue.Update update ? update.Operation.Writes << 2 : 0;

    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> inputs)
    {
        Shape x = Expect(inputs, 2 + (epilogue?.ExtraInputs ?? 0), nameof(MatMul)).Shape, y = inputs[1].Shape;
        if (x.Rank < 2 || y.Rank < 2 || (!transposeFirst && y.Rank != 2) || (transposeFirst && transposeSecond))
            throw new ArgumentException($"{Name} cannot multiply the shapes {x} and {y}.");
        Shape plain;
        if (transposeFirst)
        {
            if (x[..^1] != y[..^1]) throw new ArgumentException($"{Name}: the leading sizes of {x} and {y} differ.");
            plain = Shape.Create(x.Last, y.Last);
        }
        else
        {
            int k = transposeSecond ? y[1] : y[0];
            if (x.Last != k) throw new ArgumentException($"{Name}: the inner sizes {x.Last} and {k} of {x} and {y} differ.");
            plain = x[..^1].Append(transposeSecond ? y[0] : y[1]);
        }
        return epilogue is null ? plain : epilogue.InferShape(plain, inputs[2..]);
    }

    /// <summary>Of x·w: g·wᵀ and xᵀ·g. Of x·wᵀ: g·w and gᵀ·x. Of xᵀ·w: w·gᵀ and x·g.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        if (epilogue is not null) return base.Gradient(output, gradient);
        Node x = output.Inputs[0], w = output.Inputs[1];
        if (transposeSecond) return [new Node(new MatMul(), gradient, w), new Node(new MatMul(transposeFirst: true), gradient, x)];
        if (transposeFirst) return [new Node(new MatMul(transposeSecond: true), w, gradient), new Node(new MatMul(), x, gradient)];
        return [new Node(new MatMul(transposeSecond: true), gradient, w), new Node(new MatMul(transposeFirst: true), x, gradient)];
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Product(node, transposeFirst, transposeSecond, epilogue);
}
