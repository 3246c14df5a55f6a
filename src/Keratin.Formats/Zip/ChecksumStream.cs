namespace Keratin.Formats;

/// <summary>Passes on what is written to it, and keeps its length and checksum.</summary>
/// <param name="inner">Where to.</param>
internal sealed class ChecksumStream(Stream inner) : Stream
{
    private long _length;

    /// <summary>The checksum of what was written.</summary>
    public uint Crc { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _length;

    public override long Position { get => _length; set => throw new NotSupportedException("The stream is written from front to back."); }

    public override void Flush() => inner.Flush();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        inner.Write(buffer);
        Crc = Crc32.Append(Crc, buffer);
        _length += buffer.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is written, not read.");

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream is written from front to back.");

    public override void SetLength(long value) => throw new NotSupportedException("The stream is written from front to back.");
}
