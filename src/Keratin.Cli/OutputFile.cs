using Keratin.Formats;

namespace Keratin.Cli;

/// <summary>Files that were typed to be written: what stands in the way is said before the work, not after it.</summary>
internal static class OutputFile
{
    /// <summary>Throws where a file cannot be written. Nothing is left there, and one of that name stays as it is.</summary>
    /// <param name="option">The option that names it, for the message.</param>
    /// <param name="path">The file.</param>
    /// <returns>The file.</returns>
    /// <exception cref="UserError">It cannot be written; the message says why.</exception>
    public static string Require(string option, string path)
    {
        if (string.IsNullOrWhiteSpace(path)) throw new UserError($"{option} must name a file.");
        string full = Path.GetFullPath(path), folder = Path.GetDirectoryName(full) ?? full;
        if (Directory.Exists(full)) throw new UserError($"{option}: {path} is a folder; give the name of a file in it.");
        // The new file would take the device's place.
        if (folder is "/dev" or "/dev/fd") throw new UserError($"{option}: {path} is no file on a disk; give the name of one.");
        if (!Directory.Exists(folder)) throw new UserError($"{option}: there is no folder {folder}; make it first.");
        try
        {
            // As the private file that stands beside it while it is written.
            new FileStream(AtomicFile.TemporaryName(full), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose).Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserError($"{option}: {path} cannot be written: {Reason(error)}. Give another name or another folder.");
        }
        return path;
    }

    private static string Reason(Exception error) => error switch
    {
        UnauthorizedAccessException => "the folder may not be written to",
        PathTooLongException => "the name is too long",
        _ => FileError.Reason(error),
    };
}
