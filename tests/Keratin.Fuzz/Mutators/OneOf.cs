namespace Keratin.Fuzz;

/// <summary>One of several ways, each as often as the others.</summary>
internal sealed class OneOf(params IMutator[] ways) : IMutator
{
    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random) => ways[random.Next(ways.Length)].Change(input, other, random);
}
