namespace Keratin;

/// <summary>
/// The generator MT19937 as NumPy's <c>RandomState(seed)</c> seeds and uses it, so that datasets are shuffled into
/// Keras's order. Nothing else in this library draws from it but generated data.
/// </summary>
/// <remarks>M. Matsumoto and T. Nishimura, "Mersenne Twister", ACM TOMACS 8 (1998).</remarks>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Middle = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    /// <summary>Starts the generator.</summary>
    /// <param name="seed">Any number; equal seeds give equal sequences.</param>
    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (uint i = 1; i < Size; i++)
        {
            uint previous = _state[i - 1];
            _state[i] = 1812433253 * (previous ^ (previous >> 30)) + i;
        }
    }

    /// <summary>The next 32 random bits.</summary>
    public uint Next()
    {
        if (_next == Size) Refill();
        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9D2C5680;
        y ^= (y << 15) & 0xEFC60000;
        return y ^ (y >> 18);
    }

    /// <summary>A number from 0 to <paramref name="largest"/>, both included: masked draws until one fits, as NumPy does.</summary>
    /// <param name="largest">The largest number wanted, zero or more.</param>
    public int UpTo(int largest)
    {
        if (largest == 0) return 0;
        uint mask = uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)largest);
        uint draw;
        do draw = Next() & mask;
        while (draw > (uint)largest);
        return (int)draw;
    }

    /// <summary>The numbers from 0 up in a random order, as NumPy's <c>shuffle(arange(count))</c> leaves them.</summary>
    /// <param name="count">How many numbers.</param>
    public int[] Permutation(int count)
    {
        var order = new int[count];
        for (int i = 0; i < count; i++) order[i] = i;
        for (int i = count - 1; i > 0; i--)
        {
            int j = UpTo(i);
            (order[i], order[j]) = (order[j], order[i]);
        }
        return order;
    }

    private void Refill()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (_state[i] & 0x80000000) | (_state[(i + 1) % Size] & 0x7FFFFFFF);
            _state[i] = _state[(i + Middle) % Size] ^ (y >> 1) ^ ((y & 1) * 0x9908B0DF);
        }
        _next = 0;
    }
}
