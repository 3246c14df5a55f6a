using Keratin.Core;

namespace Keratin.Parity;

/// <summary>An optimizer that steps on weights by gradients of the caller's choice, by the processor's kernels.</summary>
internal sealed class OptimizerRun
{
    private readonly Variable[] _weights;
    private readonly Node[] _gradients;
    private readonly Plan _plan;

    public OptimizerRun(Optimizer optimizer, params float[][] weights)
    {
        _weights = [.. weights.Select((values, i) => new Variable($"layer/{(i % 2 == 0 ? "kernel" : "bias")}_{i}", [values.Length]))];
        for (int i = 0; i < weights.Length; i++) weights[i].CopyTo(_weights[i].Values);
        _gradients = [.. _weights.Select(weight => new Node(new Placeholder("gradient", weight.Shape)))];
        optimizer.Build(_weights);
        var graph = new Graph([], [.. optimizer.Effects(_weights, _gradients)]);
        GraphVerifier.Verify(graph);
        _plan = new Plan(graph, 1, CpuBackend.Instance);
    }

    public double[] this[int weight] => Array.ConvertAll(_weights[weight].Values.ToArray(), value => (double)value);

    public void Step(params float[][] gradients)
    {
        for (int i = 0; i < gradients.Length; i++) gradients[i].CopyTo(_plan.Value(_gradients[i], 1));
        if (!_plan.Run(1, null)) throw new InvalidOperationException("A step without a loss was refused.");
    }
}
