namespace Keratin.Core;

/// <summary>Receives the rule of an <see cref="UpdateOperation"/> as a type parameter.</summary>
public interface IUpdateVisitor
{
    /// <summary>Called once with the rule.</summary>
    void Visit<TRule>(TRule rule) where TRule : struct, IUpdateRule;
}
