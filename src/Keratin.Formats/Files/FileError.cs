namespace Keratin.Formats;

/// <summary>What the system says when a file cannot be used, as a part of a sentence of our own.</summary>
internal static class FileError
{
    /// <summary>The reason, without the path that the system puts behind it and without a full stop.</summary>
    public static string Reason(Exception error) => error.Message.Split(" : '")[0].TrimEnd('.');
}
