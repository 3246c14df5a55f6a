namespace Keratin.Core;

/// <summary>One node becomes another wherever it is used.</summary>
/// <param name="node">The node.</param>
/// <param name="replacement">What stands in its place, of the same shape.</param>
public sealed class ReplaceNode(Node node, Node replacement) : Pass
{
    /// <inheritdoc/>
    protected override Node? Match(Node candidate) => candidate == node ? replacement : null;
}
