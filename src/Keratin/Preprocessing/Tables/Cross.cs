using System.Collections;
using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>
/// Two or more features of a <see cref="FeatureSpace"/> whose combinations are features as well: <c>["city", "age"]</c>, or
/// <c>new Cross(["city", "age"], crossingDim: 64)</c>.
/// </summary>
[CollectionBuilder(typeof(Cross), nameof(Create))]
public sealed class Cross : IEnumerable<string>
{
    private readonly string[] _names;

    /// <summary>Makes a cross.</summary>
    /// <param name="featureNames">Two or more categorical, hashed or discretised features. Their order counts.</param>
    /// <param name="crossingDim">The number of bins of the combinations; null: the space's default.</param>
    /// <exception cref="ArgumentException">There are fewer than two names, or the number of bins is not positive.</exception>
    public Cross(string[] featureNames, int? crossingDim = null)
    {
        ArgumentNullException.ThrowIfNull(featureNames);
        if (featureNames.Length < 2) throw new ArgumentException($"A cross needs two features or more, but has {featureNames.Length}.", nameof(featureNames));
        if (crossingDim < 1) throw new ArgumentOutOfRangeException(nameof(crossingDim), crossingDim, "crossingDim is the number of bins, 1 or more.");
        _names = [.. featureNames];
        CrossingDim = crossingDim;
    }

    /// <summary>The features.</summary>
    public IReadOnlyList<string> FeatureNames => _names;

    /// <summary>The number of bins; null: the space's default.</summary>
    public int? CrossingDim { get; }

    /// <summary>The name of the cross, as in Keras: <c>city_X_age</c>.</summary>
    public string Name => string.Join("_X_", _names);

    /// <summary>A cross with the space's default number of bins.</summary>
    /// <param name="featureNames">The features.</param>
    public static Cross Create(ReadOnlySpan<string> featureNames) => new(featureNames.ToArray());

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator() => ((IEnumerable<string>)_names).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
