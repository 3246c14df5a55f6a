namespace Keratin.Core;

/// <summary>What a reduction keeps for each group of elements while it passes over an array once.</summary>
internal interface IFold
{
    /// <summary>Takes in one element.</summary>
    /// <param name="group">The result that the element belongs to.</param>
    /// <param name="position">The element's place inside its group; a group's elements come in this order.</param>
    /// <param name="value">The element.</param>
    void Add(int group, int position, float value);
}
