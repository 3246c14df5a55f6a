namespace Keratin.Formats;

/// <summary>The one error for bytes that are not what their format promises.</summary>
internal static class Malformed
{
    /// <summary>Makes the error.</summary>
    /// <param name="name">The file, and the part of it, as a reader should see it.</param>
    /// <param name="what">What is wrong, as a sentence without its end.</param>
    /// <param name="cause">The error that revealed it, if any.</param>
    public static InvalidDataException In(string name, string what, Exception? cause = null) =>
        new($"{name} cannot be read: {what}.", cause);
}
