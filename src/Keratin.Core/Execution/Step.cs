namespace Keratin.Core;

/// <summary>
/// One prepared kernel call of a plan: its pointers were bound when the plan was made. A step whose work is worth
/// sharing is cut into chunks, by shape alone; which thread runs a chunk changes no bit.
/// </summary>
internal abstract class Step
{
    /// <summary>The node that this step computes, for people.</summary>
    public Node? Node { get; set; }

    /// <summary>Does the whole step.</summary>
    /// <param name="rows">The rows of this batch.</param>
    public abstract void Run(int rows);

    /// <summary>Into how many chunks the step may be cut; 1 where sharing is not worth it.</summary>
    public virtual int Chunks(int rows) => 1;

    /// <summary>What has to happen once before any chunk.</summary>
    public virtual void Prepare(int rows) { }

    /// <summary>Does one chunk.</summary>
    public virtual void RunChunk(int rows, int chunk) => Run(rows);
}
