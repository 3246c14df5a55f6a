using System.Text;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

public sealed class ZipMembersTests
{
    private static readonly byte[] Two = ZipBytes.Make(("first.txt", "hello hello hello hello"u8.ToArray()), ("folder/second.txt", "world"u8.ToArray()));

    private static ZipMembers Open(byte[] bytes) => ZipMembers.Open(new MemoryStream(bytes), "model.keras");

    private static string ErrorOf(byte[] bytes) => Assert.Throws<InvalidDataException>(() => ReadAll(bytes)).Message;

    private static void ReadAll(byte[] bytes)
    {
        ZipMembers members = Open(bytes);
        foreach (string name in members.Names) Assert.True(members.TryRead(name, out _));
    }

    private static string Text(ZipMembers members, string name) => Encoding.UTF8.GetString(members.TryRead(name, out byte[]? content) ? content : []);

    [Fact]
    public void Members_are_found_by_name_and_unpacked()
    {
        ZipMembers members = Open(Two);

        Assert.Equal(["first.txt", "folder/second.txt"], members.Names);
        Assert.Equal("hello hello hello hello", Text(members, "first.txt"));
        Assert.Equal("world", Text(members, "folder/second.txt"));
        Assert.False(members.TryRead("third.txt", out _));
    }

    [Fact]
    public void A_folder_is_no_member() => Assert.Equal(["a/x"], Open(ZipBytes.Make(("a/", []), ("a/x", [1]))).Names);

    [Fact]
    public void An_archive_may_be_empty_or_have_a_comment()
    {
        Assert.Empty(Open(ZipBytes.Make()).Names);

        byte[] commented = [.. ZipBytes.With(Two, Two.Length - 2, 3, 2), .. "end"u8];
        Assert.Equal(2, Open(commented).Names.Count);
    }

    [Theory]
    [InlineData("../x")]
    [InlineData("a/../../x")]
    [InlineData("/etc/passwd")]
    [InlineData("C:/x")]
    [InlineData("c:x")]
    [InlineData("..\\x")]
    [InlineData("a\\b")]
    public void A_name_that_leads_out_of_a_folder_is_refused(string name) =>
        Assert.Equal($"model.keras cannot be read: the name of its member '{name}' could lead out of a folder.", ErrorOf(ZipBytes.Make((name, [1]))));

    [Theory]
    [InlineData("dense/kernel:0")]
    [InlineData("a..b")]
    [InlineData("größe")]
    public void A_name_may_be_unusual(string name) => Assert.Equal([name], Open(ZipBytes.Make((name, [1]))).Names);

    [Fact]
    public void A_name_may_have_1024_bytes_and_no_more()
    {
        ReadAll(ZipBytes.Make((new string('x', 1024), [1])));

        Assert.Contains("a name of 1,025 bytes, and 1,024 are the most that is read", ErrorOf(ZipBytes.Make((new string('x', 1025), [1]))));
    }

    [Fact]
    public void Two_members_of_one_name_are_refused() =>
        Assert.Equal("model.keras cannot be read: it holds two members of the name 'x'.", ErrorOf(ZipBytes.Make(("x", [1]), ("x", [2]))));

    [Fact]
    public void An_encrypted_member_is_refused() =>
        Assert.Equal("model.keras, member 'first.txt', cannot be read: it is encrypted.", ErrorOf(ZipBytes.With(Two, ZipBytes.Entry(Two, 0) + 8, 1, 2)));

    [Fact]
    public void A_link_to_another_file_is_refused()
    {
        byte[] link = ZipBytes.With(Two, ZipBytes.Entry(Two, 1) + 38, 0xA1FF0000, 4);

        Assert.Equal("model.keras, member 'folder/second.txt', cannot be read: it is a link to another file; links are not followed.", ErrorOf(ZipBytes.With(link, ZipBytes.Entry(Two, 1) + 5, 3, 1)));
    }

    [Fact]
    public void An_unusual_method_is_refused_by_its_number() =>
        Assert.Contains("it is packed by the method 14; read are stored and deflated members", ErrorOf(ZipBytes.With(Two, ZipBytes.Entry(Two, 0) + 10, 14, 2)));

    [Fact]
    public void A_flipped_bit_in_the_content_is_found()
    {
        byte[] bytes = Stored();
        int content = bytes.AsSpan().IndexOf("hello"u8);

        Assert.Equal("model.keras, member 'first.txt', cannot be read: its checksum is wrong; the file is damaged.", ErrorOf(ZipBytes.With(bytes, content, 'j', 1)));
    }

    [Fact]
    public void A_wrong_checksum_is_found()
    {
        byte[] bytes = ZipBytes.With(Two, ZipBytes.Entry(Two, 0) + 16, 7, 4);

        Assert.Contains("its checksum is wrong", ErrorOf(ZipBytes.With(bytes, ZipBytes.Header(Two, 0) + 14, 7, 4)));
    }

    // .NET's own reader gives ten bytes here, and says nothing.
    [Theory]
    [InlineData(10, "it should have 10 bytes and goes on behind them")]
    [InlineData(30, "it should have 30 bytes and ends after 23")]
    [InlineData(2_000_000_000, "stored bytes cannot make the 2,000,000,000 that it declares")]
    [InlineData(uint.MaxValue, "it declares 4,294,967,295 bytes, more than one array can hold")]
    public void A_size_that_is_not_the_contents_is_refused(long size, string words)
    {
        byte[] bytes = ZipBytes.With(Two, ZipBytes.Entry(Two, 0) + 24, size, 4);

        Assert.Contains(words, ErrorOf(ZipBytes.With(bytes, ZipBytes.Header(Two, 0) + 22, size, 4)));
    }

    [Fact]
    public void A_stored_member_that_declares_more_than_it_has_is_refused() =>
        Assert.Contains("its 23 stored bytes cannot make the 24 that it declares", ErrorOf(ZipBytes.With(Stored(), ZipBytes.Entry(Stored(), 0) + 24, 24, 4)));

    [Fact]
    public void Headers_that_contradict_the_directory_are_refused() =>
        Assert.Contains("its header and the archive's directory do not agree", ErrorOf(ZipBytes.With(Two, ZipBytes.Header(Two, 0) + 22, 24, 4)));

    [Fact]
    public void Members_that_share_bytes_are_refused()
    {
        byte[] bytes = ZipBytes.Make(("x", [1, 2, 3]), ("y", [1, 2, 3]));
        // Both entries lead to the first member, and the second takes its name.
        byte[] shared = ZipBytes.With(bytes, ZipBytes.Entry(bytes, 1) + 42, 0, 4);
        shared[ZipBytes.Entry(bytes, 1) + 46] = (byte)'x';

        Assert.Contains("it overlaps another member", ErrorOf(shared));
    }

    // Quoted headers: the first member's content is the second one's header and content, which unpack once more.
    [Fact]
    public void Members_within_members_are_refused()
    {
        byte[] bytes = Stored();
        int second = ZipBytes.Header(bytes, 1);
        int start = bytes.AsSpan().IndexOf("hello"u8);
        int longer = ZipBytes.Entry(bytes, 0) - start;
        byte[] nested = ZipBytes.With(ZipBytes.With(bytes, ZipBytes.Entry(bytes, 0) + 20, longer, 4), ZipBytes.Entry(bytes, 0) + 24, longer, 4);
        nested = ZipBytes.With(ZipBytes.With(nested, 18, longer, 4), 22, longer, 4);

        Assert.True(second < start + longer);
        Assert.Contains("member 'folder/second.txt', cannot be read: it overlaps another member", ErrorOf(nested));
    }

    [Fact]
    public void Many_members_have_one_budget()
    {
        byte[] zeros = new byte[30 << 20];

        Assert.Contains("declare more than 67,108,864 bytes of members, which no real archive does", ErrorOf(ZipBytes.Make(("a", zeros), ("b", zeros), ("c", zeros))));
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        for (int length = 0; length < Two.Length; length++)
            Assert.Equal("model.keras cannot be read: it is not a complete zip archive, so it is truncated or damaged.", ErrorOf(Two[..length]));
    }

    [Fact]
    public void Damaged_archives_are_read_or_refused() => Assert.InRange(Mutants.Read(Two, 20_000, "model.keras", ReadAll), 10_000, 20_000);

    // The archive is whole, and what stands in it is damaged: the checksum does not help.
    [Fact]
    public void Damaged_arrays_in_archives_are_read_or_refused()
    {
        byte[] array = NpyBytes.Make("<f4", "(2, 3)", new byte[24], fortran: true);
        int refused = Mutants.Read(array, 20_000, "data.npz", bytes => NpzReader.Read(new MemoryStream(Archive(bytes)), "data.npz"));

        Assert.InRange(refused, 5_000, 20_000);

        static byte[] Archive(byte[] content)
        {
            using var stream = new MemoryStream();
            var writer = new ZipWriter(stream);
            writer.Add("x.npy", member => member.Write(content));
            writer.Finish();
            return stream.ToArray();
        }
    }

    private static byte[] Stored()
    {
        using var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        writer.Add("first.txt", member => member.Write("hello hello hello hello"u8));
        writer.Add("folder/second.txt", member => member.Write("world"u8));
        writer.Finish();
        return stream.ToArray();
    }
}
