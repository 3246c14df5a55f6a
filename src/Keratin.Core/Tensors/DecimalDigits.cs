using System.Numerics;

namespace Keratin.Core;

/// <summary>
/// The decimal digits of a float32: the fewest that read back as the same number, or more of its exact value. The
/// first digit stands at the power of ten <paramref name="Exponent"/>.
/// </summary>
/// <remarks>
/// Steele and White's algorithm in exact integers, in the form that NumPy prints with (Dragon4). .NET's own
/// conversion rounds halves away from zero and can't continue the shortest form; printed arrays need both.
/// </remarks>
internal readonly record struct DecimalDigits(string Digits, int Exponent)
{
    /// <summary>The fewest digits that identify the number, or more digits of its exact value where that is fewer than wanted.</summary>
    /// <param name="number">A finite number; its sign is ignored.</param>
    /// <param name="count">The smallest number of digits.</param>
    public static DecimalDigits Shortest(float number, int count = 1) => Generate(number, count, int.MaxValue, int.MinValue);

    /// <summary>The fewest digits that identify the number, but at least its whole part and only so many decimals.</summary>
    /// <param name="number">A finite number; its sign is ignored.</param>
    /// <param name="decimals">The most digits behind the decimal point; in the last the exact value is rounded, halves to even.</param>
    public static DecimalDigits WithDecimals(float number, int decimals) => Generate(number, 1, 0, -decimals);

    // At least so many digits and down to the power of ten `reach`, but none below `lastPlace`.
    private static DecimalDigits Generate(float number, int count, int reach, int lastPlace)
    {
        int bits = BitConverter.SingleToInt32Bits(number) & int.MaxValue;
        if (bits == 0) return new DecimalDigits(new string('0', count), 0);
        int fraction = bits & 0x7FFFFF, field = bits >> 23;
        int mantissa = field == 0 ? fraction : fraction | 0x800000;
        int power = Math.Max(field, 1) - 150;

        // The number is value / scale, and lower / scale and upper / scale are half the distances to its neighbours.
        // Below a power of two the neighbour is twice as near as above.
        int uneven = fraction == 0 && field > 1 ? 1 : 0;
        BigInteger lower = BigInteger.One << Math.Max(power, 0);
        BigInteger upper = lower << uneven;
        BigInteger value = (lower * mantissa) << (1 + uneven);
        BigInteger scale = BigInteger.One << (Math.Max(-power, 0) + 1 + uneven);

        int exponent = (int)Math.Ceiling(Math.Log10(Math.Abs((double)number)) - 1e-9);
        if (exponent > 0) scale *= BigInteger.Pow(10, exponent);
        else Multiply(BigInteger.Pow(10, -exponent));
        if (value < scale)
        {
            Multiply(10);
            exponent--;
        }

        var digits = new List<int>();
        for (int place = exponent; ; place--)
        {
            digits.Add((int)BigInteger.DivRem(value, scale, out value));
            int below = value.CompareTo(lower), above = (value + upper).CompareTo(scale);
            bool even = (mantissa & 1) == 0;
            bool low = below < 0 || (even && below == 0), high = above > 0 || (even && above == 0);
            if (((low || high) && digits.Count >= count && place <= reach) || place == lastPlace)
                return Rounded(digits, exponent, low == high ? IsAboveHalf() : high);
            Multiply(10);
        }

        bool IsAboveHalf()
        {
            int half = (value << 1).CompareTo(scale);
            return half > 0 || (half == 0 && (digits[^1] & 1) == 1);
        }

        void Multiply(BigInteger factor)
        {
            value *= factor;
            lower *= factor;
            upper *= factor;
        }
    }

    private static DecimalDigits Rounded(List<int> digits, int exponent, bool up)
    {
        if (up)
        {
            int i = digits.Count - 1;
            while (i >= 0 && digits[i] == 9) digits[i--] = 0;
            if (i >= 0) digits[i]++;
            else
            {
                // All nines became zeros: 9.99 is now 10.0, one power higher with the same number of digits.
                digits[0] = 1;
                exponent++;
            }
        }
        return new DecimalDigits(string.Concat(digits), exponent);
    }
}
