namespace Keratin.Parity;

/// <summary>How far something is from what real Keras computed.</summary>
/// <param name="Kind">What kind of thing: <c>optimizer</c>, <c>loss</c>, <c>layer</c>, <c>metric</c>, <c>activation</c>.</param>
/// <param name="Name">Its name in Keras.</param>
/// <param name="What">What was compared: <c>weights</c>.</param>
/// <param name="Size">The largest difference.</param>
/// <param name="Tolerance">How large it may be.</param>
internal sealed record Difference(string Kind, string Name, string What, double Size, double Tolerance);
