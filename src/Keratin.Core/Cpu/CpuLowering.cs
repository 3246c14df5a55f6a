namespace Keratin.Core;

/// <summary>Turns the nodes of one plan into steps: binds pointers, and picks the kernel by the shapes and by where the data lies.</summary>
internal sealed unsafe class CpuLowering(Plan plan) : ILowering
{
    public void Unary<TFunction>(Node node, TFunction function) where TFunction : struct, IUnaryFunction =>
        plan.Add(new UnaryStep<TFunction>(node.Shape, In(node, 0), Out(node), function), node);

    public void Binary<TFunction>(Node node, TFunction function) where TFunction : struct, IBinaryFunction
    {
        Shape x = node.Inputs[0].Shape, z = node.Inputs[1].Shape;
        Step step = x == node.Shape && z == node.Shape
            ? new BinaryStep<TFunction>(node.Shape, In(node, 0), In(node, 1), Out(node), function)
            : Rectangle(node) is { } rows
                ? new RepeatedBinaryStep<TFunction>(rows, Repeat(node, 0, rows), Repeat(node, 1, rows), Out(node), function)
                : throw new InvalidOperationException($"The processor has no loop for {node}.");
        plan.Add(step, node);
    }

    public void Product(Node node, bool transposeFirst, bool transposeSecond, Epilogue? epilogue)
    {
        var product = new ProductLowering(plan, node, transposeFirst, transposeSecond);
        WithEpilogue(node, 2, epilogue, product);
    }

    public void SumRows(Node node, Epilogue? epilogue) => WithEpilogue(node, 1, epilogue, new SumRowsLowering(plan, node));

    public void SumLast(Node node, float divisor) => plan.Add(new SumLastStep(node.Inputs[0].Shape, In(node, 0), Out(node), divisor), node);

    public void SumAxis(Node node, int axis)
    {
        Shape x = node.Inputs[0].Shape;
        plan.Add(new SumAxisStep(x[..axis].Append(x[(axis + 1)..].Size), In(node, 0), Out(node), x[axis]), node);
    }

    public void CountRows(Node node, int elements) => plan.Add(new CountRowsStep(node.Inputs[0].Shape, Out(node), elements), node);

    public void Repeat(Node node, int elements)
    {
        Shape x = node.Inputs[0].Shape;
        // What has no batch and gets one has a single run; else the number of repetitions is known.
        int times = node.Shape.HasBatch && !x.HasBatch ? int.MaxValue : node.Shape.Size / Math.Max(1, x.Size);
        plan.Add(new RepeatStep(node.Shape, In(node, 0), Out(node), elements, times), node);
    }

    public void RepeatLast(Node node) => plan.Add(new RepeatLastStep(node.Inputs[0].Shape, In(node, 0), Out(node), node.Shape.Last), node);

    public void Join(Node node, int axis)
    {
        int width = node.Shape[axis..].Size, start = 0;
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            int columns = node.Inputs[i].Shape[axis..].Size;
            if (columns > 0) plan.Add(new CopyColumnsStep(node.Shape[..axis].Append(columns), In(node, i), columns, Out(node) + start, width), node);
            start += columns;
        }
    }

    public void Slice(Node node, int axis, int start)
    {
        Shape x = node.Inputs[0].Shape;
        int columns = node.Shape[axis..].Size;
        plan.Add(new CopyColumnsStep(node.Shape[..axis].Append(columns), In(node, 0) + start * x[(axis + 1)..].Size, x[axis..].Size, Out(node), columns), node);
    }

    public void Sum(Node node, bool mean) => plan.Add(new SumStep(node.Inputs[0].Shape, In(node, 0), Out(node), mean), node);

    public void Penalty(Node node, float l1, float l2)
    {
        Shape shape = node.Inputs[0].Shape;
        double* sums = (double*)plan.Scratch(2 * PenaltyPiecesStep.Pieces(shape.Elements(plan.MaxRows)));
        plan.Add(new PenaltyPiecesStep(shape, In(node, 0), sums, l1, l2), node);
        plan.Add(new PenaltyTotalStep(shape, sums, Out(node)), node);
    }

    public void Norm(Node node)
    {
        var values = new SquaresStep[node.Inputs.Length];
        for (int i = 0; i < values.Length; i++)
        {
            Shape shape = node.Inputs[i].Shape;
            values[i] = new SquaresStep(shape, In(node, i), (double*)plan.Scratch(2 * SquaresStep.Pieces(shape.Elements(plan.MaxRows))));
            plan.Add(values[i], node);
        }
        plan.Add(new NormStep(values, Out(node)), node);
    }

    public void Spread(Node node, bool divide) => plan.Add(new SpreadStep(node.Shape, In(node, 0), Out(node), divide), node);

    public void ArgMax(Node node) => plan.Add(new ArgMaxStep(node.Shape, In(node, 0), Out(node), node.Inputs[0].Shape.Last), node);

    public void OneHot(Node node) => plan.Add(new OneHotStep(node.Inputs[0].Shape, In(node, 0), Out(node), node.Shape.Last), node);

    public void Gather(Node node) => plan.Add(new GatherStep(node.Shape, In(node, 0), In(node, 1), Out(node), node.Inputs[1].Shape[0]), node);

    public void Scatter(Node node) =>
        plan.Add(new ScatterStep(node.Inputs[0].Shape, In(node, 0), In(node, 1), Out(node), node.Shape[0], node.Shape.Last), node);

    public void Softmax(Node node) => plan.Add(new SoftmaxStep(node.Shape, In(node, 0), Out(node)), node);

    public void SoftmaxDerivative(Node node) => plan.Add(new SoftmaxDerivativeStep(node.Shape, In(node, 0), In(node, 1), Out(node)), node);

    public void LogSoftmax(Node node) => plan.Add(new LogSoftmaxStep(node.Shape, In(node, 0), Out(node)), node);

    public void Sparsemax(Node node) => plan.Add(new SparsemaxStep(node.Shape, In(node, 0), Out(node)), node);

    public void CrossEntropy(Node node, bool labels) =>
        plan.Add(new CrossEntropyStep(node.Inputs[0].Shape, In(node, 0), In(node, 1), Out(node), labels), node);

    public void CrossEntropyDerivative(Node node, bool labels) =>
        plan.Add(new CrossEntropyDerivativeStep(node.Shape, In(node, 0), In(node, 1), In(node, 2), Out(node), labels), node);

    public void RandomMask(Node node, float rate, ulong key) =>
        plan.Add(new RandomMaskStep(node.Shape, (long*)In(node, 0), Out(node), rate, key), node);

    public void RandomUniform(Node node, ulong key) => plan.Add(new RandomUniformStep(node.Shape, (long*)In(node, 0), Out(node), key), node);

    public void Update<TRule>(Node node, TRule rule, UpdateOptions options) where TRule : struct, IUpdateRule =>
        new UpdateVisitor(plan, node, 0, options, new UpdateLowering(plan, node)).Visit(rule);

    public void Assign(Node node) => plan.Add(new AssignStep(node.Shape, In(node, 1), In(node, 0)), node);

    public void Accumulate(Node node)
    {
        Shape totals = node.Inputs[0].Shape;
        plan.Add(totals.Size == 1
            ? new AccumulateStep(node.Inputs[1].Shape, (double*)In(node, 0), In(node, 1))
            : new AccumulateRowsStep(node.Inputs[1].Shape, (double*)In(node, 0), In(node, 1), totals.Size), node);
    }

    public void AccumulateAt(Node node) =>
        plan.Add(new AccumulateAtStep(node.Inputs[1].Shape, (double*)In(node, 0), In(node, 1), In(node, 2), node.Shape.Size), node);

    public void Increment(Node node) => plan.Add(new IncrementStep((long*)In(node, 0)), node);

    private float* In(Node node, int input) => plan.Pointer(node.Inputs[input]);

    private float* Out(Node node) => plan.Pointer(node);

    private void WithEpilogue(Node node, int extra, Epilogue? epilogue, IEpilogueVisitor visitor)
    {
        switch (epilogue)
        {
            case null: visitor.Visit(new StoreEpilogue(Out(node))); break;
            case Epilogue.Bias { Activation: null }: visitor.Visit(new BiasEpilogue(Out(node), In(node, extra))); break;
            case Epilogue.Bias { Activation: { } activation }: activation.Accept(new ActivationVisitor(Out(node), In(node, extra), visitor)); break;
            case Epilogue.Combine combine: combine.Operation.Accept(new CombineVisitor(Out(node), In(node, extra), visitor)); break;
            case Epilogue.Update update: update.Operation.Accept(new UpdateVisitor(plan, node, extra, update.Operation.Options, visitor)); break;
            default: throw new InvalidOperationException($"The processor has no epilogue {epilogue.GetType().Name}.");
        }
    }

    // The node's shape as rows and columns such that a repeated operand is a row, a column or a number.
    private static Shape? Rectangle(Node node)
    {
        Shape full = node.Shape, columns = full;
        foreach (Node input in node.Inputs)
        {
            if (input.Shape == full || input.Shape.Rank == 0 || BinaryOperation.RepeatsColumn(input.Shape, full)) continue;
            if (columns != full && columns != input.Shape) return null;
            columns = input.Shape;
        }
        if (full.Rank == 1 && full.HasBatch) return full.Append(1);
        if (columns == full || columns.Rank == 1) return full;
        return full[..^columns.Rank].Append(columns.Size);
    }

    private Repeated Repeat(Node node, int input, Shape rectangle)
    {
        Shape shape = node.Inputs[input].Shape;
        float* values = In(node, input);
        if (shape == node.Shape) return new Repeated(values, rectangle.Last, alongColumns: false);
        if (shape.Rank == 0) return new Repeated(values, 0, alongColumns: true);
        return BinaryOperation.RepeatsRows(shape, node.Shape)
            ? new Repeated(values, 0, alongColumns: false)
            : new Repeated(values, 1, alongColumns: true);
    }

    private sealed class ActivationVisitor(float* result, float* bias, IEpilogueVisitor next) : IUnaryVisitor
    {
        public void Visit<TFunction>(TFunction function) where TFunction : struct, IUnaryFunction =>
            next.Visit(new ActivationEpilogue<TFunction>(result, bias, function));
    }

    private sealed class CombineVisitor(float* result, float* other, IEpilogueVisitor next) : IBinaryVisitor
    {
        public void Visit<TFunction>(TFunction function) where TFunction : struct, IBinaryFunction =>
            next.Visit(new CombineEpilogue<TFunction>(result, other, function));
    }

    private sealed class UpdateVisitor(Plan plan, Node node, int first, UpdateOptions options, IEpilogueVisitor next) : IUpdateVisitor
    {
        public void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule
        {
            UpdatePointers pointers = UpdatePointers.Of(plan, node, first, TRule.Slots, options);
            if (ReferenceEquals(options, UpdateOptions.None)) next.Visit(new UpdateEpilogue<TRule>(pointers, rule));
            else next.Visit(new UpdateWithOptionsEpilogue<TRule>(pointers, new UpdateWithOptions<TRule>(rule, options)));
        }
    }
}
