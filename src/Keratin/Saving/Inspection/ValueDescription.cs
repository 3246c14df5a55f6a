namespace Keratin;

/// <summary>An input or an output of a model in a file.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">What an element is, <c>float32</c>; null where the file does not say.</param>
/// <param name="Shape">Its shape as a text, because files give names to axes and leave sizes open: <c>(None, 20)</c>; null where the file does not say.</param>
public sealed record ValueDescription(string Name, string? Type, string? Shape);
