namespace Keratin.Core;

/// <summary>The Euclidean norm of all elements of all inputs, a single number: √(Σ x²).</summary>
/// <param name="inputs">How many inputs. Default: 1.</param>
public sealed class Norm(int inputs = 1) : Operation
{
    /// <inheritdoc/>
    public override Shape InferShape(ReadOnlySpan<Node> nodes)
    {
        Expect(nodes, inputs, Name);
        return Shape.Scalar;
    }

    /// <summary>For each input x · g / norm; not a number where the norm is 0.</summary>
    public override Node?[] Gradient(Node output, Node gradient)
    {
        var share = new Node(new Divide(), gradient, output);
        var gradients = new Node?[inputs];
        for (int i = 0; i < inputs; i++) gradients[i] = new Node(new Multiply(), output.Inputs[i], share);
        return gradients;
    }

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Norm(node);
}
