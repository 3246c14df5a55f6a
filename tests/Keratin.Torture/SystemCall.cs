namespace Keratin.Torture;

/// <summary>A system call of a workload.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Its place among the calls of its name, counted from 1.</param>
/// <param name="Arguments">The rest of the line.</param>
internal sealed record SystemCall(string Name, int Place, string Arguments)
{
    public override string ToString() => $"{Name} {Place} ({Arguments})";
}
