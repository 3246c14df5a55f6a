namespace Keratin.Fuzz;

/// <summary>A reader with every mistake that is looked for, one for each number: so it is seen that each is found.</summary>
internal sealed class PlantedTarget() : FuzzTarget("planted")
{
    /// <inheritdoc/>
    public override void Read(byte[] input)
    {
        switch (input[0])
        {
            case 0: break;
            case 1: throw new InvalidDataException($"{File} is damaged.");
            case 2: throw new InvalidDataException("Something is damaged.");
            case 3: throw new KeyNotFoundException();
            case 4: GC.KeepAlive(new byte[20 << 20]); break;
            case 5: GC.KeepAlive(new byte[2_000_000_000]); break;
            case 6: while (true) Thread.SpinWait(100);
            case 7: Read([7, input[0]]); break;
        }
        GC.KeepAlive(input);
    }

    /// <inheritdoc/>
    public override byte[] Mutant(int seed, long number) => [(byte)number];

    /// <inheritdoc/>
    protected override IEnumerable<Seed> MakeSeeds() => [new([0], new ByteMutator())];
}
