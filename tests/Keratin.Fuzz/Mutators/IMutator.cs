namespace Keratin.Fuzz;

/// <summary>A way to damage inputs of one structure.</summary>
internal interface IMutator
{
    /// <summary>Makes a damaged copy.</summary>
    /// <param name="input">What is right. It is not changed.</param>
    /// <param name="other">Another input of the same reader, of which parts may be taken.</param>
    /// <param name="random">All that is left to chance: equal numbers give an equal copy.</param>
    byte[] Change(byte[] input, byte[] other, Random random);
}
