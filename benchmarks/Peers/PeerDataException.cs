namespace Keratin.Benchmarks;

/// <summary>The workloads' data, or a setting, cannot be used; the message says what to do.</summary>
internal sealed class PeerDataException(string message) : Exception(message);
