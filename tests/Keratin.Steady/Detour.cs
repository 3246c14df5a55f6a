namespace Keratin.Steady;

/// <summary>A network of one server: whoever is asked for, this one answers. All else is as in <see cref="DatasetHost.Machine"/>.</summary>
/// <param name="address">Where it is.</param>
public sealed class Detour(Uri address) : DelegatingHandler(DatasetHost.Machine.Network())
{
    /// <inheritdoc/>
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        request.RequestUri = new Uri(address, request.RequestUri!.AbsolutePath);
        return base.SendAsync(request, cancellationToken);
    }
}
