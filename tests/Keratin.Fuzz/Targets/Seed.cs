namespace Keratin.Fuzz;

/// <summary>An input that is right, and what damages it.</summary>
internal sealed record Seed(byte[] Bytes, IMutator Mutator);
