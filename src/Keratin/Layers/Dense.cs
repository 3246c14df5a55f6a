using Keratin.Core;

namespace Keratin;

/// <summary>
/// A fully connected layer: activation(x · kernel + bias). The last axis of the input, of any rank from 2, is contracted:
/// (None, …, features) becomes (None, …, units). Weights: kernel (features, units), bias (units,).
/// </summary>
public sealed class Dense : Layer, IFromConfig<Dense>
{
    private readonly Initializer _kernelInitializer;
    private readonly Initializer _biasInitializer;
    private readonly Regularizer? _kernelRegularizer;
    private readonly Regularizer? _biasRegularizer;
    private readonly Regularizer? _activityRegularizer;
    private readonly Constraint? _kernelConstraint;
    private readonly Constraint? _biasConstraint;
    private Variable? _kernel;
    private Variable? _bias;

    /// <summary>Makes a layer; the number of features is taken from the input.</summary>
    /// <param name="units">The number of outputs, positive.</param>
    /// <param name="activation">What is applied to the result: a name such as <c>"relu"</c>, or a function. Default: linear.</param>
    /// <param name="useBias">Whether a bias is added. Default: yes.</param>
    /// <param name="kernelInitializer">The kernel's first values. Default: glorot_uniform.</param>
    /// <param name="biasInitializer">The bias's first values. Default: zeros.</param>
    /// <param name="kernelRegularizer">What the kernel's size costs: <c>"l2"</c>, <c>new L2(0.001)</c>. Default: nothing.</param>
    /// <param name="biasRegularizer">What the bias's size costs. Default: nothing.</param>
    /// <param name="activityRegularizer">What the size of the output costs, per row. Default: nothing.</param>
    /// <param name="kernelConstraint">What each training step does to the kernel after its update: <c>"max_norm"</c>. Default: nothing.</param>
    /// <param name="biasConstraint">What each training step does to the bias after its update. Default: nothing.</param>
    /// <param name="inputShape">The shape of one row of input, without the batch axis, where it should be known at once: <c>[10_000]</c>.</param>
    /// <param name="name">The layer's name; default: <c>dense</c>, <c>dense_1</c>, …</param>
    /// <exception cref="ArgumentException">The number of units is not positive, or a name is not known.</exception>
    public Dense(int units, ActivationFunction? activation = null, bool useBias = true, Initializer? kernelInitializer = null,
        Initializer? biasInitializer = null, Regularizer? kernelRegularizer = null, Regularizer? biasRegularizer = null,
        Regularizer? activityRegularizer = null, Constraint? kernelConstraint = null, Constraint? biasConstraint = null,
        int[]? inputShape = null, string? name = null)
        : base(name, inputShape)
    {
        if (units <= 0) throw new ArgumentOutOfRangeException(nameof(units), $"Dense needs at least 1 unit but got {units}.");
        Units = units;
        Activation = activation ?? Activations.Linear;
        UseBias = useBias;
        _kernelInitializer = kernelInitializer ?? new GlorotUniform();
        _biasInitializer = biasInitializer ?? new Zeros();
        _kernelRegularizer = kernelRegularizer;
        _biasRegularizer = biasRegularizer;
        _activityRegularizer = Regularizer.ForActivity(activityRegularizer);
        _kernelConstraint = kernelConstraint;
        _biasConstraint = biasConstraint;
    }

    /// <summary>The number of outputs.</summary>
    public int Units { get; }

    /// <summary>What is applied to the result.</summary>
    public ActivationFunction Activation { get; }

    /// <summary>Whether a bias is added.</summary>
    public bool UseBias { get; }

    internal override bool ReadsSparseRows => true;

    static Dense IFromConfig<Dense>.FromConfig(Config config) => new(config.GetInt("units"), config.GetActivation("activation"), config.GetBool("use_bias", true),
        config.GetInitializer("kernel_initializer"), config.GetInitializer("bias_initializer"), config.GetRegularizer("kernel_regularizer"),
        config.GetRegularizer("bias_regularizer"), config.GetRegularizer("activity_regularizer"), config.GetConstraint("kernel_constraint"),
        config.GetConstraint("bias_constraint"), name: config.GetOptionalString("name"));

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        _kernel = AddWeight("kernel", Shape.Create(inputShape.Last, Units), _kernelInitializer, regularizer: _kernelRegularizer, constraint: _kernelConstraint);
        _bias = UseBias ? AddWeight("bias", Shape.Create(Units), _biasInitializer, regularizer: _biasRegularizer, constraint: _biasConstraint) : null;
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        var product = new Node(new MatMul(), x, _kernel!.Read);
        Node y = Activation.Apply(_bias is null ? product : new Node(new Core.Add(), product, _bias.Read));
        if (_activityRegularizer?.CallPerRow(y) is { } penalty) context.AddLoss(penalty);
        return y;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("units", Units);
        config.Set("activation", Activation);
        config.Set("use_bias", UseBias);
        config.Set("kernel_initializer", _kernelInitializer);
        config.Set("bias_initializer", _biasInitializer);
        config.Set("kernel_regularizer", _kernelRegularizer);
        config.Set("bias_regularizer", _biasRegularizer);
        config.SetUnlessNull("activity_regularizer", _activityRegularizer);
        config.Set("kernel_constraint", _kernelConstraint);
        config.Set("bias_constraint", _biasConstraint);
    }

    private protected override void CheckRank(Shape inputShape)
    {
        if (inputShape.Rank < 2)
            throw new ArgumentException($"{this} expects rows of features, as in an input of shape (None, 13), but got {inputShape}: give each row an axis of its own, (None, 1) for a single feature.");
    }
}
