using System.Text;

namespace Keratin.Formats;

/// <summary>
/// Which names a member may have, though nothing is ever unpacked to a disk here: a name that would lead whoever does so
/// out of his folder, or to a device, is that of an archive that means harm.
/// </summary>
internal static class ZipName
{
    private const int MostBytes = 1024, MostShown = 80;

    private static readonly HashSet<string> Devices = new(
        ["CON", "PRN", "AUX", "NUL", .. from kind in (string[])["COM", "LPT"] from digit in "0123456789" select kind + digit], StringComparer.OrdinalIgnoreCase);

    /// <summary>What is wrong with a name, as the rest of a sentence that begins with it; null for a name that may stand.</summary>
    public static string? FaultOf(string name) =>
        name.Length == 0 ? "is empty"
        : Encoding.UTF8.GetByteCount(name) is > MostBytes and var bytes ? $"has {bytes:N0} bytes, and {MostBytes:N0} are the most that is read"
        : name.Contains('\0', StringComparison.Ordinal) ? "has a zero character in it, where other programs end it"
        : name.Contains('\\', StringComparison.Ordinal) ? "has a backslash in it, which some programs take for a slash"
        : name[0] == '/' ? "begins at the root of the disk"
        : name.Length > 1 && name[1] == ':' && char.IsAsciiLetter(name[0]) ? "begins with a drive"
        : name.Split('/').Contains("..") ? "leads out of its folder by '..'"
        : IsDevice(name) ? "is that of a device of Windows"
        : null;

    /// <summary>A name as errors show it.</summary>
    public static string Shown(string name) => (name.Length <= MostShown ? name : name[..MostShown] + "...").Replace("\0", "\\0", StringComparison.Ordinal);

    // Only bare names: arrays and layers may be called 'aux', and are then members 'aux.npy' and 'aux/kernel.npy'.
    private static bool IsDevice(string name) => Devices.Contains(name[(name.LastIndexOf('/') + 1)..].TrimEnd(' ', '.'));
}
