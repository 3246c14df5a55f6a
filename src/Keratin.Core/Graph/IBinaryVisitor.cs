namespace Keratin.Core;

/// <summary>Receives the function of a <see cref="BinaryOperation"/> as a type parameter.</summary>
public interface IBinaryVisitor
{
    /// <summary>Called once with the function.</summary>
    void Visit<TFunction>(TFunction function) where TFunction : struct, IBinaryFunction;
}
