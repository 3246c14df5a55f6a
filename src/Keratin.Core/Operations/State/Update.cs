namespace Keratin.Core;

/// <summary>An optimizer's step on one variable by the rule <typeparamref name="TRule"/>. Inputs as in <see cref="UpdateOperation"/>.</summary>
/// <typeparam name="TRule">The rule.</typeparam>
/// <param name="rule">The rule with the optimizer's settings.</param>
/// <param name="options">What stands around it. Default: nothing.</param>
public sealed class Update<TRule>(TRule rule, UpdateOptions? options = null) : UpdateOperation(options ?? UpdateOptions.None)
    where TRule : struct, IUpdateRule
{
    /// <inheritdoc/>
    public override string Name => $"Update<{typeof(TRule).Name}>{Options}";

    /// <inheritdoc/>
    public override int Slots => TRule.Slots + Options.Slots;

    /// <inheritdoc/>
    public override UpdateOperation With(UpdateOptions options) => new Update<TRule>(rule, options);

    /// <inheritdoc/>
    public override void Accept(IUpdateVisitor visitor) => visitor.Visit(rule);

    /// <inheritdoc/>
    public override void Lower(Node node, ILowering lowering) => lowering.Update(node, rule, Options);
}
