namespace Keratin;

/// <summary>Writes a file so that its name never stands for half a picture.</summary>
internal static class PictureFile
{
    /// <summary>Writes beside the file, then puts the new file in the old one's place.</summary>
    /// <returns>The full path of the file.</returns>
    public static string Write(string path, Action<Stream> write)
    {
        string full = Path.GetFullPath(path);
        string folder = Path.GetDirectoryName(full)!;
        Directory.CreateDirectory(folder);
        string temporary = Path.Combine(folder, $".{Path.GetFileName(full)}.{Path.GetRandomFileName()}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, full, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        return full;
    }
}
