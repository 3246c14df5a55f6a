namespace Keratin.Core;

internal sealed unsafe class SoftmaxStep(Shape shape, float* x, float* y) : RowStep(shape)
{
    protected override void RunRows(int first, int end) => SoftmaxKernels.Softmax(x, y, first, end, Columns);
}

internal sealed unsafe class SoftmaxDerivativeStep(Shape shape, float* y, float* g, float* d) : RowStep(shape)
{
    protected override void RunRows(int first, int end) => SoftmaxKernels.SoftmaxDerivative(y, g, d, first, end, Columns);
}

internal sealed unsafe class LogSoftmaxStep(Shape shape, float* x, float* y) : RowStep(shape)
{
    protected override void RunRows(int first, int end) => SoftmaxKernels.LogSoftmax(x, y, first, end, Columns);
}

internal sealed unsafe class SparsemaxStep(Shape shape, float* x, float* y) : RowStep(shape)
{
    protected override void RunRows(int first, int end) => SparsemaxKernels.Sparsemax(x, y, first, end, Columns);
}

/// <summary>Shaped by the logits, not by the loss.</summary>
internal sealed unsafe class CrossEntropyStep(Shape logits, float* z, float* truth, float* loss, bool labels) : RowStep(logits)
{
    protected override void RunRows(int first, int end) => SoftmaxKernels.CrossEntropy(z, truth, loss, first, end, Columns, labels);
}

internal sealed unsafe class CrossEntropyDerivativeStep(Shape shape, float* z, float* truth, float* g, float* d, bool labels) : RowStep(shape)
{
    protected override void RunRows(int first, int end) => SoftmaxKernels.CrossEntropyDerivative(z, truth, g, d, first, end, Columns, labels);
}
