using Microsoft.CodeAnalysis;

namespace Keratin.Messages.Tests;

/// <summary>A value that is filled into a message.</summary>
/// <param name="Code">The expression.</param>
/// <param name="Type">Its type; null where the compiler does not say.</param>
/// <param name="IsInvariant">Whether the message is written without regard to the user's culture.</param>
internal sealed record Hole(string Code, ITypeSymbol? Type, bool IsInvariant)
{
    /// <summary>What is wrong with it; null where nothing is.</summary>
    public string? Fault => Underlying switch
    {
        null or IErrorTypeSymbol => $"{{{Code}}} is of a type that is not known here",
        { TypeKind: TypeKind.Enum } => null,
        { SpecialType: SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Decimal or SpecialType.System_DateTime } or ITypeParameterSymbol => IsInvariant ? null : $"{{{Code}}} is written in the user's culture, as 0,5 in German: use string.Create(CultureInfo.InvariantCulture, …)",
        { SpecialType: not SpecialType.None and not SpecialType.System_Object and not SpecialType.System_Array } => null,
        { } type when SaysItself(type) => null,
        { } type => $"{{{Code}}} is a {type.ToDisplayString()}, which would be written as the name of its class",
    };

    private ITypeSymbol? Underlying => Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : Type;

    // Written out by a ToString of its own, not by that which prints the class, or a record's members.
    private static bool SaysItself(ITypeSymbol? type)
    {
        for (; type is { SpecialType: not SpecialType.System_Object and not SpecialType.System_ValueType }; type = type.BaseType)
            if (type.GetMembers("ToString").OfType<IMethodSymbol>().Any(method => method is { Parameters.Length: 0, IsImplicitlyDeclared: false })) return true;
        return false;
    }
}
