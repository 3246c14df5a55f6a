namespace Keratin.Core;

/// <summary>
/// What a node costs by its shapes: an estimate to compare times with, not a count of instructions. A product's
/// multiply-add is two operations; a function of one element, such as an exponential, is one. Memory is counted once
/// per value that is read or written, as if nothing were read twice. What a kernel may spare itself counts as done.
/// </summary>
/// <param name="Flops">Floating-point operations.</param>
/// <param name="Bytes">Bytes read and written.</param>
internal readonly record struct NodeCost(double Flops, double Bytes)
{
    private const int SparseElementBytes = sizeof(int) + sizeof(float);

    /// <summary>Estimates one run of a node.</summary>
    /// <param name="node">A node of a plan, fused or not.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="entries">The stored elements of the batch where the node reads sparse rows.</param>
    public static NodeCost Of(Node node, int rows, double entries) => new(FlopsOf(node, rows, entries), BytesOf(node, rows, entries));

    /// <summary>Estimates how a batch is brought in: by copying its rows, or by their numbers alone.</summary>
    /// <param name="input">A node whose operation is <see cref="Placeholder"/>.</param>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="copied">Whether the rows are copied.</param>
    public static NodeCost OfLoading(Node input, int rows, bool copied) => new(0, copied ? 2.0 * input.Shape.Elements(rows) * sizeof(float) : rows * sizeof(int));

    private static double FlopsOf(Node node, int rows, double entries)
    {
        double output = node.Shape.Elements(rows), first = node.Inputs.IsEmpty ? 0 : node.Inputs[0].Shape.Elements(rows);
        return node.Operation switch
        {
            MatMul product => Product(node, product, rows, entries) + Appended(product.Epilogue, output),
            SumRows sum => first + Appended(sum.Epilogue, output),
            UpdateOperation update => Update(update) * output,
            // Largest element, difference, exponential, sum, quotient.
            Softmax or LogSoftmax => 5 * first,
            Softmax.Derivative => 4 * first,
            SoftmaxCrossEntropy => 4 * first,
            SoftmaxCrossEntropy.Derivative => 7 * first,
            _ => Math.Max(first, output),
        };
    }

    // Rows of the batch times inner size is the number of elements of the first input, transposed or not.
    private static double Product(Node node, MatMul product, int rows, double entries)
    {
        Node a = node.Inputs[0], b = node.Inputs[1];
        int columns = product.TransposeSecond ? b.Shape[0] : b.Shape.Last;
        return 2 * (IsSparse(a) ? entries : a.Shape.Elements(rows)) * columns;
    }

    private static double Appended(Epilogue? epilogue, double elements) => epilogue switch
    {
        null => 0,
        Epilogue.Bias { Activation: not null } => 2 * elements,
        Epilogue.Update update => Update(update.Operation) * elements,
        _ => elements,
    };

    // Scale and subtract; for each slot a moving mean, and its use.
    private static int Update(UpdateOperation update) => 2 + 6 * update.Slots;

    private static double BytesOf(Node node, int rows, double entries)
    {
        double bytes = node.IsEffect ? 0 : (double)node.Shape.Elements(rows) * sizeof(float);
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            Node input = node.Inputs[i];
            if (node.Inputs[..i].Contains(input)) continue;
            double read = IsSparse(input) ? entries * SparseElementBytes : BytesOf(input, rows);
            // Of the weights behind sparse rows, only those that an element names are read.
            if (i == 1 && IsSparse(node.Inputs[0]) && node.Operation is MatMul { TransposeFirst: false })
                read *= Math.Min(1, entries / Math.Max(1, input.Shape[0]));
            bool written = (node.Operation.Writes >> i & 1) != 0;
            bytes += written ? 2 * read : read;
        }
        return bytes;
    }

    private static double BytesOf(Node value, int rows)
    {
        bool wide = value.Operation is VariableRead { Variable.Type: not ElementType.Float32 };
        return (double)value.Shape.Elements(rows) * (wide ? sizeof(double) : sizeof(float));
    }

    private static bool IsSparse(Node node) => node.Operation is Placeholder { IsSparse: true };
}
