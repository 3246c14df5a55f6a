namespace Keratin.Cli.Tables;

/// <summary>
/// A stream whose reader can be stopped while it waits: a terminal or a pipe may say nothing for hours. What it waited for
/// then goes unread, so a stream that has been stopped is of no more use.
/// </summary>
/// <param name="stream">What is read, from its place on.</param>
/// <param name="stop">Ends the waiting.</param>
internal sealed class InterruptibleStream(Stream stream, CancellationToken stop) : Stream
{
    // A reading that nobody waits for any more may still write: not into memory of the caller.
    private readonly byte[] _buffer = new byte[1 << 16];
    private int _from, _to;

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => false;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException("The stream is read from front to back.");

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException("The stream is read from front to back.");
        set => throw new NotSupportedException("The stream is read from front to back.");
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_from == _to) (_from, _to) = (0, Task.Run(() => stream.Read(_buffer)).WaitAsync(stop).GetAwaiter().GetResult());
        int count = Math.Min(buffer.Length, _to - _from);
        _buffer.AsSpan(_from, count).CopyTo(buffer);
        _from += count;
        return count;
    }

    /// <inheritdoc/>
    public override void Flush()
    {
    }

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException("The stream is read from front to back.");

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException("The stream is read, not written.");

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("The stream is read, not written.");

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) stream.Dispose();
        base.Dispose(disposing);
    }
}
