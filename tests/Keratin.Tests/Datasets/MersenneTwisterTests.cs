namespace Keratin.Tests;

public sealed class MersenneTwisterTests
{
    [Fact]
    public void Its_bits_are_those_of_the_published_generator()
    {
        var random = new MersenneTwister(5489);

        Assert.Equal([3499211612u, 581869302, 3890346734, 3586334585, 545404204], Enumerable.Range(0, 5).Select(_ => random.Next()));
    }

    // numpy.random.RandomState(seed).shuffle(arange(count)). The first is the test of NumPy itself, which shuffles 1, 2, ..., 9, 0.
    [Theory]
    [InlineData(1234567890, 10, 0, "9 0 8 5 1 3 4 7 6 2")]
    [InlineData(113, 506, 0, "22 202 368 335 461 323 382 143 146 141 402 412")]
    [InlineData(113, 11228, 0, "1341 4427 5095 2044 3024 1792 1931 2375 2080 9868 4779 8169")]
    [InlineData(113, 11228, 8982, "3632 5859 5965 1706 4325 5668")]
    public void Its_shuffle_is_that_of_numpy(uint seed, int count, int from, string expected)
    {
        int[] wanted = [.. expected.Split(' ').Select(int.Parse)];

        Assert.Equal(wanted, new MersenneTwister(seed).Permutation(count).Skip(from).Take(wanted.Length));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Nothing_and_one_thing_are_shuffled(int count) => Assert.Equal(Enumerable.Range(0, count), new MersenneTwister(1).Permutation(count));
}
