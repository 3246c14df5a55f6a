using Keratin.Core;

namespace Keratin;

/// <summary>
/// Looks up a vector for each whole number, such as a word's index: (None, steps) becomes (None, steps, outputDim).
/// Numbers come as float32 like all data. Only as a model's first layer does it see that each is from 0 to below
/// inputDim before any work starts; elsewhere one outside gives NaN. Weights: embeddings (inputDim, outputDim).
/// </summary>
/// <example>
/// <code>
/// var model = new Sequential(
///     new Embedding(10_000, 16),
///     new GlobalAveragePooling1D(),
///     new Dense(1, activation: "sigmoid"));
/// </code>
/// </example>
public sealed class Embedding : Layer, IFromConfig<Embedding>
{
    private readonly Initializer _embeddingsInitializer;
    private Variable? _embeddings;
    private Lookup? _lookup;

    /// <summary>Makes a layer.</summary>
    /// <param name="inputDim">How many vectors there are, positive: the largest number plus one.</param>
    /// <param name="outputDim">How many numbers a vector has, positive.</param>
    /// <param name="embeddingsInitializer">The vectors' first values. Default: uniform from −0.05 to 0.05.</param>
    /// <param name="inputShape">The shape of one row of input, without the batch axis, where it should be known at once: <c>[256]</c> for 256 steps.</param>
    /// <param name="name">The layer's name; default: <c>embedding</c>, <c>embedding_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    public Embedding(int inputDim, int outputDim, Initializer? embeddingsInitializer = null, int[]? inputShape = null, string? name = null)
        : base(name, inputShape)
    {
        if (inputDim <= 0) throw new ArgumentOutOfRangeException(nameof(inputDim), $"Embedding needs at least 1 vector, the largest number plus one, but inputDim was {inputDim}.");
        if (outputDim <= 0) throw new ArgumentOutOfRangeException(nameof(outputDim), $"Embedding needs vectors of at least 1 number but outputDim was {outputDim}.");
        InputDim = inputDim;
        OutputDim = outputDim;
        _embeddingsInitializer = embeddingsInitializer ?? new RandomUniform();
    }

    /// <summary>How many vectors there are.</summary>
    public int InputDim { get; }

    /// <summary>How many numbers a vector has.</summary>
    public int OutputDim { get; }

    /// <summary>What the size of the vectors costs. Default: nothing.</summary>
    public Regularizer? EmbeddingsRegularizer { get; init; }

    /// <summary>What each training step does to the vectors after their update. Default: nothing.</summary>
    public Constraint? EmbeddingsConstraint { get; init; }

    internal override Lookup? Lookup => _lookup ??= new Lookup(ToString(), InputDim);

    static Embedding IFromConfig<Embedding>.FromConfig(Config config)
    {
        config.AllowOnly("activity_regularizer", null);
        config.AllowOnly("mask_zero", false);
        // Of older versions, without an effect.
        _ = config.GetValue("input_length");
        return new(config.GetInt("input_dim"), config.GetInt("output_dim"), config.GetInitializer("embeddings_initializer"), name: config.GetOptionalString("name"))
        {
            EmbeddingsRegularizer = config.GetRegularizer("embeddings_regularizer"),
            EmbeddingsConstraint = config.GetConstraint("embeddings_constraint"),
        };
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) =>
        _embeddings = AddWeight("embeddings", [InputDim, OutputDim], _embeddingsInitializer, regularizer: EmbeddingsRegularizer, constraint: EmbeddingsConstraint);

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) => new(new GatherRows(), x, _embeddings!.Read);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("input_dim", InputDim);
        config.Set("output_dim", OutputDim);
        config.Set("embeddings_initializer", _embeddingsInitializer);
        config.Set("embeddings_regularizer", EmbeddingsRegularizer);
        config.SetValue("activity_regularizer", null);
        config.Set("embeddings_constraint", EmbeddingsConstraint);
        config.Set("mask_zero", false);
    }
}
