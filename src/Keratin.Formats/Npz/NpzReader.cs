namespace Keratin.Formats;

/// <summary>Reads the <c>.npz</c> container: a zip archive of <c>.npy</c> members, stored or deflated.</summary>
internal static class NpzReader
{
    /// <summary>How the names of members that are arrays end.</summary>
    public const string MemberEnd = ".npy";

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
            if (!member.EndsWith(MemberEnd, StringComparison.Ordinal)) continue;
            string part = PartOf(name, member);
            if (members.TryRead(member, out byte[]? content, part)) arrays.Add(member[..^MemberEnd.Length], NpyReader.Read(content, part));
        }
        return new NpzArchive(arrays, name);
    }

    /// <summary>What an archive says of one of its arrays, whose elements are not looked at.</summary>
    /// <param name="members">The archive.</param>
    /// <param name="member">The array's member.</param>
    /// <param name="name">The archive, for errors.</param>
    /// <exception cref="InvalidDataException">The member is damaged or truncated.</exception>
    public static NpyHeader Describe(ZipMembers members, string member, string name)
    {
        string part = PartOf(name, member);
        return NpyReader.Describe(members.ReadStart(member, NpyReader.LongestStart, part), members.SizeOf(member), part);
    }

    private static string PartOf(string name, string member) => $"{name}, array '{member[..^MemberEnd.Length]}',";
}
