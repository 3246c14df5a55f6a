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
    public void An_archive_is_written_byte_for_byte_as_the_format_has_it()
    {
        using var stream = new MemoryStream();
        var writer = new BinaryWriter(stream);
        byte[] name = Encoding.UTF8.GetBytes("größe");
        writer.Write("PK\x03\x04"u8);
        Fields(20);
        Description();
        Fields(0);
        writer.Write(name);
        writer.Write("hello"u8);
        uint directory = (uint)stream.Position;
        writer.Write("PK\x01\x02"u8);
        Fields(20, 20);
        Description();
        // No extra field, no comment, the first part, no attributes; the member begins at 0.
        Fields(0, 0, 0, 0, 0, 0, 0, 0);
        writer.Write(name);
        uint size = (uint)stream.Position - directory;
        writer.Write("PK\x05\x06"u8);
        Fields(0, 0, 1, 1);
        writer.Write(size);
        writer.Write(directory);
        Fields(0);

        Assert.Equal(stream.ToArray(), Write(("größe", "hello")));

        // The name is UTF-8, the content is stored, midnight, the first of January of 1980.
        void Description()
        {
            Fields(1 << 11, 0, 0, 1 << 5 | 1);
            writer.Write(Crc32.Of("hello"u8));
            writer.Write(5);
            writer.Write(5);
            Fields(name.Length);
        }

        void Fields(params int[] fields)
        {
            foreach (int field in fields) writer.Write((ushort)field);
        }
    }

    [Fact]
    public void A_members_stream_is_written_from_front_to_back()
    {
        using var stream = new MemoryStream();
        new ZipWriter(stream).Add("x", member =>
        {
            member.Write([0, 1, 2, 3], 1, 2);
            member.Flush();

            Assert.Equal((2, 2), (member.Length, member.Position));
            Assert.Equal((false, false, true), (member.CanRead, member.CanSeek, member.CanWrite));
            Assert.Throws<NotSupportedException>(() => member.Position = 0);
            Assert.Throws<NotSupportedException>(() => member.Seek(0, SeekOrigin.Begin));
            Assert.Throws<NotSupportedException>(() => member.SetLength(0));
            Assert.Throws<NotSupportedException>(() => member.Read([], 0, 0));
        });

        Assert.Equal([1, 2], stream.ToArray()[^2..]);
    }

    [Fact]
    public void Members_that_four_bytes_cannot_place_are_not_written()
    {
        new ZipWriter(new FarStream(uint.MaxValue - 1L)).Add("x", _ => { });

        Assert.Contains("A zip archive of more than 4,294,967,295 bytes is not written.", Assert.Throws<NotSupportedException>(() => new ZipWriter(new FarStream(uint.MaxValue)).Add("x", _ => { })).Message);
    }

    [Fact]
    public void The_same_members_make_the_same_bytes() => Assert.Equal(Write(("x", "1"), ("y", "2")), Write(("x", "1"), ("y", "2")));

    [Fact]
    public void Names_must_differ_and_stay_in_a_folder()
    {
        Assert.Contains("There is already a member of the name 'x'.", Assert.Throws<ArgumentException>(() => Write(("x", ""), ("x", ""))).Message);
        Assert.Contains("The name '../x' leads out of its folder by '..', so no member of an archive can have it.", Assert.Throws<ArgumentException>(() => Write(("../x", ""))).Message);
    }

    /// <summary>A stream of which much is said to be written already.</summary>
    private sealed class FarStream(long start) : MemoryStream
    {
        public override long Position { get => base.Position + start; set => base.Position = value - start; }
    }
}
