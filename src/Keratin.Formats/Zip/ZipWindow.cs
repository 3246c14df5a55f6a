namespace Keratin.Formats;

/// <summary>A part of a file as if it were a file of its own, so that what is large is not copied to be read.</summary>
/// <param name="file">The file, seekable; it stays open.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">Its bytes, all of which are there.</param>
internal sealed class ZipWindow(Stream file, long start, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        long left = Math.Max(0, length - Position);
        file.Position = start + Position;
        int read = file.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch { SeekOrigin.Begin => 0, SeekOrigin.Current => Position, _ => length };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException("The stream is only read.");

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is only read.");
}
