using Keratin.Formats;

namespace Keratin;

/// <summary>Folders that are made for what is going to be written in them.</summary>
internal static class OutputFolder
{
    /// <summary>Makes a folder and those that it is in, where they are not there.</summary>
    /// <param name="path">The folder.</param>
    /// <exception cref="IOException">It cannot be made; the message says which, and why.</exception>
    public static void Make(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            string reason = FileAbove(path) is { } file ? $"{file} is a file" : FileError.Reason(error);
            throw new IOException($"The folder {path} cannot be made: {reason}.", error);
        }
    }

    private static string? FileAbove(string path)
    {
        for (string? above = path; !string.IsNullOrEmpty(above); above = Path.GetDirectoryName(above))
            if (File.Exists(above)) return above;
        return null;
    }
}
