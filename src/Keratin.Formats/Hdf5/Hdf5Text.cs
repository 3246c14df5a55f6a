using System.Text;

namespace Keratin.Formats;

/// <summary>Text as HDF5 holds it: UTF-8, of which ASCII is a part.</summary>
internal static class Hdf5Text
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text of some bytes, which must be UTF-8.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, string part)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw Malformed.In(part, "it has a text that is not UTF-8; the file is damaged", error);
        }
    }
}
