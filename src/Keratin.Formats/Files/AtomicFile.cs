namespace Keratin.Formats;

/// <summary>
/// Writes a file so that nobody ever sees half of it: into a private file in the same folder, flushed to the disk,
/// then renamed. After an error the old file is as it was and the private one is gone.
/// </summary>
internal static class AtomicFile
{
    /// <summary>Writes a file, replacing one of that name.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the content. If it throws, nothing changes.</param>
    public static void Write(string path, Action<Stream> write)
    {
        string temporary = TemporaryName(path);
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>As <see cref="Write"/>, for content that arrives over time.</summary>
    /// <param name="path">The file; its folder must exist.</param>
    /// <param name="write">Writes the content. If it throws, nothing changes.</param>
    public static async Task WriteAsync(string path, Func<Stream, Task> write)
    {
        string temporary = TemporaryName(path);
        try
        {
            var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None);
            await using (stream.ConfigureAwait(false))
            {
                await write(stream).ConfigureAwait(false);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    private static string TemporaryName(string path) => $"{path}.{Path.GetRandomFileName()}.part";
}
