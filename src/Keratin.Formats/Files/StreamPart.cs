namespace Keratin.Formats;

/// <summary>A part of a seekable stream as a stream of its own, which is only read.</summary>
/// <param name="inner">The whole, in which the part was found to lie; nobody else moves in it meanwhile.</param>
/// <param name="start">Where the part begins.</param>
/// <param name="length">How long it is.</param>
internal sealed class StreamPart(Stream inner, long start, long length) : Stream
{
    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Clamp(length - Position, 0, buffer.Length);
        inner.Position = start + Position;
        int read = inner.Read(buffer[..count]);
        Position += read;
        return read;
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = offset + origin switch
    {
        SeekOrigin.Begin => 0,
        SeekOrigin.Current => Position,
        _ => length,
    };

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is read, not written.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is read, not written.");
}
