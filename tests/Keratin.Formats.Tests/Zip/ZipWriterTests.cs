using System.IO.Compression;
using System.Text;

namespace Keratin.Formats.Tests;

public sealed class ZipWriterTests
{
    private static byte[] Write(params (string Name, string Text)[] members)
    {
        using var stream = new MemoryStream();
        var writer = new ZipWriter(stream);
        foreach ((string name, string text) in members)
        {
            // In pieces, so that the checksum goes on.
            writer.Add(name, member =>
            {
                foreach (byte value in Encoding.UTF8.GetBytes(text)) member.Write([value]);
            });
        }
        writer.Finish();
        return stream.ToArray();
    }

    [Fact]
    public void What_is_written_is_read_by_others_too()
    {
        byte[] bytes = Write(("config.json", "{}"), ("größe/x", "hello"), ("empty", ""));
        ZipMembers members = ZipMembers.Open(new MemoryStream(bytes), "model.keras");

        Assert.Equal(["config.json", "größe/x", "empty"], members.Names);
        Assert.True(members.TryRead("größe/x", out byte[]? content));
        Assert.Equal("hello"u8, content);

        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal(["config.json", "größe/x", "empty"], zip.Entries.Select(entry => entry.FullName));
        Assert.All(zip.Entries, entry => Assert.Equal(new DateTime(1980, 1, 1), entry.LastWriteTime.DateTime));
        Assert.All(zip.Entries, entry => Assert.Equal(entry.Length, entry.CompressedLength));
        using var reader = new StreamReader(zip.Entries[1].Open());
        Assert.Equal("hello", reader.ReadToEnd());
        Assert.Equal(Crc32.Of("hello"u8), zip.Entries[1].Crc32);
    }

    [Fact]
    public void The_same_members_make_the_same_bytes() => Assert.Equal(Write(("x", "1"), ("y", "2")), Write(("x", "1"), ("y", "2")));

    [Fact]
    public void Names_must_differ_and_stay_in_a_folder()
    {
        Assert.Contains("There is already a member of the name 'x'.", Assert.Throws<ArgumentException>(() => Write(("x", ""), ("x", ""))).Message);
        Assert.Contains("The name '../x' leads out of its folder by '..', so no member of an archive can have it.", Assert.Throws<ArgumentException>(() => Write(("../x", ""))).Message);
    }
}
