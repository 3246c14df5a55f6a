namespace Keratin.Core;

/// <summary>Receives the function of a <see cref="UnaryOperation"/> as a type parameter: no reflection, visible to ahead-of-time compilation.</summary>
public interface IUnaryVisitor
{
    /// <summary>Called once with the function.</summary>
    void Visit<TFunction>(TFunction function) where TFunction : struct, IUnaryFunction;
}
