using Keratin.Core;

namespace Keratin.Core.Tests;

/// <summary>The gradient rules against central differences, both in double precision.</summary>
public sealed class OperationGradientTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<string> Samples => [.. OperationSamples.All.Select(sample => sample.Name)];

    [Theory, MemberData(nameof(Samples))]
    public void The_rule_equals_central_differences(string name)
    {
        OperationSample sample = OperationSamples.Named(name);
        foreach (int length in (int[])[1, 2, 5, 17])
        {
            (int rows, int last) = sample.At(length);
            (Operation operation, Operand[] operands) = sample.Make(rows, last);
            var inputs = new Node[operands.Length];
            var variables = new List<Variable>();
            var data = new Dictionary<Node, double[]>();
            for (int i = 0; i < inputs.Length; i++)
            {
                Operand operand = operands[i];
                float[] values = operand.Values(RandomBits.Key(23, (ulong)i, (ulong)length), rows);
                if (operand.VariableOf is not null || !operand.IsDifferentiable)
                {
                    inputs[i] = operand.VariableOf is { } type ? new Variable("state", operand.Shape, type).Read : new Node(new Placeholder($"x{i}", operand.Shape));
                    data[inputs[i]] = Array.ConvertAll(values, x => (double)x);
                    continue;
                }
                var variable = new Variable($"x{i}", operand.Shape);
                values.CopyTo(variable.Values);
                variables.Add(variable);
                inputs[i] = variable.Read;
            }
            if (variables.Count > 0) Check(new Node(operation, inputs), variables, data);
        }
    }

    [Theory, MemberData(nameof(Samples))]
    public void An_input_without_gradient_is_refused_as_a_weight(string name)
    {
        OperationSample sample = OperationSamples.Named(name);
        (int rows, int last) = sample.At(5);
        (Operation operation, Operand[] operands) = sample.Make(rows, last);
        for (int at = 0; at < operands.Length; at++)
        {
            if (operands[at].IsDifferentiable || operands[at].VariableOf is not null) continue;
            var weight = new Variable("weight", operands[at].Shape);
            Node[] inputs = [.. operands.Select((operand, i) => i == at ? weight.Read : Other(operand))];
            Node node = new(operation, inputs);
            if (node.IsEffect) continue;
            Assert.Throws<InvalidOperationException>(() => Differentiation.Gradients(new Node(new Mean(), node), [weight]));
        }

        static Node Other(Operand operand) =>
            operand.VariableOf is { } type ? new Variable("other", operand.Shape, type).Read : new Node(new Placeholder("other", operand.Shape));
    }

    private static void Check(Node node, List<Variable> variables, Dictionary<Node, double[]> data)
    {
        var weights = new Node(new Placeholder("weights", node.Shape));
        data[weights] = Array.ConvertAll(new Operand(node.Shape).Values(41, 0), x => (double)x);
        Node loss = new(new Mean(), new Node(new Multiply(), node, weights));
        Node[] gradients = Differentiation.Gradients(loss, variables);
        var symbolic = new ReferenceExecutor(new Graph([loss, .. gradients], []));
        symbolic.Run(0, data);
        var numeric = new ReferenceExecutor(new Graph([loss], []));
        for (int v = 0; v < variables.Count; v++)
        {
            Assert.Equal(variables[v].Shape, gradients[v].Shape);
            double[] state = numeric.State[variables[v]];
            for (int i = 0; i < state.Length; i++)
            {
                const double step = 1e-5;
                double x = state[i], expected = (At(x + step) - At(x - step)) / (2 * step);
                state[i] = x;
                double actual = symbolic.Value(gradients[v])[i];
                double scale = Math.Max(1.0 / node.Shape.Size, Math.Abs(expected));
                Assert.True(Math.Abs(actual - expected) <= Tolerance * scale,
                    $"{node}: the gradient by element {i} of input {v} is {actual:R}, but differences give {expected:R}.");

                double At(double value)
                {
                    state[i] = value;
                    numeric.Run(0, data);
                    return numeric.Value(loss)[0];
                }
            }
        }
    }
}
