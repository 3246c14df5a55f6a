namespace Keratin.Fuzz;

/// <summary>A reader of bytes that somebody else may have written, with small inputs that are right.</summary>
/// <param name="name">What the command line calls it.</param>
internal abstract class FuzzTarget(string name)
{
    private const long AlwaysAllowed = 16 << 20, AllowedPerByte = 2;

    private IReadOnlyList<Seed>? _seeds;

    /// <summary>What the command line calls it, and its folder of findings.</summary>
    public string Name => name;

    /// <summary>The inputs that are damaged.</summary>
    public IReadOnlyList<Seed> Seeds => _seeds ??= [.. MakeSeeds()];

    /// <summary>The name by which readers know the file, with which their errors begin.</summary>
    protected string File => $"fuzzed.{Name}";

    /// <summary>Reads all that can be read of an input.</summary>
    public abstract void Read(byte[] input);

    /// <summary>Whether the reader says that it throws this for an input that is wrong.</summary>
    public virtual bool IsDocumented(Exception error) => error is InvalidDataException && error.Message.StartsWith(File, StringComparison.Ordinal);

    /// <summary>How many managed bytes may be taken, all in all, for an input of this length.</summary>
    public virtual long MostMemory(int length) => AlwaysAllowed + AllowedPerByte * length;

    /// <summary>A damaged input. The same numbers always give the same one.</summary>
    public virtual byte[] Mutant(int seed, long number)
    {
        var random = new Random(unchecked((int)(seed * 2_654_435_761L + number)));
        Seed input = Seeds[random.Next(Seeds.Count)];
        Seed[] others = [.. Seeds.Where(other => other.Mutator == input.Mutator)];
        return input.Mutator.Change(input.Bytes, others[random.Next(others.Length)].Bytes, random);
    }

    /// <summary>Makes the inputs, each time the same.</summary>
    protected abstract IEnumerable<Seed> MakeSeeds();
}
