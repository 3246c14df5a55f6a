using System.Buffers.Binary;
using System.Numerics;

namespace Keratin;

/// <summary>SipHash-2-4, a hash with a secret key of two numbers, with which Keras hashes where a salt is given.</summary>
/// <remarks>Source: J.-P. Aumasson and D. J. Bernstein, SipHash: a fast short-input PRF (2012).</remarks>
internal static class SipHash
{
    /// <summary>The hash of bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="key">The key's two numbers.</param>
    public static ulong Of(ReadOnlySpan<byte> bytes, (ulong First, ulong Second) key)
    {
        // The standard's constants spell "somepseudorandomlygeneratedbytes".
        ulong v0 = key.First ^ 0x736f6d6570736575, v1 = key.Second ^ 0x646f72616e646f6d;
        ulong v2 = key.First ^ 0x6c7967656e657261, v3 = key.Second ^ 0x7465646279746573;
        // The last word holds what is left, and the length modulo 256 in its highest byte.
        ulong last = (ulong)bytes.Length << 56;
        for (; bytes.Length >= 8; bytes = bytes[8..]) Absorb(BinaryPrimitives.ReadUInt64LittleEndian(bytes), ref v0, ref v1, ref v2, ref v3);
        for (int i = 0; i < bytes.Length; i++) last |= (ulong)bytes[i] << (8 * i);
        Absorb(last, ref v0, ref v1, ref v2, ref v3);
        v2 ^= 0xff;
        for (int i = 0; i < 4; i++) Round(ref v0, ref v1, ref v2, ref v3);
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static void Absorb(ulong word, ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v3 ^= word;
        Round(ref v0, ref v1, ref v2, ref v3);
        Round(ref v0, ref v1, ref v2, ref v3);
        v0 ^= word;
    }

    private static void Round(ref ulong v0, ref ulong v1, ref ulong v2, ref ulong v3)
    {
        v0 += v1;
        v2 += v3;
        v1 = BitOperations.RotateLeft(v1, 13) ^ v0;
        v3 = BitOperations.RotateLeft(v3, 16) ^ v2;
        v0 = BitOperations.RotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = BitOperations.RotateLeft(v1, 17) ^ v2;
        v3 = BitOperations.RotateLeft(v3, 21) ^ v0;
        v2 = BitOperations.RotateLeft(v2, 32);
    }
}
