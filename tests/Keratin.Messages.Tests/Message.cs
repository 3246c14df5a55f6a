using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Keratin.Messages.Tests;

/// <summary>What one place in the code says when it gives up.</summary>
/// <param name="File">The file, below <c>src</c>.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Kind">The exception's class.</param>
/// <param name="Text">The text, with a hole such as <c>{units}</c> for what is filled in; null where there is none.</param>
/// <param name="Holes">What is filled in.</param>
internal sealed record Message(string File, int Line, string Kind, string? Text, IReadOnlyList<Hole> Holes)
{
    private const string Malformed = "Malformed";

    /// <summary>All of a program, in the order of its files.</summary>
    public static IEnumerable<Message> In(CSharpCompilation program)
    {
        INamedTypeSymbol exception = program.GetTypeByMetadataName("System.Exception")!;
        foreach (SyntaxTree tree in program.SyntaxTrees)
        {
            SemanticModel model = program.GetSemanticModel(tree);
            foreach (SyntaxNode node in tree.GetRoot().DescendantNodes())
            {
                Message? message = node switch
                {
                    // By the name first: to ask for the meaning of every node would take a minute.
                    ObjectCreationExpressionSyntax { Type: var type } when !type.ToString().Contains("Exception", StringComparison.Ordinal) && !type.ToString().Contains("Error", StringComparison.Ordinal) => null,
                    InvocationExpressionSyntax { Expression: not MemberAccessExpressionSyntax { Name.Identifier.Text: "In" } } => null,
                    BaseObjectCreationExpressionSyntax creation when model.GetSymbolInfo(creation).Symbol is IMethodSymbol made && Derives(made.ContainingType, exception)
                        => Of(creation, made, creation.ArgumentList, "message", made.ContainingType.Name, model),
                    InvocationExpressionSyntax call when model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "In", ContainingType.Name: Malformed } made
                        => Of(call, made, call.ArgumentList, "what", "InvalidDataException", model),
                    _ => null,
                };
                if (message is not null) yield return message;
            }
        }
    }

    private static Message Of(SyntaxNode place, IMethodSymbol method, ArgumentListSyntax? arguments, string parameter, string kind, SemanticModel model)
    {
        ArgumentSyntax? given = arguments?.Arguments.Where((argument, i) => argument.NameColon is { } name ? name.Name.Identifier.Text == parameter : i < method.Parameters.Length && method.Parameters[i].Name == parameter).FirstOrDefault();
        var holes = new List<Hole>();
        FileLinePositionSpan where = place.SyntaxTree.GetLineSpan(place.Span);
        return new Message(where.Path, where.StartLinePosition.Line + 1, kind, given is null ? null : Read(given.Expression, model, holes, invariant: false), holes);
    }

    private static string Read(ExpressionSyntax text, SemanticModel model, List<Hole> holes, bool invariant) => text switch
    {
        LiteralExpressionSyntax literal => literal.Token.ValueText,
        ParenthesizedExpressionSyntax inner => Read(inner.Expression, model, holes, invariant),
        BinaryExpressionSyntax sum when sum.IsKind(SyntaxKind.AddExpression) => Read(sum.Left, model, holes, invariant) + Read(sum.Right, model, holes, invariant),
        ConditionalExpressionSyntax choice => $"[{Read(choice.WhenTrue, model, holes, invariant)} | {Read(choice.WhenFalse, model, holes, invariant)}]",
        SwitchExpressionSyntax choice => $"[{string.Join(" | ", choice.Arms.Select(arm => Read(arm.Expression, model, holes, invariant)))}]",
        InterpolatedStringExpressionSyntax pieces => string.Concat(pieces.Contents.Select(piece => piece switch
        {
            InterpolatedStringTextSyntax plain => plain.TextToken.ValueText,
            InterpolationSyntax filled => Fill(filled, model, holes, invariant),
            _ => throw new InvalidOperationException($"An interpolated string holds a {piece.Kind()}."),
        })),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "ReplaceLineEndings" } same } => Read(same.Expression, model, holes, invariant),
        InvocationExpressionSyntax call when call.Expression.ToString() is "string.Create" or "FormattableString.Invariant" or "Invariant" => Read(call.ArgumentList.Arguments[^1].Expression, model, holes, invariant: true),
        _ => Fill(text, model, holes, invariant),
    };

    private static string Fill(InterpolationSyntax filled, SemanticModel model, List<Hole> holes, bool invariant)
    {
        ExpressionSyntax inner = filled.Expression is ParenthesizedExpressionSyntax parenthesized ? parenthesized.Expression : filled.Expression;
        bool isText = inner is ConditionalExpressionSyntax or InterpolatedStringExpressionSyntax && model.GetTypeInfo(inner).Type?.SpecialType == SpecialType.System_String;
        return isText ? Read(inner, model, holes, invariant) : Fill(inner, model, holes, invariant);
    }

    private static string Fill(ExpressionSyntax expression, SemanticModel model, List<Hole> holes, bool invariant)
    {
        holes.Add(new Hole(expression.ToString(), model.GetTypeInfo(expression).Type, invariant));
        return $"{{{string.Join(' ', expression.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}}}";
    }

    private static bool Derives(INamedTypeSymbol? type, INamedTypeSymbol from)
    {
        for (; type is not null; type = type.BaseType)
            if (SymbolEqualityComparer.Default.Equals(type, from)) return true;
        return false;
    }
}
