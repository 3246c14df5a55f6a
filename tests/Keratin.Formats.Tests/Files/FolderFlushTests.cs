namespace Keratin.Formats.Tests;

public sealed class FolderFlushTests
{
    // A folder may be written to and not be read; and a device has nothing to flush.
    [Theory]
    [InlineData("/no/such/folder")]
    [InlineData("/dev/null")]
    public void What_cannot_be_flushed_is_no_error(string folder) => Assert.Null(Record.Exception(() => FolderFlush.Run(folder)));
}
