namespace Keratin.Core;

/// <summary>
/// What a backend offers: one method per shape of iteration. An operation calls the one that computes it and hands in
/// the function that varies as a struct, so a new operation needs no change here.
/// </summary>
public interface ILowering
{
    /// <summary>Every element of the first input through a function.</summary>
    void Unary<TFunction>(Node node, TFunction function) where TFunction : struct, IUnaryFunction;

    /// <summary>Two inputs element by element; one may repeat (<see cref="BinaryOperation"/>).</summary>
    void Binary<TFunction>(Node node, TFunction function) where TFunction : struct, IBinaryFunction;

    /// <summary>
    /// Matrix product of the first two inputs; every axis of the first but its last counts as rows. Each element sums
    /// over k in order from +0 with fused multiply-add; one column of results, and a transposed second input with few
    /// rows, sum in sixteen lanes and a fixed tree instead.
    /// </summary>
    void Product(Node node, bool transposeFirst, bool transposeSecond, Epilogue? epilogue);

    /// <summary>Sums over leading axes down to the node's shape, row after row in order.</summary>
    void SumRows(Node node, Epilogue? epilogue);

    /// <summary>Sums the last axis in sixteen lanes and a fixed tree, then divides by <paramref name="divisor"/>.</summary>
    void SumLast(Node node, float divisor);

    /// <summary>Sums along an inner axis of the input, which the node's shape lacks, in order.</summary>
    void SumAxis(Node node, int axis);

    /// <summary>The number of runs of as many elements in the input.</summary>
    void CountRows(Node node, int elements);

    /// <summary>Repeats each run of as many elements, equally often, until the node's shape is full.</summary>
    void Repeat(Node node, int elements);

    /// <summary>Repeats each element along a new or unit last axis.</summary>
    void RepeatLast(Node node);

    /// <summary>All inputs one after the other along an axis.</summary>
    void Join(Node node, int axis);

    /// <summary>The part of the input that begins at a place along an axis and has the node's size there.</summary>
    void Slice(Node node, int axis, int start);

    /// <summary>The sum of all elements, accumulated in double precision in order, or their mean.</summary>
    void Sum(Node node, bool mean);

    /// <summary>The root of the sum of the squares of all elements of all inputs, summed in lanes within pieces that are cut by shape, in double precision over the pieces.</summary>
    void Norm(Node node);

    /// <summary>The single number of the first input, divided by the number of elements if wanted, everywhere.</summary>
    void Spread(Node node, bool divide);

    /// <summary>Σ l1·|x| + l2·x² over all elements, in pieces of fixed size.</summary>
    void Penalty(Node node, float l1, float l2);

    /// <summary>The index of the first largest element of each row.</summary>
    void ArgMax(Node node);

    /// <summary>1 in the column that the first input names, 0 elsewhere; all 0 for a name outside.</summary>
    void OneHot(Node node);

    /// <summary>Rows of the second input by the numbers in the first; NaN for a number that names none.</summary>
    void Gather(Node node);

    /// <summary>Adds the rows of the second input, in order, to the rows of zeros that the numbers in the first name, if they name one.</summary>
    void Scatter(Node node);

    /// <summary>Each row's exponentials divided by their sum, shifted by the row's largest element.</summary>
    void Softmax(Node node);

    /// <summary>From a softmax y and factors g: y · (g − Σ g·y), row by row.</summary>
    void SoftmaxDerivative(Node node);

    /// <summary>The logarithm of each row's softmax.</summary>
    void LogSoftmax(Node node);

    /// <summary>Each row moved to the nearest one of numbers from 0 on with sum 1.</summary>
    void Sparsemax(Node node);

    /// <summary>Cross-entropy of softmax(first input) with the second: class labels or probabilities.</summary>
    void CrossEntropy(Node node, bool labels);

    /// <summary>From logits z, the truth t and a factor g per row: g · (softmax(z) · Σt − t), row by row.</summary>
    void CrossEntropyDerivative(Node node, bool labels);

    /// <summary>1 / (1 − rate) or 0 for each element: a function of the key, the counter in the first input, and the element's place.</summary>
    void RandomMask(Node node, float rate, ulong key);

    /// <summary>An odd multiple of 2⁻²⁴ between −1 and 1 for each element: a function of the key, the counter in the first input, and the element's place.</summary>
    void RandomUniform(Node node, ulong key);

    /// <summary>An optimizer's step on one variable; inputs as in <see cref="UpdateOperation"/>.</summary>
    void Update<TRule>(Node node, TRule rule, UpdateOptions options) where TRule : struct, IUpdateRule;

    /// <summary>Copies the second input to the variable in the first.</summary>
    void Assign(Node node);

    /// <summary>Adds the rows of the second input to the double-precision totals in the first, in order. A row has as many elements as there are totals.</summary>
    void Accumulate(Node node);

    /// <summary>Adds each element of the third input, in order, to the double-precision total in the first that the second names, if it names one.</summary>
    void AccumulateAt(Node node);

    /// <summary>Adds one to the counter in the first input.</summary>
    void Increment(Node node);
}
