using System.Buffers.Binary;

namespace Keratin.Formats.Tests;

/// <summary>Archives that are put together to deceive. Each is refused for what it is, in words of its own.</summary>
public sealed class HostileArchiveTests
{
    private const uint Link = 0xA1FF, Directory = 0x41ED, Regular = 0x81A4;
    private const int Encrypted = 1, StronglyEncrypted = 1 << 6, Masked = 1 << 13, SizesFollow = 1 << 3, Patch = 1 << 5;

    private static readonly byte[] Hello = "hello hello hello hello"u8.ToArray();
    private static readonly ZipMember Good = ZipMember.Of("x", Hello), Packed = ZipMember.Deflated("x", Hello);

    /// <summary>What is wrong, the archive, and what is said of it.</summary>
    public static TheoryData<string, byte[], string> Archives
    {
        get
        {
            var data = new TheoryData<string, byte[], string>();
            Add("a flipped bit in what is stored", "'x', cannot be read: its checksum is wrong", Good with { Stored = [.. Hello[..^1], (byte)'p'] });
            Add("a flipped bit in what is deflated", "'x', cannot be read: it cannot be unpacked", Packed with { Stored = [(byte)(Packed.Stored[0] ^ 4), .. Packed.Stored[1..]] });
            Add("a wrong checksum of what is stored", "'x', cannot be read: its checksum is wrong", Good with { Crc = 7 });
            Add("a wrong checksum of what is deflated", "'x', cannot be read: its checksum is wrong", Packed with { Crc = 7 });
            Add("a checksum that its own header contradicts", "its header and the archive's directory do not agree", Good with { Own = Good with { Crc = 7 } });
            Add("a size that its own header contradicts", "its header and the archive's directory do not agree", Packed with { Own = Packed with { Size = 24 } });
            Add("a stored size that its own header contradicts", "its header and the archive's directory do not agree", Packed with { Own = Packed with { StoredSize = 5 } });
            Add("a method that its own header contradicts", "its header and the archive's directory do not agree", Packed with { Own = Packed with { Method = 0 } });
            Add("a name that its own header contradicts", "its header and the archive's directory do not agree", Good with { Own = Good with { Name = "y" } });
            Add("a size that is too small for what is deflated", "it should have 10 bytes and goes on behind them", Packed with { Size = 10 });
            Add("a size that is too large for what is deflated", "it should have 30 bytes and ends after 23", Packed with { Size = 30 });
            Add("a size that no deflated bytes can make", "stored bytes cannot make the 2,000,000,000 that it declares", Packed with { Size = 2_000_000_000 });
            Add("a size that is too small for what is stored", "its 23 stored bytes cannot make the 10 that it declares", Good with { Size = 10 });
            Add("a size that is too large for what is stored", "its 23 stored bytes cannot make the 30 that it declares", Good with { Size = 30 });
            Add("a size of four gigabytes", "it declares 4,294,967,295 bytes, more than one array can hold", Packed with { Size = uint.MaxValue });
            Add("a size of nine quintillion bytes", "it declares 9,223,372,036,854,775,807 bytes, more than one array can hold", Packed with { Size = uint.MaxValue, Extra = LongSize(long.MaxValue) });
            Add("a size below zero", "it declares -1 bytes, more than one array can hold", Packed with { Size = uint.MaxValue, Extra = LongSize(-1) });
            Add("deflated bytes that end early", "it should have 23 bytes and ends after", Packed with { Stored = Packed.Stored[..^4] });
            Add("something hidden behind the deflated bytes", "its packed bytes end before the 15 that it declares, and something else stands behind them", Packed with { Stored = [.. Packed.Stored, .. new byte[15 - Packed.Stored.Length]] });
            Add("a stored size that reaches into the directory", "it reaches beyond the place of the members", Packed with { StoredSize = Packed.Stored.Length + 10 });
            Add("two members of one name", "it holds two members of the name 'x'", Good, Packed);
            Add("two entries for the same bytes", "member 'x', cannot be read: it overlaps another member", Good, Good with { IsOnlyAnEntry = true, Header = 0 });
            Add("a member in the content of another", "member 'inner', cannot be read: it overlaps another member", Inside("inner", Hello));
            Add("members quoted by deflated blocks that are not compressed", "it overlaps another member", Quoted());
            Add("a member in the extra field of another", "member 'inner', cannot be read: it overlaps another member", InExtraField("inner", Hello));
            Add("encryption", "it is encrypted", Good with { Flags = Encrypted });
            Add("strong encryption", "it is encrypted", Good with { Flags = Encrypted | StronglyEncrypted });
            Add("masked headers", "it is encrypted", Good with { Flags = Masked });
            Add("a patch", "it is a patch for a file that is elsewhere", Good with { Flags = Patch });
            Add("encryption that only its own header tells of", "its header and the archive's directory do not agree", Good with { Own = Good with { Flags = Encrypted } });
            Add("encryption by WinZip", "it is packed by the method 99; read are stored and deflated members", Good with { Method = 99 });
            Add("another compression", "it is packed by the method 14; read are stored and deflated members", Good with { Method = 14 });
            Add("a link", "it is a link to another file; links are not followed", Good with { UnixMode = Link });
            Add("an absolute path", "the name of its member '/etc/passwd' begins at the root of the disk", Good with { Name = "/etc/passwd" });
            Add("a path upwards", "the name of its member '../x' leads out of its folder by '..'", Good with { Name = "../x" });
            Add("a path upwards from within", "the name of its member 'a/../../x' leads out of its folder by '..'", Good with { Name = "a/../../x" });
            Add("a path that ends upwards", "the name of its member 'a/..' leads out of its folder by '..'", Good with { Name = "a/.." });
            Add("a drive", "the name of its member 'C:/x' begins with a drive", Good with { Name = "C:/x" });
            Add("a drive without a slash", "the name of its member 'c:x' begins with a drive", Good with { Name = "c:x" });
            Add("backslashes upwards", @"the name of its member '..\x' has a backslash in it", Good with { Name = @"..\x" });
            Add("a share of another machine", @"the name of its member '\\host\share' has a backslash in it", Good with { Name = @"\\host\share" });
            Add("a zero character", @"the name of its member 'x.txt\0.npy' has a zero character in it", Good with { Name = "x.txt\0.npy" });
            Add("no name", "the name of its member '' is empty", Good with { Name = "" });
            foreach (string device in (string[])["CON", "nul", "a/AUX", "com1", "LPT9", "PRN.", "NUL "])
                Add($"the device {device}", $"the name of its member '{device}' is that of a device of Windows", Good with { Name = device });
            AddBytes("fewer members than there are", "it is not a complete zip archive", ZipMember.Archive([Good, Good with { Name = "y" }], count: 1));
            AddBytes("more members than there are", "it is not a complete zip archive", ZipMember.Archive([Good], count: 2));
            AddBytes("far more members than there are", "it has 9,000,000,000 members, and 65,536 are the most that is read", ZipMember.Archive([Good], count: 9_000_000_000));
            AddBytes("a directory elsewhere", "it is not a complete zip archive", ZipMember.Archive([Good], startError: -1));
            AddBytes("a directory behind the end", "it is not a complete zip archive", ZipMember.Archive([Good], startError: 1000));
            AddBytes("something between the directory and the end", "it is not a complete zip archive", [.. ZipMember.Archive([Good])[..^22], 1, 2, 3, .. ZipMember.Archive([Good])[^22..]]);
            AddBytes("one part of several", "it is one of several parts of an archive", ZipMember.Archive([Good], disk: 1));
            Add("a header elsewhere", "its header is not where the directory says", Good with { Header = 3 });
            Add("a header behind the end", "it is not a complete zip archive", Good with { Header = 1_000_000 });
            return data;

            void Add(string what, string said, params ZipMember[] members) => AddBytes(what, said, ZipMember.Archive(members));

            void AddBytes(string what, string said, byte[] archive) => data.Add(what, archive, said);
        }
    }

    [Theory]
    [MemberData(nameof(Archives))]
    public void An_archive_that_deceives_is_refused_for_what_it_is(string what, byte[] archive, string said)
    {
        string message = ErrorOf(archive);

        Assert.StartsWith("model.keras", message);
        Assert.Equal(message, Assert.Throws<InvalidDataException>(() => OpenAsStreams(archive)).Message);
        Assert.True(message.Contains(said, StringComparison.Ordinal), $"Of an archive with {what} it is said: {message}");
    }

    [Fact]
    public void An_archive_that_is_put_together_the_same_way_without_a_lie_is_read() =>
        Assert.Equal(["a/x", "aux.npy", "com10", "con/x", "y"], Open(ZipMember.Archive(
            [
                ZipMember.Of("a/") with { UnixMode = Directory }, Good with { Name = "a/x", UnixMode = Regular }, Good with { Name = "aux.npy" }, Good with { Name = "com10" }, Packed with { Name = "con/x" },
                // Whoever writes to a pipe knows the sizes only afterwards.
                Packed with { Name = "y", Flags = SizesFollow, Own = Packed with { Name = "y", Flags = SizesFollow, Size = 0, StoredSize = 0, Crc = 0 } },
            ], behind: "unclaimed"u8.ToArray())).Select(member => member.Name).Order(StringComparer.Ordinal));

    [Theory]
    [InlineData(1023, true)]
    [InlineData(1024, true)]
    [InlineData(1025, false)]
    public void A_name_may_have_1024_bytes(int length, bool isRead)
    {
        // Two bytes for a letter.
        string name = new string('ß', length / 2) + (length % 2 == 0 ? "" : "x");
        byte[] archive = ZipMember.Archive([Good with { Name = name }]);

        if (isRead) Assert.Equal(name, Assert.Single(Open(archive)).Name);
        else Assert.Equal($"model.keras cannot be read: the name of its member '{name[..80]}...' has 1,025 bytes, and 1,024 are the most that is read.", ErrorOf(archive));
    }

    // A stored size that only garbage stands behind: what is declared is not believed.
    [Fact]
    public void Memory_for_what_is_deflated_is_taken_only_when_it_is_there()
    {
        byte[] garbage = new byte[1 << 20];
        new Random(1).NextBytes(garbage);
        byte[] archive = ZipMember.Archive([new("x", garbage) { Method = 8, Size = 100_000_000 }]);
        long before = GC.GetAllocatedBytesForCurrentThread();

        Assert.Contains("it cannot be unpacked", ErrorOf(archive));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 4 << 20);
    }

    private static List<(string Name, byte[] Content)> Open(byte[] bytes)
    {
        ZipMembers members = ZipMembers.Open(new MemoryStream(bytes), "model.keras");
        return [.. members.Names.Select(name => (name, members.TryRead(name, out byte[]? content) ? content : []))];
    }

    // The other way to read a member finds the same faults.
    private static void OpenAsStreams(byte[] bytes)
    {
        ZipMembers members = ZipMembers.Open(new MemoryStream(bytes), "model.keras");
        foreach (string name in members.Names) Assert.NotNull(members.Open(name));
    }

    private static string ErrorOf(byte[] bytes) => Assert.Throws<InvalidDataException>(() => Open(bytes)).Message;

    private static byte[] LongSize(long size)
    {
        byte[] extra = [1, 0, 8, 0, .. new byte[8]];
        BinaryPrimitives.WriteInt64LittleEndian(extra.AsSpan(4), size);
        return extra;
    }

    // The outer member's content is a whole member, header and all, which the directory lists as well.
    private static ZipMember[] Inside(string name, byte[] content)
    {
        ZipMember inner = ZipMember.Of(name, content);
        byte[] whole = HeaderAndContent(inner);
        return [ZipMember.Of("x", whole), inner with { IsOnlyAnEntry = true, Header = 30 + 1 }];
    }

    // As David Fifield builds it (2019): each member is a block that is not compressed and holds the header of the next, and
    // all end in the one kernel of deflated zeros.
    private static ZipMember[] Quoted()
    {
        ZipMember kernel = ZipMember.Deflated("c", new byte[100_000]);
        byte[] kernelBytes = HeaderAndContent(kernel);
        byte[] quote = [0, 31, 0, 0xE0, 0xFF];
        byte[] unpacked = [.. kernelBytes[..31], .. new byte[100_000]];
        ZipMember outer = new("a", [.. quote, .. kernelBytes]) { Method = 8, Size = unpacked.Length, Crc = Crc32.Of(unpacked) };
        return [outer, kernel with { IsOnlyAnEntry = true, Header = 30 + 1 + quote.Length }];
    }

    private static ZipMember[] InExtraField(string name, byte[] content)
    {
        ZipMember inner = ZipMember.Of(name, content);
        byte[] whole = HeaderAndContent(inner);
        byte[] extra = [0x99, 0x99, (byte)whole.Length, 0, .. whole];
        ZipMember outer = ZipMember.Of("x", Hello);
        return [outer with { Own = outer with { Extra = extra } }, inner with { IsOnlyAnEntry = true, Header = 30 + 1 + 4 }];
    }

    private static byte[] HeaderAndContent(ZipMember member)
    {
        byte[] archive = ZipMember.Archive([member]);
        return archive[..(30 + member.Name.Length + member.Stored.Length)];
    }
}
