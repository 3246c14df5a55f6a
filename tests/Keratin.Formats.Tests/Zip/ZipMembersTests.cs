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

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_member_is_a_stream_of_its_own(bool stored)
    {
        byte[] content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i / 3))];
        ZipMember member = stored ? ZipMember.Of("x", content) : ZipMember.Deflated("x", content);
        Stream stream = Open(ZipMember.Archive([ZipMember.Of("before", 1, 2, 3), member, ZipMember.Of("behind", 4, 5)])).Open("x")!;
        var part = new byte[7];
        stream.Position = 150_000;
        stream.ReadExactly(part);

        Assert.Equal(content[150_000..150_007], part);
        Assert.Equal(150_007, stream.Position);
        Assert.Equal(content.Length, stream.Length);
        Assert.Equal(content.Length - 3, stream.Seek(-3, SeekOrigin.End));
        Assert.Equal(3, stream.ReadAtLeast(part, 7, throwOnEndOfStream: false));
        Assert.Equal(-1, stream.ReadByte());
        Assert.Null(Open(Two).Open("third.txt"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void The_beginning_of_a_member_is_read_without_the_rest(bool stored)
    {
        byte[] content = [.. Enumerable.Range(0, 1000).Select(i => (byte)(i / 3))];
        ZipMember member = (stored ? ZipMember.Of("x", content) : ZipMember.Deflated("x", content)) with { Crc = 7 };
        ZipMembers members = Open(ZipMember.Archive([ZipMember.Of("before", 1, 2, 3), member]));

        Assert.Equal(content[..500], members.ReadStart("x", 500, "the member"));
        Assert.Equal(content, members.ReadStart("x", 1000, "the member"));
        Assert.Equal(content, members.ReadStart("x", 2000, "the member"));
        Assert.Equal(1000, members.SizeOf("x"));
        Assert.Contains("its checksum is wrong", Assert.Throws<InvalidDataException>(() => members.Open("x")).Message);
        if (stored) Assert.Equal(1000, members.Open("x", withChecksum: false)!.Length);
        else Assert.Contains("its checksum is wrong", Assert.Throws<InvalidDataException>(() => members.Open("x", withChecksum: false)).Message);
    }

    [Fact]
    public void A_beginning_that_ends_before_it_should_is_refused()
    {
        ZipMember member = ZipMember.Deflated("x", new byte[1000]) with { Size = 1001 };

        Assert.Contains("the member cannot be read: it should have 1,001 bytes and ends before", Assert.Throws<InvalidDataException>(() => Open(ZipMember.Archive([member])).ReadStart("x", 2000, "the member")).Message);
        Assert.Equal(new byte[1000], Open(ZipMember.Archive([member])).ReadStart("x", 1000, "the member"));
    }

    // As the format does where four bytes are too few: first a field of another kind, then size, stored size and place.
    [Fact]
    public void Sizes_and_places_of_eight_bytes_are_read()
    {
        ZipMember before = ZipMember.Of("before", 1, 2, 3), plain = ZipMember.Deflated("x", new byte[100]);
        long place = 30 + 6 + 3, stored = plain.Stored.Length;
        const long absent = uint.MaxValue;

        foreach (ZipMember member in (ZipMember[])
        [
            plain with { Size = absent, StoredSize = absent, Header = absent, Extra = Long(100, stored, place), Own = plain with { Size = absent, StoredSize = absent, Extra = Long(100, stored) } },
            plain with { Size = absent, Extra = Long(100), Own = plain with { Size = absent, Extra = Long(100, 7) } },
            plain with { StoredSize = absent, Extra = Long(stored), Own = plain with { StoredSize = absent, Extra = Long(stored) } },
            plain with { Header = absent, Extra = Long(place) },
        ])
            Assert.Equal(new string('\0', 100), Text(Open(ZipMember.Archive([before, member])), "x"));

        static byte[] Long(params long[] values) => [0x55, 0x54, 1, 0, 9, 1, 0, (byte)(8 * values.Length), 0, .. values.SelectMany(BitConverter.GetBytes)];
    }

    [Fact]
    public void A_directory_of_eight_bytes_is_read()
    {
        byte[] archive = ZipMember.Archive([ZipMember.Of("x", 1), ZipMember.Of("y", 2)], isLong: true);

        Assert.Equal(["x", "y"], Open(archive).Names);
        Assert.Equal(["x", "y"], Open([.. ZipBytes.With(archive, archive.Length - 2, 3, 2), .. "end"u8]).Names);
        int end = archive.AsSpan().IndexOf("PK\x06\x06"u8);
        Assert.Contains("it is not a complete zip archive", ErrorOf(ZipBytes.With(archive, end, 0, 4)));
        Assert.Contains("it is one of several parts of an archive", ErrorOf(ZipBytes.With(archive, end + 16, 1, 4)));
        Assert.Contains("it is one of several parts of an archive", ErrorOf(ZipBytes.With(archive, end + 20, 1, 4)));
        int locator = archive.AsSpan().IndexOf("PK\x06\x07"u8);
        foreach (long place in (long[])[-1, 1_000_000]) Assert.Contains("it is not a complete zip archive", ErrorOf(ZipBytes.With(archive, locator + 8, place, 8)));
        foreach (int field in (int[])[32, 40, 48]) Assert.Contains("it is not a complete zip archive", ErrorOf(ZipBytes.With(archive, end + field, -1, 8)));
    }

    [Fact]
    public void The_directory_may_have_another_order_than_the_members()
    {
        ZipMember first = ZipMember.Of("a", 1), second = ZipMember.Of("b", 2);
        byte[] behind = ZipMember.Archive([second])[..32];

        Assert.Equal(["b", "a"], Open(ZipMember.Archive([second with { IsOnlyAnEntry = true, Header = 32 }, first], behind: behind)).Names);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(23)]
    [InlineData(65_535)]
    public void A_comment_is_passed_over_whatever_stands_in_it(int length)
    {
        byte[] comment = new byte[length];
        if (length > 0) "PK\x05\x06"u8.CopyTo(comment);
        byte[] archive = [.. ZipBytes.With(Two, Two.Length - 2, length, 2), .. comment];

        Assert.Equal(2, Open(archive).Names.Count);
    }

    [Fact]
    public void A_comment_of_a_member_is_passed_over() =>
        Assert.Equal(["x", "y"], Open(ZipMember.Archive([ZipMember.Of("x", 1) with { Comment = "PK\x01\x02 is no entry"u8.ToArray() }, ZipMember.Of("y", 2) with { Comment = "the last"u8.ToArray() }])).Names);

    // The lengths of the name, of the extra field and of the comment.
    [Theory]
    [InlineData(28)]
    [InlineData(30)]
    [InlineData(32)]
    public void An_entry_that_is_shorter_than_its_fields_say_is_refused(int field)
    {
        byte[] archive = ZipMember.Archive([ZipMember.Of("x", 1)]);
        int entry = archive.AsSpan().IndexOf("PK\x01\x02"u8);

        Assert.Contains("it is not a complete zip archive", ErrorOf(ZipBytes.With(archive, entry + field, 60_000, 2)));
    }

    [Fact]
    public void An_entry_begins_with_its_signature()
    {
        byte[] archive = ZipMember.Archive([ZipMember.Of("x", 1)]);

        Assert.Contains("it is not a complete zip archive", ErrorOf(ZipBytes.With(archive, archive.AsSpan().IndexOf("PK\x01\x02"u8), 0, 4)));
    }

    [Fact]
    public void A_zero_that_is_hidden_behind_what_is_deflated_is_found() =>
        Assert.Contains("it should have 3 bytes and goes on behind them", ErrorOf(ZipMember.Archive([ZipMember.Deflated("x", 1, 2, 3, 0) with { Size = 3 }])));

    [Fact]
    public void A_folder_is_no_member() => Assert.Equal(["a/x"], Open(ZipBytes.Make(("a/", []), ("a/x", [1]))).Names);

    [Fact]
    public void An_archive_may_be_empty() => Assert.Empty(Open(ZipBytes.Make()).Names);

    [Theory]
    [InlineData("dense/kernel:0")]
    [InlineData("a..b")]
    [InlineData("1:x")]
    [InlineData("x")]
    [InlineData("nul.txt/x")]
    [InlineData("größe")]
    public void A_name_may_be_unusual(string name) => Assert.Equal([name], Open(ZipBytes.Make((name, [1]))).Names);

    [Fact]
    public void A_long_name_is_cut_short_in_a_message()
    {
        Assert.Equal(new string('x', 80), ZipName.Shown(new string('x', 80)));
        Assert.Equal(new string('x', 80) + "...", ZipName.Shown(new string('x', 81)));
    }

    [Fact]
    public void Every_prefix_is_refused()
    {
        for (int length = 0; length < Two.Length; length++)
            Assert.Equal("model.keras cannot be read: it is not a complete zip archive, so it is truncated or damaged.", ErrorOf(Two[..length]));
    }
}
