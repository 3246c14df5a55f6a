using Keratin.Core;

namespace Keratin;

/// <summary>Computes the outputs of a model with any numbers of inputs and outputs, in order.</summary>
internal static class Prediction
{
    /// <summary>Runs over all rows.</summary>
    /// <param name="plan">A plan for prediction.</param>
    /// <param name="samples">The inputs.</param>
    /// <param name="shapes">The outputs' shapes, batch first.</param>
    /// <param name="team">The threads that share a batch.</param>
    /// <returns>An array for each output.</returns>
    public static NDArray[] Run(PhasePlan plan, Samples samples, IReadOnlyList<Shape> shapes, ThreadTeam? team)
    {
        float[][] outputs = [.. shapes.Select(shape => new float[shape.WithRows(samples.Length).Size])];
        int[] order = [.. Enumerable.Range(0, samples.Length)];
        plan.Bind(samples);
        for (int start = 0; start < order.Length; start += plan.MaxRows)
        {
            int rows = Math.Min(plan.MaxRows, order.Length - start);
            plan.Run(order.AsSpan(start, rows), team);
            for (int output = 0; output < outputs.Length; output++)
                plan.Output(output, rows).CopyTo(outputs[output].AsSpan(start * shapes[output].RowSize));
        }
        return [.. outputs.Zip(shapes, (values, shape) => new NDArray(values, shape.WithRows(samples.Length)))];
    }
}
