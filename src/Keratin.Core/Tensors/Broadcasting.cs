namespace Keratin.Core;

/// <summary>
/// NumPy's rule for arithmetic between arrays of different shapes: the axes are compared from the last to the first,
/// and an axis that is missing or of size 1 is repeated to the other's size.
/// </summary>
internal static class Broadcasting
{
    /// <summary>The shape of the result of element-wise arithmetic.</summary>
    /// <exception cref="ArgumentException">An axis has different sizes and neither is 1.</exception>
    public static Shape Result(Shape left, Shape right)
    {
        var sizes = new int[Math.Max(left.Rank, right.Rank)];
        for (int axis = 0; axis < sizes.Length; axis++)
        {
            int a = SizeAt(left, axis, sizes.Length), b = SizeAt(right, axis, sizes.Length);
            if (a != b && a != 1 && b != 1)
                throw new ArgumentException($"Arrays of shapes {left} and {right} don't go together: compared from the last axis to the first, sizes must be equal or 1, but {a} meets {b}.");
            sizes[axis] = a == 1 ? b : a;
        }
        return sizes;
    }

    /// <summary>Combines two dense arrays element by element.</summary>
    public static NDArray Apply<TOperator>(NDArray left, NDArray right) where TOperator : struct, IElementwise
    {
        Shape shape = Result(left.Shape, right.Shape);
        var result = GC.AllocateUninitializedArray<float>(shape.Size);
        ReadOnlySpan<float> x = left.Values, y = right.Values;
        if (left.Shape == right.Shape) TOperator.Apply(x, y, result);
        else if (y.Length == 1) TOperator.Apply(x, y[0], result);
        else if (x.Length == 1) TOperator.Apply(x[0], y, result);
        else if (result.Length > 0) ApplyRuns<TOperator>(left, right, shape, result);
        return new NDArray(result, shape);
    }

    // Along the last axis each side is either a run of elements or one element repeated.
    private static void ApplyRuns<TOperator>(NDArray left, NDArray right, Shape shape, float[] result)
        where TOperator : struct, IElementwise
    {
        int outerAxes = shape.Rank - 1, run = shape.Last;
        int[] leftSteps = Steps(left.Shape, shape), rightSteps = Steps(right.Shape, shape);
        int leftRun = leftSteps[outerAxes] == 0 ? 1 : run, rightRun = rightSteps[outerAxes] == 0 ? 1 : run;
        var position = new int[outerAxes];
        int leftStart = 0, rightStart = 0;
        for (int start = 0; start < result.Length; start += run)
        {
            ReadOnlySpan<float> x = left.Values.Slice(leftStart, leftRun), y = right.Values.Slice(rightStart, rightRun);
            Span<float> target = result.AsSpan(start, run);
            if (leftRun == rightRun) TOperator.Apply(x, y, target);
            else if (rightRun == 1) TOperator.Apply(x, y[0], target);
            else TOperator.Apply(x[0], y, target);
            for (int axis = outerAxes - 1; axis >= 0; axis--)
            {
                leftStart += leftSteps[axis];
                rightStart += rightSteps[axis];
                if (++position[axis] < shape[axis]) break;
                position[axis] = 0;
                leftStart -= leftSteps[axis] * shape[axis];
                rightStart -= rightSteps[axis] * shape[axis];
            }
        }
    }

    // How far one step along each axis of the result moves in the array: 0 where the array is repeated.
    private static int[] Steps(Shape array, Shape result)
    {
        var steps = new int[result.Rank];
        int step = 1;
        for (int axis = result.Rank - 1; axis >= 0; axis--)
        {
            int size = SizeAt(array, axis, result.Rank);
            steps[axis] = size == 1 ? 0 : step;
            step *= size;
        }
        return steps;
    }

    private static int SizeAt(Shape shape, int axis, int rank)
    {
        int own = axis - (rank - shape.Rank);
        return own < 0 ? 1 : shape[own];
    }
}
