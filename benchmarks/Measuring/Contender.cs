using System.Diagnostics;

namespace Keratin.Benchmarks;

/// <summary>A library that can be measured here.</summary>
/// <param name="Library">Which.</param>
/// <param name="Starts">The processes that measure a turn: none where the library has no such program, several where it has variants.</param>
internal sealed record Contender(Library Library, Func<Turn, IEnumerable<ProcessStartInfo>> Starts);
