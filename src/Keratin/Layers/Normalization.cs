using Keratin.Core;

namespace Keratin;

/// <summary>
/// Brings each feature (the last axis) to mean 0 and variance 1 by statistics of the data, which training leaves alone:
/// (x − mean) / max(√variance, 1e-7), or back again. <see cref="Adapt"/> computes them before the training; or they are
/// given. Any shape from rank 2, also sparse rows, which are spread out. Weights, where they are not given: mean and
/// variance, each (features,), and count, which Keras keeps for old files and never uses; none is trained.
/// </summary>
/// <example>
/// <code>
/// var normalization = new Normalization();
/// normalization.Adapt(xTrain);
/// var model = new Sequential(normalization, new Dense(64, activation: "relu"), new Dense(1));
/// </code>
/// </example>
public sealed class Normalization : Layer, IFromConfig<Normalization>
{
    // Keras's backend.epsilon().
    private const float LeastDeviation = 1e-7f;

    private readonly NDArray? _givenMean;
    private readonly NDArray? _givenVariance;
    private (NDArray Mean, NDArray Variance)? _adapted;
    private Variable? _mean;
    private Variable? _variance;

    /// <summary>Makes a layer; the number of features is taken from the input.</summary>
    /// <param name="mean">The mean of each feature, or one number for all; left out, <see cref="Adapt"/> finds it.</param>
    /// <param name="variance">The variance of each feature, or one number for all: <c>x.Var(axis: 0)</c>. Given together with the mean or not at all.</param>
    /// <param name="invert">Whether to go back: x · max(√variance, 1e-7) + mean. Default: no.</param>
    /// <param name="inputShape">The shape of one row of input, without the batch axis, where it should be known at once: <c>[13]</c>.</param>
    /// <param name="name">The layer's name; default: <c>normalization</c>, <c>normalization_1</c>, …</param>
    /// <exception cref="ArgumentException">Only one of mean and variance is given, or one has more than one axis.</exception>
    public Normalization(NDArray? mean = null, NDArray? variance = null, bool invert = false, int[]? inputShape = null, string? name = null)
        : base(name, inputShape)
    {
        if (mean is null != variance is null)
            throw new ArgumentException($"Normalization needs both mean and variance, or neither of them and a call of Adapt, but only {(mean is null ? "variance" : "mean")} was given.", mean is null ? nameof(mean) : nameof(variance));
        foreach ((NDArray? given, string argument) in ((NDArray?, string)[])[(mean, nameof(mean)), (variance, nameof(variance))])
            if (given?.Rank > 1) throw new ArgumentException($"Normalization expects one {argument} per feature, an array with one axis, but got the shape {given.Shape}.", argument);
        if (variance?.Size > 0 && !(variance.Min() >= 0)) throw new ArgumentException(FormattableString.Invariant($"Normalization expects variances from 0 up, but one is {variance.Min()}."), nameof(variance));
        _givenMean = mean;
        _givenVariance = variance;
        Invert = invert;
    }

    private int Axis { get; init; } = -1;

    /// <summary>Whether the layer goes back from normalized numbers.</summary>
    public bool Invert { get; }

    static Normalization IFromConfig<Normalization>.FromConfig(Config config) =>
        new(Statistics(config, "mean"), Statistics(config, "variance"), config.GetBool("invert", false), name: config.GetOptionalString("name"))
        {
            Axis = LastAxis.Read(config),
        };

    /// <summary>Computes mean and variance of each feature over all rows, in double precision. Not to be called while a model is using the layer.</summary>
    /// <param name="data">Rows like those that the layer will get, dense or sparse: the training rows, and no others.</param>
    /// <exception cref="ArgumentException">There are no rows, a number is not finite, or the rows do not fit the layer.</exception>
    /// <exception cref="InvalidOperationException">Mean and variance were given.</exception>
    public void Adapt(NDArray data)
    {
        if (_givenMean is not null) throw new InvalidOperationException($"{this} was given its mean and variance, so there is nothing to adapt: leave them out, or leave out the call of Adapt.");
        TrainingData.CheckRows(data, nameof(data));
        NDArray rows = TrainingData.Rows(data);
        Check(rows.Shape);
        if (rows.Rank > 2) rows = rows.Reshape(rows.Size / rows.Shape.Last, rows.Shape.Last);
        _adapted = (rows.Mean(axis: 0), rows.Var(axis: 0));
        if (!Built) return;
        _adapted.Value.Mean.Values.CopyTo(_mean!.Values);
        _adapted.Value.Variance.Values.CopyTo(_variance!.Values);
    }

    /// <inheritdoc/>
    protected override void Build(Shape inputShape)
    {
        Shape features = [inputShape.Last];
        if (_givenMean is not null)
        {
            _mean = Fixed("mean", _givenMean, features);
            _variance = Fixed("variance", _givenVariance!, features);
            return;
        }
        if (_adapted is { } adapted && adapted.Mean.Shape != features)
            throw new ArgumentException($"{this} was adapted to rows of {adapted.Mean.Size} features but gets an input of shape {inputShape}: adapt it to rows like those that it gets.");
        _mean = AddWeight("mean", features, _adapted is null ? new Zeros() : new Statistic(_adapted.Value.Mean), trainable: false);
        _variance = AddWeight("variance", features, _adapted is null ? new Ones() : new Statistic(_adapted.Value.Variance), trainable: false);
        AddWeight("count", Shape.Scalar, new Zeros(), trainable: false);
    }

    /// <inheritdoc/>
    protected override Node Call(Node x, LayerContext context)
    {
        Node deviation = new(new Clip(LeastDeviation, float.PositiveInfinity), new Node(new Sqrt(), _variance!.Read));
        return Invert ? x * deviation + _mean!.Read : (x - _mean!.Read) / deviation;
    }

    // Statistics of the data: no training has changed them.
    internal override void RestoreFirstValues() { }

    /// <inheritdoc/>
    protected override void WriteConfig(Config config)
    {
        config.Set("axis", (int[])[Axis]);
        config.Set("invert", Invert);
        config.SetValue("mean", Value(_givenMean));
        config.SetValue("variance", Value(_givenVariance));
    }

    private protected override void CheckRank(Shape inputShape)
    {
        Normalizing.CheckRank(this, inputShape);
        LastAxis.Check(this, Axis, inputShape);
    }

    private Variable Fixed(string argument, NDArray values, Shape features)
    {
        if (values.Size != 1 && values.Size != features.Size)
            throw new ArgumentException($"{this} was given a {argument} of {values.Size} numbers but gets rows of {features.Size} features: give one number per feature, or a single one.");
        // One number repeats along all features by itself.
        var variable = new Variable($"{Name}/{argument}", values.Size == 1 ? Shape.Scalar : features);
        values.ToDense().Values.CopyTo(variable.Values);
        return variable;
    }

    // A number for all features or a list of one for each; Keras may have axes of size 1 around the list.
    private static NDArray? Statistics(Config config, string name)
    {
        if (config.GetValue(name) is not { } value) return null;
        while (value is IReadOnlyList<object?> { Count: 1 } list && list[0] is IReadOnlyList<object?> inner) value = inner;
        return value is IReadOnlyList<object?> values ? values.Select(Number).ToArray() : new NDArray([Number(value)], Shape.Scalar);

        float Number(object? number) => number switch
        {
            long whole => whole,
            double real => (float)real,
            _ => throw new InvalidDataException($"The setting \"{name}\" must be a number or a list of one for each feature but is {ConfigJson.Text(value)}."),
        };
    }

    private static object? Value(NDArray? given) => given is null ? null
        : given.Rank == 0 ? (object)(double)given.Item() : given.ToArray().Select(value => (object?)(double)value).ToArray();

    private sealed class Statistic(NDArray values) : Initializer
    {
        public override void Fill(Span<float> weight, Shape shape, ulong key) => values.Values.CopyTo(weight);
    }
}
