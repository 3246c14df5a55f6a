using System.Buffers.Binary;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Keratin;

/// <summary>
/// FarmHash's 64-bit fingerprint of bytes: TensorFlow's <c>Fingerprint64</c>, with which Keras's Hashing, HashedCrossing
/// and lookups with several indices for unknown strings choose a bin.
/// </summary>
/// <remarks>Source: G. Pike, FarmHash (2014), <c>farmhashna::Hash64</c>; all numbers little-endian.</remarks>
internal static class Fingerprint
{
    private const ulong K0 = 0xc3a5c85c97cb3127, K1 = 0xb492b66fbe98f273, K2 = 0x9ae16a3b2f90404f;
    private const int LongestOnStack = 256;

    /// <summary>The fingerprint of a text's UTF-8 bytes.</summary>
    public static ulong Of(ReadOnlySpan<char> text)
    {
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        Span<byte> bytes = most <= LongestOnStack ? stackalloc byte[LongestOnStack] : new byte[most];
        return Of(bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
    }

    /// <summary>The fingerprint of a number's decimal digits, as Keras hashes integers.</summary>
    public static ulong Of(long number)
    {
        Span<byte> digits = stackalloc byte[24];
        number.TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        return Of(digits[..length]);
    }

    /// <summary>The fingerprint of bytes.</summary>
    public static ulong Of(ReadOnlySpan<byte> s) => s.Length switch
    {
        <= 16 => UpTo16(s),
        <= 32 => UpTo32(s),
        <= 64 => UpTo64(s),
        _ => Long(s),
    };

    /// <summary>One fingerprint of two, whose order counts: TensorFlow's <c>FingerprintCat64</c>.</summary>
    public static ulong Join(ulong first, ulong second)
    {
        const ulong multiplier = 0xc6a4a7935bd1e995;
        ulong result = (first ^ multiplier ^ Mix(second * multiplier) * multiplier) * multiplier;
        return Mix(Mix(result) * multiplier);
    }

    private static ulong UpTo16(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong multiplier = K2 + (ulong)n * 2;
        if (n >= 8)
        {
            ulong a = At(s, 0) + K2, b = At(s, n - 8);
            ulong c = Turn(b, 37) * multiplier + a, d = (Turn(a, 25) + b) * multiplier;
            return Pair(c, d, multiplier);
        }
        if (n >= 4) return Pair((ulong)n + ((ulong)HalfAt(s, 0) << 3), HalfAt(s, n - 4), multiplier);
        if (n == 0) return K2;
        uint y = s[0] + ((uint)s[n >> 1] << 8), z = (uint)n + ((uint)s[n - 1] << 2);
        return Mix(y * K2 ^ z * K0) * K2;
    }

    private static ulong UpTo32(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong multiplier = K2 + (ulong)n * 2;
        ulong a = At(s, 0) * K1, b = At(s, 8), c = At(s, n - 8) * multiplier, d = At(s, n - 16) * K2;
        return Pair(Turn(a + b, 43) + Turn(c, 30) + d, a + Turn(b + K2, 18) + c, multiplier);
    }

    private static ulong UpTo64(ReadOnlySpan<byte> s)
    {
        int n = s.Length;
        ulong multiplier = K2 + (ulong)n * 2;
        ulong a = At(s, 0) * K2, b = At(s, 8), c = At(s, n - 8) * multiplier, d = At(s, n - 16) * K2;
        ulong y = Turn(a + b, 43) + Turn(c, 30) + d;
        ulong z = Pair(y, a + Turn(b + K2, 18) + c, multiplier);
        ulong e = At(s, 16) * multiplier, f = At(s, 24);
        ulong g = (y + At(s, n - 32)) * multiplier, h = (z + At(s, n - 24)) * multiplier;
        return Pair(Turn(e + f, 43) + Turn(g, 30) + h, e + Turn(f + a, 18) + g, multiplier);
    }

    private static ulong Long(ReadOnlySpan<byte> s)
    {
        const ulong seed = 81;
        int last = s.Length - 64;
        ulong x = unchecked(seed * K2) + At(s, 0), y = unchecked(seed * K1 + 113), z = Mix(y * K2 + 113) * K2;
        (ulong First, ulong Second) v = (0, 0), w = (0, 0);
        for (int i = 0; i < (s.Length - 1) / 64 * 64; i += 64)
        {
            x = Turn(x + y + v.First + At(s, i + 8), 37) * K1;
            y = Turn(y + v.Second + At(s, i + 48), 42) * K1;
            x ^= w.Second;
            y += v.First + At(s, i + 40);
            z = Turn(z + w.First, 33) * K1;
            v = Weak(s[i..], v.Second * K1, x + w.First);
            w = Weak(s[(i + 32)..], z + w.Second, y + At(s, i + 16));
            (z, x) = (x, z);
        }
        ulong multiplier = K1 + ((z & 0xff) << 1);
        w.First += (ulong)((s.Length - 1) & 63);
        v.First += w.First;
        w.First += v.First;
        x = Turn(x + y + v.First + At(s, last + 8), 37) * multiplier;
        y = Turn(y + v.Second + At(s, last + 48), 42) * multiplier;
        x ^= w.Second * 9;
        y += v.First * 9 + At(s, last + 40);
        z = Turn(z + w.First, 33) * multiplier;
        v = Weak(s[last..], v.Second * multiplier, x + w.First);
        w = Weak(s[(last + 32)..], z + w.Second, y + At(s, last + 16));
        (z, x) = (x, z);
        return Pair(Pair(v.First, w.First, multiplier) + Mix(y) * K0 + z, Pair(v.Second, w.Second, multiplier) + x, multiplier);
    }

    private static (ulong First, ulong Second) Weak(ReadOnlySpan<byte> s, ulong a, ulong b)
    {
        a += At(s, 0);
        b = Turn(b + a + At(s, 24), 21);
        ulong c = a;
        a += At(s, 8) + At(s, 16);
        return (a + At(s, 24), b + Turn(a, 44) + c);
    }

    private static ulong Pair(ulong u, ulong v, ulong multiplier) => Mix((v ^ Mix((u ^ v) * multiplier)) * multiplier) * multiplier;

    private static ulong Mix(ulong value) => value ^ (value >> 47);

    private static ulong Turn(ulong value, int bits) => BitOperations.RotateRight(value, bits);

    private static ulong At(ReadOnlySpan<byte> s, int place) => BinaryPrimitives.ReadUInt64LittleEndian(s[place..]);

    private static uint HalfAt(ReadOnlySpan<byte> s, int place) => BinaryPrimitives.ReadUInt32LittleEndian(s[place..]);
}
