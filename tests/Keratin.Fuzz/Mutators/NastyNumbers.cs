namespace Keratin.Fuzz;

/// <summary>Sizes, counts and addresses that are likely to break something.</summary>
internal static class NastyNumbers
{
    /// <summary>One of them.</summary>
    /// <param name="random">Says which.</param>
    /// <param name="old">What stands there.</param>
    /// <param name="at">Where it stands.</param>
    /// <param name="length">The length of the file.</param>
    public static long Pick(Random random, long old, int at, int length) => random.Next(16) switch
    {
        0 => 0,
        1 => 1,
        2 => -1,
        3 => long.MaxValue,
        4 => long.MinValue,
        5 => int.MaxValue,
        6 => uint.MaxValue,
        7 => 1L << random.Next(64),
        8 => (1L << random.Next(64)) - 1,
        9 => length - random.Next(0, 17),
        10 => random.Next(length + 1) & ~7,
        11 => old + random.Next(-8, 9),
        12 => old * 2,
        13 => -old,
        14 => at - random.Next(0, 33),
        _ => random.NextInt64(),
    };
}
