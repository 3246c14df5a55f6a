namespace Keratin.Formats.Tests;

/// <summary>The limits that only large archives reach.</summary>
public sealed class ArchiveLimitTests
{
    [Theory]
    [InlineData(16 << 20, true)]
    [InlineData((16 << 20) + 1, false)]
    public void Beyond_16_MiB_an_archive_may_not_unpack_to_more_than_a_hundred_times_its_bytes(int size, bool isRead)
    {
        byte[] archive = ZipMember.Archive([ZipMember.Deflated("x", new byte[size])]);

        if (isRead) Assert.Equal(size, LengthOf(archive));
        else Assert.Equal($"model.keras cannot be read: its {archive.Length:N0} bytes unpack to more than 16,777,216, as archives do that are made to fill memory; if you trust it, write it anew without compression.", ErrorOf(archive));
    }

    [Theory]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public void A_hundred_times_its_bytes_an_archive_may_unpack_to(int more, bool isRead)
    {
        int size = 30_000_000 + more;
        ZipMember zeros = ZipMember.Deflated("x", new byte[size]);
        // What belongs to no member counts as well.
        byte[] archive = ZipMember.Archive([zeros], behind: new byte[300_000 - ZipMember.Archive([zeros]).Length]);

        Assert.Equal(300_000, archive.Length);
        if (isRead) Assert.Equal(size, LengthOf(archive));
        else Assert.Contains("its 300,000 bytes unpack to more than 30,000,000,", ErrorOf(archive));
    }

    [Fact]
    public void The_members_of_an_archive_have_one_budget()
    {
        ZipMember zeros = ZipMember.Deflated("", new byte[1 << 20]);

        Assert.Equal(16, Open(ZipMember.Archive([.. Enumerable.Range(0, 16).Select(i => zeros with { Name = $"x{i}" })])).Names.Count);
        Assert.Contains("unpack to more than 16,777,216,", ErrorOf(ZipMember.Archive([.. Enumerable.Range(0, 17).Select(i => zeros with { Name = $"x{i}" })])));
    }

    [Theory]
    [InlineData(65_535, true)]
    [InlineData(65_536, true)]
    [InlineData(65_537, false)]
    public void An_archive_may_have_65536_members(int count, bool isRead)
    {
        byte[] archive = ZipMember.Archive([.. Enumerable.Range(0, count).Select(i => ZipMember.Of($"{i}"))]);

        if (isRead) Assert.Equal(count, Open(archive).Names.Count);
        else Assert.Equal("model.keras cannot be read: it has 65,537 members, and 65,536 are the most that is read.", ErrorOf(archive));
    }

    [Fact]
    public void An_archive_of_65535_members_is_written_and_no_greater_one()
    {
        using var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        for (int i = 0; i < ushort.MaxValue; i++) writer.Add($"{i}", _ => { });
        writer.Finish();
        Assert.Equal(ushort.MaxValue, ZipMembers.Open(stream, "model.keras").Names.Count);

        writer.Add("one more", _ => { });
        Assert.Contains("A zip archive of 65,536 members is not written; 65,535 are the most.", Assert.Throws<NotSupportedException>(writer.Finish).Message);
    }

    private static ZipMembers Open(byte[] archive) => ZipMembers.Open(new MemoryStream(archive), "model.keras");

    private static int LengthOf(byte[] archive) => Open(archive).TryRead("x", out byte[]? content) ? content.Length : -1;

    private static string ErrorOf(byte[] archive) => Assert.Throws<InvalidDataException>(() => Open(archive)).Message;
}
