using System.Globalization;
using System.Text;

namespace Keratin.Tests;

public sealed class HashTests
{
    // What Google's own code gives (the npm package farmhash, which compiles it).
    [Theory]
    [InlineData(0, "9ae16a3b2f90404f")]
    [InlineData(1, "b3454265b6df75e3")]
    [InlineData(3, "2d5b0cbcc48fdc6b")]
    [InlineData(4, "7b803bc75cee3292")]
    [InlineData(7, "ed26868869003b0a")]
    [InlineData(8, "93b52af6d9b92820")]
    [InlineData(16, "f496a3696582095e")]
    [InlineData(17, "1f0c64814df23a1a")]
    [InlineData(32, "9636decce0f119bc")]
    [InlineData(33, "6fa5de3a3dd81cac")]
    [InlineData(64, "e01e9a6d5635769e")]
    [InlineData(65, "266a26491da9530d")]
    [InlineData(100, "d771e5caf34ad868")]
    [InlineData(128, "917472f7f980118d")]
    [InlineData(192, "29dccca451f6d409")]
    [InlineData(129, "eb7d4a2cddb5078")]
    [InlineData(200, "d137238fe25cbe34")]
    public void A_fingerprint_is_that_of_FarmHash(int length, string expected)
    {
        char[] text = [.. Enumerable.Range(0, length).Select(i => (char)('a' + i * 7 % 26))];

        Assert.Equal(ulong.Parse(expected, NumberStyles.HexNumber, CultureInfo.InvariantCulture), Fingerprint.Of(text));
    }

    // The first and the last of the reference implementation's vectors that its paper prints: key 00 01 … 0f, input 00 01 … 0e.
    [Fact]
    public void SipHash_is_that_of_its_paper() =>
        Assert.Equal(0xa129ca6149be45e5, SipHash.Of([.. Enumerable.Range(0, 15).Select(i => (byte)i)], (0x0706050403020100, 0x0f0e0d0c0b0a0908)));

    [Fact]
    public void A_number_is_hashed_as_its_digits() => Assert.Equal(Fingerprint.Of("-120"), Fingerprint.Of(-120));

    [Fact]
    public void A_text_is_hashed_as_its_bytes_however_long()
    {
        string text = string.Concat(Enumerable.Repeat("Zürich €", 100));
        Assert.Equal(Fingerprint.Of(Encoding.UTF8.GetBytes(text)), Fingerprint.Of(text));
    }
}
