namespace Keratin.Core;

/// <summary>
/// Runs a graph node by node in double precision, by the plainest loops: the oracle of every kernel and the judge of
/// every gradient. Slow, and meant to stay so.
/// </summary>
public sealed class ReferenceExecutor : ILowering
{
    private readonly Graph _graph;
    private readonly Dictionary<Node, double[]> _values = [];
    private readonly Dictionary<Variable, double[]> _pending = [];

    /// <summary>Prepares a graph; the state begins as a copy of the variables' present values.</summary>
    /// <param name="graph">A legal graph.</param>
    public ReferenceExecutor(Graph graph)
    {
        _graph = graph;
        foreach (Node node in graph.Sorted())
        {
            if (node.Operation is not VariableRead { Variable: { } variable }) continue;
            State[variable] = variable.Type switch
            {
                ElementType.Float32 => Array.ConvertAll(variable.Values.ToArray(), x => (double)x),
                ElementType.Float64 => variable.Totals.ToArray(),
                _ => [variable.Counter],
            };
        }
    }

    /// <summary>The variables in double precision. Effects change this copy and never the variables themselves.</summary>
    public Dictionary<Variable, double[]> State { get; } = [];

    /// <summary>Computes every node once, then lets the effects happen.</summary>
    /// <param name="rows">The rows of the batch.</param>
    /// <param name="inputs">The data of each <see cref="Placeholder"/>, in row-major order.</param>
    public void Run(int rows, IReadOnlyDictionary<Node, double[]> inputs)
    {
        _values.Clear();
        _pending.Clear();
        foreach (Node node in _graph.Sorted())
        {
            _values[node] = node.Operation switch
            {
                Placeholder => inputs[node],
                Literal constant => [constant.Value],
                VariableRead read => State[read.Variable],
                { IsView: true } => _values[node.Inputs[0]],
                _ => new double[node.IsEffect ? 0 : node.Shape.Elements(rows)],
            };
            node.Operation.Lower(node, this);
        }
        foreach ((Variable variable, double[] value) in _pending) State[variable] = value;
    }

    /// <summary>The value of a node in the last run, in row-major order.</summary>
    public ReadOnlySpan<double> Value(Node node) => _values[node];

    void ILowering.Unary<TFunction>(Node node, TFunction function)
    {
        double[] x = In(node, 0), y = Out(node);
        for (int i = 0; i < y.Length; i++) y[i] = function.Apply(x[i]);
    }

    void ILowering.Binary<TFunction>(Node node, TFunction function)
    {
        double[] y = Out(node);
        for (int i = 0; i < y.Length; i++) y[i] = function.Apply(Repeated(node, 0, i), Repeated(node, 1, i));
    }

    void ILowering.Product(Node node, bool transposeFirst, bool transposeSecond, Epilogue? epilogue)
    {
        RequirePlain(node, epilogue);
        double[] a = In(node, 0), b = In(node, 1), c = Out(node);
        int n = node.Shape.Last, inner = node.Inputs[0].Shape.Last, secondColumns = node.Inputs[1].Shape.Last;
        int m = c.Length / Math.Max(n, 1), count = transposeFirst ? a.Length / Math.Max(inner, 1) : inner;
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double sum = 0;
                for (int k = 0; k < count; k++)
                    sum += (transposeFirst ? a[k * inner + i] : a[i * inner + k]) * (transposeSecond ? b[j * secondColumns + k] : b[k * secondColumns + j]);
                c[i * n + j] = sum;
            }
        }
    }

    void ILowering.SumRows(Node node, Epilogue? epilogue)
    {
        RequirePlain(node, epilogue);
        double[] x = In(node, 0), y = Out(node);
        for (int i = 0; i < x.Length; i++) y[i % y.Length] += x[i];
    }

    void ILowering.SumLast(Node node, float divisor)
    {
        double[] x = In(node, 0), y = Out(node);
        int n = node.Inputs[0].Shape.Last;
        for (int i = 0; i < x.Length; i++) y[i / n] += x[i];
        for (int i = 0; i < y.Length; i++) y[i] /= divisor;
    }

    void ILowering.SumAxis(Node node, int axis)
    {
        double[] x = In(node, 0), y = Out(node);
        int size = node.Inputs[0].Shape[axis], columns = node.Inputs[0].Shape[(axis + 1)..].Size;
        for (int i = 0; i < x.Length; i++) y[i / columns / size * columns + i % columns] += x[i];
    }

    void ILowering.CountRows(Node node, int elements) => Out(node)[0] = elements == 0 ? 0 : In(node, 0).Length / elements;

    void ILowering.Repeat(Node node, int elements)
    {
        double[] x = In(node, 0), y = Out(node);
        for (int i = 0; i < y.Length; i++) y[i] = x[i / (y.Length / x.Length * elements) * elements + i % elements];
    }

    void ILowering.Join(Node node, int axis)
    {
        int start = 0;
        for (int i = 0; i < node.Inputs.Length; i++)
        {
            int columns = node.Inputs[i].Shape[axis..].Size, width = node.Shape[axis..].Size;
            double[] x = In(node, i), y = Out(node);
            for (int j = 0; j < x.Length; j++) y[j / columns * width + start + j % columns] = x[j];
            start += columns;
        }
    }

    void ILowering.Slice(Node node, int axis, int start)
    {
        Shape shape = node.Inputs[0].Shape;
        int columns = node.Shape[axis..].Size, width = shape[axis..].Size, first = start * shape[(axis + 1)..].Size;
        double[] x = In(node, 0), y = Out(node);
        for (int j = 0; j < y.Length; j++) y[j] = x[j / columns * width + first + j % columns];
    }

    void ILowering.RepeatLast(Node node)
    {
        double[] x = In(node, 0), y = Out(node);
        for (int i = 0; i < y.Length; i++) y[i] = x[i / node.Shape.Last];
    }

    void ILowering.Sum(Node node, bool mean) => Out(node)[0] = In(node, 0).Sum() / (mean ? In(node, 0).Length : 1);

    void ILowering.Norm(Node node)
    {
        double sum = 0;
        foreach (Node input in node.Inputs)
            foreach (double x in _values[input]) sum += x * x;
        Out(node)[0] = Math.Sqrt(sum);
    }

    void ILowering.Spread(Node node, bool divide)
    {
        double[] y = Out(node);
        Array.Fill(y, In(node, 0)[0] / (divide ? y.Length : 1));
    }

    void ILowering.Penalty(Node node, float l1, float l2) => Out(node)[0] = In(node, 0).Sum(x => l1 * Math.Abs(x) + l2 * x * x);

    void ILowering.ArgMax(Node node)
    {
        double[] x = In(node, 0), y = Out(node);
        int n = node.Inputs[0].Shape.Last;
        for (int i = 0; i < x.Length; i++)
            if (x[i] > x[i / n * n + (int)y[i / n]]) y[i / n] = i % n;
    }

    void ILowering.OneHot(Node node)
    {
        double[] labels = In(node, 0), y = Out(node);
        for (int i = 0; i < y.Length; i++) y[i] = labels[i / node.Shape.Last] == i % node.Shape.Last ? 1 : 0;
    }

    void ILowering.Gather(Node node)
    {
        double[] numbers = In(node, 0), table = In(node, 1), y = Out(node);
        int n = node.Shape.Last, count = node.Inputs[1].Shape[0];
        for (int i = 0; i < y.Length; i++) y[i] = numbers[i / n] >= 0 && numbers[i / n] < count ? table[(int)numbers[i / n] * n + i % n] : double.NaN;
    }

    void ILowering.Scatter(Node node)
    {
        double[] numbers = In(node, 0), rows = In(node, 1), y = Out(node);
        int n = node.Shape.Last, count = node.Shape[0];
        for (int i = 0; i < rows.Length; i++)
            if (numbers[i / n] >= 0 && numbers[i / n] < count) y[(int)numbers[i / n] * n + i % n] += rows[i];
    }

    void ILowering.Softmax(Node node) => Softmax(In(node, 0), Out(node), node.Shape.Last);

    void ILowering.SoftmaxDerivative(Node node)
    {
        double[] y = In(node, 0), g = In(node, 1), d = Out(node);
        int n = node.Shape.Last;
        for (int i = 0; i < d.Length; i++)
        {
            double dot = 0;
            for (int j = i / n * n; j < (i / n + 1) * n; j++) dot += g[j] * y[j];
            d[i] = y[i] * (g[i] - dot);
        }
    }

    void ILowering.LogSoftmax(Node node)
    {
        double[] x = In(node, 0), y = Out(node);
        int n = node.Shape.Last;
        for (int row = 0; row < x.Length; row += n)
        {
            double max = x.AsSpan(row, n).ToArray().Max(), sum = 0;
            for (int j = row; j < row + n; j++) sum += Math.Exp(x[j] - max);
            for (int j = row; j < row + n; j++) y[j] = x[j] - max - Math.Log(sum);
        }
    }

    void ILowering.Sparsemax(Node node)
    {
        double[] x = In(node, 0), y = Out(node);
        int n = node.Shape.Last;
        for (int row = 0; row < x.Length; row += n)
        {
            double sum = 0, threshold = 0;
            int count = 0;
            foreach (double value in x[row..(row + n)].OrderDescending())
            {
                sum += value;
                // A number is kept as long as it lies above the threshold of those so far.
                if (value <= (sum - 1) / ++count) break;
                threshold = (sum - 1) / count;
            }
            for (int j = row; j < row + n; j++) y[j] = Math.Max(0, x[j] - threshold);
        }
    }

    void ILowering.CrossEntropy(Node node, bool labels)
    {
        double[] z = In(node, 0), truth = In(node, 1), loss = Out(node);
        int n = node.Inputs[0].Shape.Last;
        for (int i = 0; i < loss.Length; i++)
        {
            double max = z.AsSpan(i * n, n).ToArray().Max(), sum = 0, hit = 0;
            for (int j = 0; j < n; j++)
            {
                sum += Math.Exp(z[i * n + j] - max);
                hit += Truth(truth, labels, i, j, n) * (z[i * n + j] - max);
            }
            double weight = 0;
            for (int j = 0; j < n; j++) weight += Truth(truth, labels, i, j, n);
            loss[i] = labels && weight == 0 ? double.NaN : weight * Math.Log(sum) - hit;
        }
    }

    void ILowering.CrossEntropyDerivative(Node node, bool labels)
    {
        double[] truth = In(node, 1), g = In(node, 2), d = Out(node);
        int n = node.Shape.Last;
        Softmax(In(node, 0), d, n);
        for (int i = 0; i < g.Length; i++)
        {
            double weight = 0;
            for (int j = 0; j < n; j++) weight += Truth(truth, labels, i, j, n);
            for (int j = 0; j < n; j++) d[i * n + j] = g[i] * (d[i * n + j] * weight - Truth(truth, labels, i, j, n));
        }
    }

    void ILowering.RandomUniform(Node node, ulong key)
    {
        double[] y = Out(node);
        ulong step = RandomBits.Key(key, (ulong)In(node, 0)[0]);
        for (int i = 0; i < y.Length; i++) y[i] = (2.0 * (RandomBits.At(step, (uint)i) >> 8) + 1 - (1 << 24)) / (1 << 24);
    }

    void ILowering.RandomMask(Node node, float rate, ulong key)
    {
        double[] y = Out(node);
        ulong step = RandomBits.Key(key, (ulong)In(node, 0)[0]);
        for (int i = 0; i < y.Length; i++) y[i] = RandomBits.Uniform(step, (uint)i) < rate ? 0 : 1 / (1 - (double)rate);
    }

    void ILowering.Update<TRule>(Node node, TRule rule, UpdateOptions options)
    {
        int slots = TRule.Slots, all = slots + options.Slots;
        double[] gradient = In(node, node.Inputs.Length - 1);
        // The weight, three slots of the rule, the average, the collected gradients: each copied, or zeros where there is none.
        int[] inputs = [0, slots > 0 ? 1 : -1, slots > 1 ? 2 : -1, slots > 2 ? 3 : -1, options.AverageMomentum is null ? -1 : slots + 1, options.AccumulationSteps > 1 ? all : -1];
        double[][] values = Array.ConvertAll(inputs, input => input < 0 ? new double[gradient.Length] : [.. In(node, input)]);
        var update = new UpdateWithOptions<TRule>(rule, options);
        update.Begin(In(node, all + 1)[0], (long)In(node, all + 2)[0], options.ExtraInputs > 0 ? In(node, all + 3)[0] : 0);
        for (int i = 0; i < gradient.Length; i++)
            update.Apply(ref values[0][i], ref values[1][i], ref values[2][i], ref values[3][i], ref values[4][i], ref values[5][i], gradient[i]);
        for (int i = 0; i < inputs.Length; i++)
            if (inputs[i] >= 0) _pending[Written(node, inputs[i])] = values[i];
    }

    void ILowering.Assign(Node node) => _pending[Written(node, 0)] = [.. In(node, 1)];

    void ILowering.Accumulate(Node node)
    {
        double[] totals = [.. In(node, 0)], x = In(node, 1);
        for (int i = 0; i < x.Length; i++) totals[i % totals.Length] += x[i];
        _pending[Written(node, 0)] = totals;
    }

    void ILowering.AccumulateAt(Node node)
    {
        double[] totals = [.. In(node, 0)], index = In(node, 1), x = In(node, 2);
        for (int i = 0; i < x.Length; i++)
            if (index[i] >= 0 && index[i] < totals.Length && index[i] == Math.Floor(index[i])) totals[(int)index[i]] += x[i];
        _pending[Written(node, 0)] = totals;
    }

    void ILowering.Increment(Node node) => _pending[Written(node, 0)] = [In(node, 0)[0] + 1];

    private double[] In(Node node, int input) => _values[node.Inputs[input]];

    private double[] Out(Node node) => _values[node];

    private static Variable Written(Node node, int input) => ((VariableRead)node.Inputs[input].Operation).Variable;

    private double Repeated(Node node, int input, int index)
    {
        double[] x = In(node, input);
        Shape shape = node.Inputs[input].Shape;
        if (shape == node.Shape) return x[index];
        return BinaryOperation.RepeatsRows(shape, node.Shape) ? x[index % x.Length] : x[index / node.Shape.Last];
    }

    private static void Softmax(double[] x, double[] y, int n)
    {
        for (int row = 0; row < x.Length; row += n)
        {
            double max = double.NegativeInfinity, sum = 0;
            for (int j = row; j < row + n; j++) max = Math.Max(max, x[j]);
            for (int j = row; j < row + n; j++) sum += y[j] = Math.Exp(x[j] - max);
            for (int j = row; j < row + n; j++) y[j] /= sum;
        }
    }

    private static double Truth(double[] truth, bool labels, int row, int column, int n) =>
        !labels ? truth[row * n + column] : truth[row] == column ? 1 : 0;

    private static void RequirePlain(Node node, Epilogue? epilogue)
    {
        if (epilogue is not null) throw new InvalidOperationException($"The reference runs graphs before fusion, but {node} is fused.");
    }
}
