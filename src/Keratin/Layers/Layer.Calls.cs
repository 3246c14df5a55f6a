using Keratin.Core;

namespace Keratin;

// How models are put together from calls of layers.
public abstract partial class Layer
{
    private Shape? _calledFor;

    /// <summary>
    /// Says that the layer is applied to some values of a model: the first step towards <see cref="Model"/>. Shapes are
    /// checked at once; weights are made with the model. A layer that is called more than once shares its weights.
    /// </summary>
    /// <param name="inputs">What it is applied to: one value for most layers, several for those that merge.</param>
    /// <returns>What comes out.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit the layer.</exception>
    /// <exception cref="InvalidOperationException">The layer has several outputs; or it is an input, which nothing goes into.</exception>
    public KerasTensor Call(params KerasTensor[] inputs)
    {
        KerasTensor[] outputs = CallAll(inputs);
        return outputs.Length == 1 ? outputs[0] : throw new InvalidOperationException($"{this} has {outputs.Length} outputs, so Call cannot return one: take them all with CallAll.");
    }

    /// <summary>As <see cref="Call(KerasTensor[])"/>, for a model with several outputs.</summary>
    /// <param name="inputs">What the layer is applied to.</param>
    /// <returns>All that comes out, in order.</returns>
    /// <exception cref="ArgumentException">The inputs do not fit the layer.</exception>
    /// <exception cref="InvalidOperationException">The layer is an input, which nothing goes into.</exception>
    public KerasTensor[] CallAll(params KerasTensor[] inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (this is Input) throw new InvalidOperationException($"{this} states what goes into a model, so it cannot be called: call the layers that read it.");
        if (inputs.Contains(null)) throw new ArgumentException($"{this} was called with a value that is null.", nameof(inputs));
        return [.. new LayerCall(this, [.. inputs], ShapesFor([.. inputs.Select(input => input.Shape)])).Outputs];
    }

    /// <summary>Throws where inputs of these shapes do not fit the layer, in the user's words.</summary>
    internal virtual void Check(IReadOnlyList<Shape> inputs)
    {
        if (inputs.Count != 1) throw new ArgumentException($"{this} takes one value but was called with {inputs.Count}: merge them first, for example with new Concatenate().Call(…).");
        Check(inputs[0]);
    }

    /// <summary>Builds the layer if that has not been done, and writes its graph.</summary>
    internal Node[] Apply(Node[] inputs, LayerContext context)
    {
        ReadingBudget.TakeCall();
        Check([.. inputs.Select(input => input.Shape)]);
        if (!Built) Make(inputs[0].Shape, context);
        // However often the layer is called, its weights cost once.
        if (context.Trainable && context.CallIndex == 0)
            foreach ((Variable weight, Regularizer regularizer) in _regularizers) context.AddLoss(regularizer.Call(weight.Read));
        return Write(inputs, context);
    }

    /// <summary>Builds the layer if that has not been done, and writes its graph.</summary>
    internal Node Apply(Node x, LayerContext context) => Apply([x], context)[0];

    /// <summary>Writes the graph of a layer with any numbers of inputs and outputs.</summary>
    private protected virtual Node[] Write(Node[] inputs, LayerContext context) => [Call(inputs[0], context)];

    // Weights without values are made only to see what comes out: the model that they will be part of makes them again.
    private Shape[] ShapesFor(Shape[] inputs)
    {
        Layer[] unbuilt = [.. Flattened.Where(layer => !layer.Built)];
        try
        {
            Node[] outputs = Apply([.. inputs.Select(shape => new Node(new Placeholder("x", shape)))], LayerContext.ForShapes());
            if (unbuilt.Contains(this)) _calledFor = _trainable.Count + _fixed.Count > 0 ? inputs[0] : null;
            return [.. outputs.Select(output => output.Shape)];
        }
        finally
        {
            foreach (Layer layer in unbuilt) layer.Unbuild();
        }
    }
}
