using Keratin.Core;

namespace Keratin;

/// <summary>
/// Normalizes each row by itself, over its last axis: gamma · (x − mean) / √(variance + epsilon) + beta, with the
/// population's variance; the same in training and otherwise. Any shape from rank 2. Weights: gamma, beta, each
/// (features,).
/// </summary>
public sealed class LayerNormalization : Layer, IFromConfig<LayerNormalization>
{
    private readonly Initializer _betaInitializer;
    private readonly Initializer _gammaInitializer;
    private Variable? _gamma;
    private Variable? _beta;

    /// <summary>Makes a layer; the number of features is taken from the input.</summary>
    /// <param name="epsilon">What is added to the variance, positive. Default: 0.001.</param>
    /// <param name="center">Whether beta is added. Default: yes.</param>
    /// <param name="scale">Whether the result is multiplied by gamma. Default: yes.</param>
    /// <param name="betaInitializer">The first values of beta. Default: zeros.</param>
    /// <param name="gammaInitializer">The first values of gamma. Default: ones.</param>
    /// <param name="name">The layer's name; default: <c>layer_normalization</c>, <c>layer_normalization_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">Epsilon is not positive.</exception>
    public LayerNormalization(double epsilon = 1e-3, bool center = true, bool scale = true, Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null, string? name = null)
        : base(name)
    {
        Epsilon = Normalizing.Epsilon(epsilon, nameof(LayerNormalization));
        Center = center;
        Scale = scale;
        _betaInitializer = betaInitializer ?? new Zeros();
        _gammaInitializer = gammaInitializer ?? new Ones();
    }

    private int Axis { get; init; } = -1;

    /// <summary>What is added to the variance.</summary>
    public double Epsilon { get; }

    /// <summary>Whether beta is added.</summary>
    public bool Center { get; }

    /// <summary>Whether the result is multiplied by gamma.</summary>
    public bool Scale { get; }

    /// <summary>What the size of beta costs. Default: nothing.</summary>
    public Regularizer? BetaRegularizer { get; init; }

    /// <summary>What the size of gamma costs. Default: nothing.</summary>
    public Regularizer? GammaRegularizer { get; init; }

    /// <summary>What each training step does to beta after its update. Default: nothing.</summary>
    public Constraint? BetaConstraint { get; init; }

    /// <summary>What each training step does to gamma after its update. Default: nothing.</summary>
    public Constraint? GammaConstraint { get; init; }

    static LayerNormalization IFromConfig<LayerNormalization>.FromConfig(Config config)
    {
        config.AllowOnly("rms_scaling", false);
        return new(config.GetDouble("epsilon", 1e-3), config.GetBool("center", true), config.GetBool("scale", true),
            config.GetInitializer("beta_initializer"), config.GetInitializer("gamma_initializer"), config.GetOptionalString("name"))
        {
            Axis = LastAxis.Read(config),
            BetaRegularizer = config.GetRegularizer("beta_regularizer"),
            GammaRegularizer = config.GetRegularizer("gamma_regularizer"),
            BetaConstraint = config.GetConstraint("beta_constraint"),
            GammaConstraint = config.GetConstraint("gamma_constraint"),
        };
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Shape features = [inputShape.Last];
        _gamma = Scale ? AddWeight("gamma", features, _gammaInitializer, regularizer: GammaRegularizer, constraint: GammaConstraint) : null;
        _beta = Center ? AddWeight("beta", features, _betaInitializer, regularizer: BetaRegularizer, constraint: BetaConstraint) : null;
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        Node centred = x - MeanOfRow(x), variance = MeanOfRow(new Node(new Square(), centred));
        Node y = centred / new Node(new Sqrt(), variance + (float)Epsilon);
        if (_gamma is not null) y *= _gamma.Read;
        return _beta is null ? y : y + _beta.Read;
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("axis", (int[])[Axis]);
        config.Set("epsilon", Epsilon);
        config.Set("center", Center);
        config.Set("scale", Scale);
        config.Set("beta_initializer", _betaInitializer);
        config.Set("gamma_initializer", _gammaInitializer);
        config.Set("beta_regularizer", BetaRegularizer);
        config.Set("gamma_regularizer", GammaRegularizer);
        config.Set("beta_constraint", BetaConstraint);
        config.Set("gamma_constraint", GammaConstraint);
    }

    private protected override void CheckRank(Shape inputShape)
    {
        Normalizing.CheckRank(this, inputShape);
        LastAxis.Check(this, Axis, inputShape);
    }

    private static Node MeanOfRow(Node x) => new(new Core.Reshape(x.Shape[..^1].Append(1)), new Node(new MeanLast(), x));
}
