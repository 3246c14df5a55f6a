namespace Keratin.Steady;

/// <summary>What a long run took.</summary>
/// <param name="Name">Of what it consists.</param>
/// <param name="Bytes">The managed bytes that it allocated on its thread.</param>
/// <param name="Collections">How often the oldest generation was collected meanwhile.</param>
/// <param name="ResidentKiB">By how much the memory of the process grew, in KiB.</param>
internal sealed record Growth(string Name, long Bytes, int Collections, long ResidentKiB)
{
    public override string ToString() => FormattableString.Invariant($"{Name} {Bytes} {Collections} {ResidentKiB}");
}
