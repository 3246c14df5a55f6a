using System.Numerics;
using System.Runtime.Intrinsics;
using CsCheck;
using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class RandomBitsTests
{
    [Fact]
    public void Sixteen_at_once_equal_one_by_one() =>
        Gen.Select(Gen.ULong, Gen.UInt).Sample((key, start) =>
        {
            Vector512<uint> index = Vector512.Create(0u, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) + Vector512.Create(start);
            Vector512<uint> bits = RandomBits.At(key, index);
            for (int lane = 0; lane < 16; lane++)
                if (bits[lane] != RandomBits.At(key, start + (uint)lane)) return false;
            return true;
        });

    [Fact]
    public void A_span_is_filled_with_the_numbers_that_single_calls_give()
    {
        foreach (ulong key in (ulong[])[0, 42, ulong.MaxValue])
            for (int length = 0; length <= 70; length++)
            {
                var values = new float[length];
                RandomBits.FillUniform(key, values, 0.1);
                for (uint i = 0; i < length; i++) Assert.Equal((float)(0.1 * (2 * RandomBits.Uniform(key, i) - 1)), values[i]);
            }
    }

    [Theory]
    [InlineData(0ul), InlineData(1ul), InlineData(42ul), InlineData(ulong.MaxValue), InlineData(1ul << 32)]
    public void Every_key_gives_uniform_numbers(ulong key)
    {
        const int numbers = 1 << 18, bins = 256;
        foreach (int shift in (int[])[0, 12, 24])
        {
            var counts = new int[bins];
            for (uint i = 0; i < numbers; i++) counts[RandomBits.At(key, i) >> shift & 255]++;
            double expected = numbers / (double)bins, chiSquare = counts.Sum(count => (count - expected) * (count - expected) / expected);
            // 255 degrees of freedom: mean 255, standard deviation 22.6.
            Assert.InRange(chiSquare, 255 - 5 * 22.6, 255 + 5 * 22.6);
        }
    }

    [Fact]
    public void Neighbouring_numbers_are_unrelated()
    {
        const int numbers = 1 << 17;
        foreach (uint distance in (uint[])[1, 2, 16, 64])
        {
            double sum = 0;
            for (uint i = 0; i < numbers; i++) sum += (RandomBits.Uniform(5, i) - 0.5) * (RandomBits.Uniform(5, i + distance) - 0.5);
            // Each product has the standard deviation 1/12.
            Assert.InRange(sum * 12 / Math.Sqrt(numbers), -5, 5);
        }
    }

    [Fact]
    public void One_bit_of_the_key_changes_half_of_the_bits()
    {
        for (int bit = 0; bit < 64; bit++)
        {
            ulong key = RandomBits.Key(1, 2, 3), other = RandomBits.Key(1, 2, 3) ^ 1ul << bit;
            double changed = Enumerable.Range(0, 4096).Average(i => BitOperations.PopCount(RandomBits.At(key, (uint)i) ^ RandomBits.At(other, (uint)i)));
            Assert.InRange(changed, 15.5, 16.5);
        }
    }

    [Fact]
    public void Each_part_of_a_key_and_their_order_count()
    {
        ulong[] keys = [RandomBits.Key(0), RandomBits.Key(1), RandomBits.Key(0, 0), RandomBits.Key(0, 1), RandomBits.Key(1, 0), RandomBits.Key(0, 0, 1), RandomBits.Key(0, 1, 0)];
        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(RandomBits.Key(3, 4), RandomBits.Key(3, 4));
        Assert.Equal(10_000, Enumerable.Range(0, 10_000).Select(i => RandomBits.Key(7, 1, (ulong)i)).Distinct().Count());
    }

    [Fact]
    public void Permute_gives_a_permutation() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 300]).Sample((key, n) =>
        {
            var order = new int[n];
            RandomBits.Permute(key, order);
            return order.Order().SequenceEqual(Enumerable.Range(0, n));
        });

    [Fact]
    public void Permute_takes_every_order_equally_often()
    {
        var counts = new Dictionary<string, int>();
        Span<int> order = stackalloc int[4];
        for (ulong seed = 0; seed < 24_000; seed++)
        {
            RandomBits.Permute(RandomBits.Key(seed), order);
            string name = string.Join(' ', order.ToArray());
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
        Assert.Equal(24, counts.Count);
        // 23 degrees of freedom: 5 standard deviations above the mean.
        Assert.True(counts.Values.Sum(count => (count - 1000.0) * (count - 1000) / 1000) < 23 + 5 * Math.Sqrt(46));
    }
}
