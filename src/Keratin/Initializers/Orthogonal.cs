namespace Keratin;

/// <summary>
/// A random matrix whose columns (or rows, if there are fewer) stand at right angles and have the length of the gain
/// (Saxe et al. 2013): the factor Q of a random normal matrix.
/// </summary>
/// <param name="gain">The length. Default: 1.</param>
/// <param name="seed">A seed of its own: the same values at each use with the same shape. Without one the model's seed decides.</param>
/// <exception cref="ArgumentOutOfRangeException">The length is not finite.</exception>
public sealed class Orthogonal(float gain = 1, int? seed = null) : Initializer
{
    private readonly float _gain = (float)Finite(nameof(Orthogonal), nameof(gain), gain);

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The weight has fewer than two axes.</exception>
    public override void Fill(Span<float> values, Shape shape, ulong key)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Rank < 2) throw new ArgumentException($"Orthogonal fills weights of at least two axes, such as a kernel, but the weight has the shape {shape}: choose another initializer for it.");
        int columns = shape.Last, rows = values.Length / Math.Max(1, columns);
        int size = Math.Max(rows, columns), count = Math.Min(rows, columns);
        var normal = new float[size * count];
        NormalDistribution.Fill(normal, 0, 1, Choose(seed, key));
        var vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = Array.ConvertAll(normal[(i * size)..((i + 1) * size)], x => (double)x);
            MakeOrthonormal(vectors[i], vectors.AsSpan(0, i));
        }
        for (int i = 0; i < values.Length; i++)
        {
            (int row, int column) = (i / columns, i % columns);
            values[i] = (float)(_gain * (rows >= columns ? vectors[column][row] : vectors[row][column]));
        }
    }

    // Gram and Schmidt, twice: the second round takes away what rounding left. Lengths stay positive, as Keras makes them.
    private static void MakeOrthonormal(double[] vector, ReadOnlySpan<double[]> others)
    {
        for (int round = 0; round < 2; round++)
        {
            foreach (double[] other in others)
            {
                double share = Dot(vector, other);
                for (int i = 0; i < vector.Length; i++) vector[i] -= share * other[i];
            }
        }
        double length = Math.Sqrt(Dot(vector, vector));
        for (int i = 0; i < vector.Length; i++) vector[i] /= length;
    }

    private static double Dot(double[] x, double[] y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++) sum += x[i] * y[i];
        return sum;
    }
}
