using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>A product of random matrices: rows × inner times inner × columns, either factor stored transposed.</summary>
internal sealed record ProductCase(int Rows, int Inner, int Columns, bool TransposeFirst, bool TransposeSecond, ulong Seed)
{
    public Node A { get; } = new(new Placeholder("a", TransposeFirst ? [Shape.Batch, Rows] : [Shape.Batch, Inner]));

    public Node B { get; } = new(new Placeholder("b", TransposeFirst ? [Shape.Batch, Columns] : TransposeSecond ? [Columns, Inner] : [Inner, Columns]));

    /// <summary>The rows of the batch: k where the first factor is transposed.</summary>
    public int BatchRows => TransposeFirst ? Inner : Rows;

    public MatMul Operation => With(null);

    public Shape ResultShape => TransposeFirst ? [Rows, Columns] : [Shape.Batch, Columns];

    public float[] AValues => Numbers(1, Rows * Inner);

    public float[] BValues => Numbers(2, Inner * Columns);

    public MatMul With(Epilogue? epilogue) => new(TransposeFirst, TransposeSecond, epilogue);

    public float[] Numbers(ulong purpose, int count)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++) values[i] = (float)(2 * RandomBits.Uniform(RandomBits.Key(Seed, purpose), (uint)i) - 1);
        return values;
    }

    /// <summary>Runs outputs over a and b, and over more inputs.</summary>
    public float[][] Run(Node[] outputs, Node[]? effects = null, ThreadTeam? team = null, params (Node Placeholder, float[] Values)[] more)
    {
        var plan = new Plan(new Graph(outputs, effects ?? []), BatchRows, CpuBackend.Instance);
        plan.Poison();
        foreach ((Node input, float[] values) in ((Node, float[])[])[(A, AValues), (B, BValues), .. more]) values.CopyTo(plan.Value(input, BatchRows));
        Assert.True(plan.Run(BatchRows, team));
        return [.. outputs.Select(output => plan.Value(output, BatchRows).ToArray())];
    }

    /// <summary>Element (i, j) summed over k in order from +0 with fused multiply-add.</summary>
    public float InOrder(float[] a, float[] b, int i, int j)
    {
        float sum = 0;
        for (int k = 0; k < Inner; k++)
            sum = MathF.FusedMultiplyAdd(TransposeFirst ? a[k * Rows + i] : a[i * Inner + k], TransposeSecond ? b[j * Inner + k] : b[k * Columns + j], sum);
        return sum;
    }

    public double InDouble(float[] a, float[] b, int i, int j)
    {
        double sum = 0;
        for (int k = 0; k < Inner; k++)
            sum += (double)(TransposeFirst ? a[k * Rows + i] : a[i * Inner + k]) * (TransposeSecond ? b[j * Inner + k] : b[k * Columns + j]);
        return sum;
    }
}
