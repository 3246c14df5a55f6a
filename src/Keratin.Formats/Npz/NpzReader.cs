namespace Keratin.Formats;

/// <summary>Reads the <c>.npz</c> container: a zip archive of <c>.npy</c> members, stored or deflated.</summary>
internal static class NpzReader
{
    /// <summary>Reads all arrays.</summary>
    /// <param name="stream">A seekable stream of the whole archive.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The archive or one of its arrays is damaged, truncated or not read here.</exception>
    public static NpzArchive Read(Stream stream, string name)
    {
        ZipMembers members = ZipMembers.Open(stream, name);
        var arrays = new Dictionary<string, NpyArray>(StringComparer.Ordinal);
        foreach (string member in members.Names)
        {
            if (!member.EndsWith(".npy", StringComparison.Ordinal)) continue;
            string key = member[..^4];
            string part = $"{name}, array '{key}',";
            if (members.TryRead(member, out byte[]? content, part)) arrays.Add(key, NpyReader.Read(content, part));
        }
        return new NpzArchive(arrays, name);
    }
}
