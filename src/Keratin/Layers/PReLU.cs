using Keratin.Core;

namespace Keratin;

/// <summary>x where it is positive, else alpha · x, with an alpha of its own for each feature that is trained. Any shape. Weight: alpha, of a row's shape.</summary>
public sealed class PReLU : Layer, IFromConfig<PReLU>
{
    private readonly Initializer _alphaInitializer;
    private readonly Regularizer? _alphaRegularizer;
    private readonly Constraint? _alphaConstraint;
    private Variable? _alpha;

    /// <summary>Makes a layer; the number of features is taken from the input.</summary>
    /// <param name="alphaInitializer">The first slopes. Default: zeros.</param>
    /// <param name="alphaRegularizer">What their size costs. Default: nothing.</param>
    /// <param name="alphaConstraint">What each training step does to them after their update. Default: nothing.</param>
    /// <param name="name">The layer's name; default: <c>p_re_lu</c>, <c>p_re_lu_1</c>, …</param>
    /// <exception cref="ArgumentException">A name is not known.</exception>
    public PReLU(Initializer? alphaInitializer = null, Regularizer? alphaRegularizer = null, Constraint? alphaConstraint = null, string? name = null)
        : base(name)
    {
        _alphaInitializer = alphaInitializer ?? new Zeros();
        _alphaRegularizer = alphaRegularizer;
        _alphaConstraint = alphaConstraint;
    }

    static PReLU IFromConfig<PReLU>.FromConfig(Config config)
    {
        config.AllowOnly("shared_axes", null);
        return new(config.GetInitializer("alpha_initializer"), config.GetRegularizer("alpha_regularizer"), config.GetConstraint("alpha_constraint"), config.GetOptionalString("name"));
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape) =>
        _alpha = AddWeight("alpha", inputShape[1..], _alphaInitializer, regularizer: _alphaRegularizer, constraint: _alphaConstraint);

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context) =>
        new Node(new Relu(), x) - _alpha!.Read * new Node(new Relu(), -x);

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("alpha_initializer", _alphaInitializer);
        config.Set("alpha_regularizer", _alphaRegularizer);
        config.Set("alpha_constraint", _alphaConstraint);
        config.SetValue("shared_axes", null);
    }
}
