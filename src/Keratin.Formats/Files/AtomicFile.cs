using System.Globalization;

namespace Keratin.Formats;

/// <summary>
/// Writes a file so that nobody ever sees half of it: into a private file in the same folder, flushed to the disk, then
/// renamed, and the folder flushed too, so that a loss of power takes nothing back. After an error the old file is as
/// it was and the private one is gone; one that a killed process left is removed when the same file is written again.
/// </summary>
internal static class AtomicFile
{
    private const string Ending = ".part";

    // A private file is locked from its making to its renaming; the moments before the lock are what the age is for.
    private static readonly TimeSpan OldEnough = TimeSpan.FromMinutes(1);

    /// <summary>Writes a file, replacing one of that name.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the content. If it throws, nothing changes.</param>
    /// <exception cref="IOException">The file cannot be written; the message says which, and why.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        RequirePlace(path);
        RemoveLeftovers(path, OldEnough);
        string temporary = TemporaryName(path);
        long written = 0;
        try
        {
            using FileStream stream = Create(temporary);
            try
            {
                write(stream);
            }
            finally
            {
                written = stream.Position;
            }
            Commit(stream, path);
        }
        catch (Exception error)
        {
            Remove(temporary);
            if (error is IOException or UnauthorizedAccessException) throw NotWritten(path, temporary, written, error);
            throw;
        }
    }

    /// <summary>As <see cref="Write"/>, for content that arrives over time.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the content. If it throws, nothing changes.</param>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        RequirePlace(path);
        RemoveLeftovers(path, OldEnough);
        string temporary = TemporaryName(path);
        try
        {
            FileStream stream = Create(temporary);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                Commit(stream, path);
            }
        }
        catch
        {
            Remove(temporary);
            throw;
        }
    }

    /// <summary>Removes what killed processes have left of writing a file, or all files of a folder.</summary>
    /// <param name="path">The file; or a pattern of files, such as <c>fit-*</c>, in a folder.</param>
    /// <param name="age">How old a leftover must be at least: zero where nobody else writes.</param>
    public static void RemoveLeftovers(string path, TimeSpan age)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        try
        {
            foreach (string left in Directory.EnumerateFiles(folder, $"{Path.GetFileName(path)}.*{Ending}"))
                if (DateTime.UtcNow - File.GetLastWriteTimeUtc(left) >= age && IsAbandoned(left)) Remove(left);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Tidiness is no reason to fail; where the folder cannot be used, writing says so.
        }
    }

    // The lock on the private file is held until it has its final name, so that nobody takes it for a leftover.
    private static FileStream Create(string temporary)
    {
        var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.Delete);
        if (stream.CanSeek) return stream;
        stream.Dispose();
        throw new IOException("the file system does not allow to go back within a file");
    }

    private static void Commit(FileStream stream, string path)
    {
        stream.Flush(flushToDisk: true);
        File.Move(stream.Name, path, overwrite: true);
        FolderFlush.Run(Path.GetDirectoryName(Path.GetFullPath(path))!);
    }

    private static bool IsAbandoned(string temporary)
    {
        try
        {
            using var stream = new FileStream(temporary, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static void Remove(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // What went wrong before is what matters; the next writing tries again.
        }
    }

    private static void RequirePlace(string path)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"{path} could not be written: there is no folder {folder}.");
        if (Directory.Exists(path)) throw new IOException($"{path} could not be written: there is a folder of that name.");
    }

    private static IOException NotWritten(string path, string temporary, long written, Exception error)
    {
        // Nobody knows the private file by its name.
        string what = FileError.Reason(error).Replace(Path.GetFullPath(temporary), path, StringComparison.Ordinal);
        string progress = written > 0 ? string.Create(CultureInfo.InvariantCulture, $" after {written:N0} bytes") : "";
        string before = File.Exists(path) ? " The file that was there before is unchanged." : "";
        return new IOException($"{path} could not be written: {what}{progress}.{before}", error) { HResult = error.HResult };
    }

    /// <summary>The name of a private file for a file, another at each call.</summary>
    public static string TemporaryName(string path) => $"{path}.{Path.GetRandomFileName()}{Ending}";
}
