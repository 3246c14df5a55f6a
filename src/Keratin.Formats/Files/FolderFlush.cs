using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>
/// Writes a folder's list of names to the disk. A renamed file keeps its new name through a loss of power only after
/// that, and .NET has no call for it. Windows writes names with the files.
/// </summary>
internal static partial class FolderFlush
{
    // Answers of file systems that have nothing to flush: EINVAL, ENOTSUP on Linux and on macOS.
    private static readonly int[] NothingToFlush = [22, 95, 45];

    /// <summary>Flushes a folder.</summary>
    /// <exception cref="IOException">The disk failed.</exception>
    public static void Run(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        try
        {
            int descriptor = Open(folder, flags: 0);
            // A folder may be written to and not be read.
            if (descriptor < 0) return;
            int result = Flush(descriptor), error = Marshal.GetLastPInvokeError();
            _ = Close(descriptor);
            if (result != 0 && !NothingToFlush.Contains(error)) throw new IOException($"{folder} could not be flushed to the disk: {Marshal.GetPInvokeErrorMessage(error)}.");
        }
        catch (Exception error) when (error is DllNotFoundException or EntryPointNotFoundException)
        {
            // A C library under another name, or a sandbox without the call.
        }
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Flush(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}
