namespace Keratin;

/// <summary>What to call a function that a user passed in without a name.</summary>
internal static class FunctionName
{
    /// <summary>The method's name in Keras's spelling, <c>custom</c> for a lambda.</summary>
    /// <exception cref="ArgumentNullException">There is no function.</exception>
    public static string Of(Delegate function)
    {
        ArgumentNullException.ThrowIfNull(function);
        string name = function.Method.Name;
        return name.Contains('<', StringComparison.Ordinal) ? "custom" : SnakeCase.Of(name);
    }
}
