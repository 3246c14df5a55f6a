using Keratin.Core;

namespace Keratin;

/// <summary>
/// Normalizes each feature (the last axis): gamma · (x − mean) / √(variance + epsilon) + beta. In training, mean and
/// variance are those of the batch, over all other axes; otherwise moving averages of them, which each training step
/// renews: moving = moving · momentum + batch · (1 − momentum). The variance is the population's (divided by the number
/// of rows) in both places, as in Keras 3. Any shape from rank 2. Weights: gamma, beta (trained), moving_mean,
/// moving_variance (not trained), each (features,).
/// </summary>
/// <remarks>A layer that is frozen (<see cref="Layer.Trainable"/>) uses its moving averages in training too, and leaves them as they are.</remarks>
public sealed class BatchNormalization : Layer, IFromConfig<BatchNormalization>
{
    private readonly float _momentum;
    private readonly float _epsilon;
    private readonly Initializer _betaInitializer;
    private readonly Initializer _gammaInitializer;
    private readonly Initializer _movingMeanInitializer;
    private readonly Initializer _movingVarianceInitializer;
    private Variable? _gamma;
    private Variable? _beta;
    private Variable? _movingMean;
    private Variable? _movingVariance;

    /// <summary>Makes a layer; the number of features is taken from the input.</summary>
    /// <param name="momentum">How much of the moving averages stays in each step, from 0 to 1. Default: 0.99.</param>
    /// <param name="epsilon">What is added to the variance, positive. Default: 0.001.</param>
    /// <param name="center">Whether beta is added. Default: yes.</param>
    /// <param name="scale">Whether the result is multiplied by gamma. Default: yes.</param>
    /// <param name="betaInitializer">The first values of beta. Default: zeros.</param>
    /// <param name="gammaInitializer">The first values of gamma. Default: ones.</param>
    /// <param name="movingMeanInitializer">The first values of the moving mean. Default: zeros.</param>
    /// <param name="movingVarianceInitializer">The first values of the moving variance. Default: ones.</param>
    /// <param name="name">The layer's name; default: <c>batch_normalization</c>, <c>batch_normalization_1</c>, …</param>
    /// <exception cref="ArgumentOutOfRangeException">The momentum is not from 0 to 1, or epsilon is not positive.</exception>
    public BatchNormalization(double momentum = 0.99, double epsilon = 1e-3, bool center = true, bool scale = true, Initializer? betaInitializer = null,
        Initializer? gammaInitializer = null, Initializer? movingMeanInitializer = null, Initializer? movingVarianceInitializer = null, string? name = null)
        : base(name)
    {
        if (!(momentum >= 0 && momentum <= 1)) throw new ArgumentOutOfRangeException(nameof(momentum), FormattableString.Invariant($"BatchNormalization needs a momentum from 0 to 1, such as 0.99, but got {momentum}."));
        Momentum = momentum;
        Epsilon = Normalizing.Epsilon(epsilon, nameof(BatchNormalization));
        Center = center;
        Scale = scale;
        _momentum = (float)momentum;
        _epsilon = (float)epsilon;
        _betaInitializer = betaInitializer ?? new Zeros();
        _gammaInitializer = gammaInitializer ?? new Ones();
        _movingMeanInitializer = movingMeanInitializer ?? new Zeros();
        _movingVarianceInitializer = movingVarianceInitializer ?? new Ones();
    }

    private int Axis { get; init; } = -1;

    /// <summary>How much of the moving averages stays in each step.</summary>
    public double Momentum { get; }

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

    static BatchNormalization IFromConfig<BatchNormalization>.FromConfig(Config config)
    {
        config.AllowOnly("renorm", false);
        config.AllowOnly("virtual_batch_size", null);
        // The first says something only beside renorm; the others are about several devices and about speed.
        _ = config.GetValue("renorm_momentum");
        _ = config.GetValue("synchronized");
        _ = config.GetValue("fused");
        return new(config.GetDouble("momentum", 0.99), config.GetDouble("epsilon", 1e-3), config.GetBool("center", true), config.GetBool("scale", true),
            config.GetInitializer("beta_initializer"), config.GetInitializer("gamma_initializer"), config.GetInitializer("moving_mean_initializer"),
            config.GetInitializer("moving_variance_initializer"), config.GetOptionalString("name"))
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
        _movingMean = AddWeight("moving_mean", features, _movingMeanInitializer, trainable: false);
        _movingVariance = AddWeight("moving_variance", features, _movingVarianceInitializer, trainable: false);
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        if (!context.Training || !context.Trainable) return Normalize(x - _movingMean!.Read, _movingVariance!.Read);
        Node mean = MeanOfRows(x), centred = x - mean, variance = MeanOfRows(new Node(new Square(), centred));
        Renew(_movingMean!, mean);
        Renew(_movingVariance!, variance);
        return Normalize(centred, variance);

        void Renew(Variable moving, Node batch) => context.Assign(moving, moving.Read * _momentum + batch * (float)(1 - Momentum));
    }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("axis", Axis);
        config.Set("momentum", Momentum);
        config.Set("epsilon", Epsilon);
        config.Set("center", Center);
        config.Set("scale", Scale);
        config.Set("beta_initializer", _betaInitializer);
        config.Set("gamma_initializer", _gammaInitializer);
        config.Set("moving_mean_initializer", _movingMeanInitializer);
        config.Set("moving_variance_initializer", _movingVarianceInitializer);
        config.Set("beta_regularizer", BetaRegularizer);
        config.Set("gamma_regularizer", GammaRegularizer);
        config.Set("beta_constraint", BetaConstraint);
        config.Set("gamma_constraint", GammaConstraint);
        config.Set("synchronized", false);
    }

    private protected override void CheckRank(Shape inputShape)
    {
        Normalizing.CheckRank(this, inputShape);
        LastAxis.Check(this, Axis, inputShape);
    }

    // One factor per feature, so that the rows are multiplied once.
    private Node Normalize(Node centred, Node variance)
    {
        Node deviation = new(new Sqrt(), variance + _epsilon);
        Node factor = new(new Divide(), _gamma?.Read ?? new Node(new Literal(1)), deviation);
        Node y = centred * factor;
        return _beta is null ? y : y + _beta.Read;
    }

    private static Node MeanOfRows(Node x)
    {
        Shape row = [x.Shape.Last];
        return new Node(new SumRows(row), x) / new Node(new CountRows(row), x);
    }
}
