namespace Keratin.Formats;

/// <summary>The few names that a pickled array needs. They are recognised as text; no function stands behind them.</summary>
internal enum NumpyName
{
    /// <summary><c>_reconstruct</c>: an empty array, filled later.</summary>
    Reconstruct,

    /// <summary><c>numpy.ndarray</c>, which stands only as the first argument of <c>_reconstruct</c>.</summary>
    Array,

    /// <summary><c>numpy.dtype</c>: an element type.</summary>
    Type,

    /// <summary><c>_codecs.encode</c>: how protocol 2 writes bytes, as Latin-1 text.</summary>
    Encode,
}
