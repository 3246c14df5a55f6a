using Keratin.Core;

namespace Keratin;

/// <summary>
/// What training makes small: a number per sample, whose mean over all samples is the loss. By name:
/// categorical_crossentropy, sparse_categorical_crossentropy, binary_crossentropy, mean_squared_error (mse),
/// mean_absolute_error (mae). A function of your own is a loss as well (<see cref="CustomLoss"/>).
/// </summary>
public abstract class Loss
{
    private static readonly NameTable<Loss> Known = new("loss",
        ("categorical_crossentropy", _ => new CategoricalCrossentropy()),
        ("sparse_categorical_crossentropy", _ => new SparseCategoricalCrossentropy()),
        ("binary_crossentropy", _ => new BinaryCrossentropy()),
        ("bce", _ => new BinaryCrossentropy()),
        ("mean_squared_error", _ => new MeanSquaredError()),
        ("mse", _ => new MeanSquaredError()),
        ("mean_absolute_error", _ => new MeanAbsoluteError()),
        ("mae", _ => new MeanAbsoluteError()));

    private protected Loss(string name) => Name = name;

    /// <summary>Keras's name, for example <c>mean_squared_error</c>.</summary>
    public string Name { get; }

    /// <summary>Whether the targets are class labels instead of one number per output.</summary>
    public virtual bool TakesLabels => false;

    /// <summary>The loss of each sample.</summary>
    /// <param name="truth">The targets, with the batch as first axis. A last axis of 1 may be missing or too many.</param>
    /// <param name="predictions">The model's output, with the batch as first axis.</param>
    /// <returns>A node of the predictions' shape without its last axis.</returns>
    /// <exception cref="ArgumentException">The targets' shape does not fit.</exception>
    public Node Call(Node truth, Node predictions)
    {
        ArgumentNullException.ThrowIfNull(truth);
        ArgumentNullException.ThrowIfNull(predictions);
        CheckShapes(truth.Shape, predictions.Shape);
        (truth, predictions) = Ranks.Align(truth, predictions);
        return PerSample(truth, predictions);
    }

    /// <summary>The loss of each sample, from targets and predictions of equal rank (but for class labels).</summary>
    private protected abstract Node PerSample(Node truth, Node predictions);

    /// <summary>Throws, in the user's words, where targets of this shape do not fit the predictions. The first axis is not looked at.</summary>
    private protected abstract void CheckShapes(Shape truth, Shape predictions);

    /// <summary>Throws, in the user's words, where a target has no meaning for this loss.</summary>
    private protected virtual void CheckValues(NDArray truth, Shape predictions) { }

    /// <summary>Checks targets before training starts.</summary>
    /// <param name="truth">The targets, a row per sample.</param>
    /// <param name="predictions">The shape of the model's output, batch first.</param>
    /// <exception cref="ArgumentException">The targets do not fit the loss; the message says which row and what to do.</exception>
    internal void Check(NDArray truth, Shape predictions)
    {
        CheckShapes(truth.Shape, predictions);
        CheckValues(truth, predictions);
    }

    /// <inheritdoc/>
    public override string ToString() => Name;

    /// <summary>The loss of that name, with Keras's defaults.</summary>
    /// <exception cref="ArgumentException">The name is not known.</exception>
    public static implicit operator Loss(string name) => Known.Find(name);

    /// <summary>A function of your own, from targets and predictions to a loss per sample.</summary>
    public static implicit operator Loss(Func<Node, Node, Node> function) => new CustomLoss(function);


    /// <summary>Throws unless there is one target per output.</summary>
    private protected void CheckOnePerOutput(Shape truth, Shape predictions)
    {
        (Shape t, Shape p) = Ranks.Align(truth, predictions);
        if (t.Rank != p.Rank || t[1..] != p[1..])
            throw new ArgumentException($"{Name} expects one target per output, so targets of the predictions' shape {predictions}, but got shape {truth}: give the last layer as many units as there are targets.");
    }
}
