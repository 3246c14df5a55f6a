namespace Keratin.Core;

/// <summary>An optimizer's step on one variable by the rule <typeparamref name="TRule"/>. Inputs as in <see cref="UpdateOperation"/>.</summary>
/// <typeparam name="TRule">The rule.</typeparam>
/// <param name="rule">The rule with the optimizer's settings.</param>
public sealed class Update<TRule>(TRule rule) : UpdateOperation
    where TRule : struct, IUpdateRule
{
    /// <inheritdoc/>
    public override string Name => $"Update<{typeof(TRule).Name}>";

    /// <inheritdoc/>
    public override int Slots => TRule.Slots;

    /// <inheritdoc/>
    public override void Accept(IUpdateVisitor visitor) => visitor.Visit(rule);

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Update(node, rule);
}
