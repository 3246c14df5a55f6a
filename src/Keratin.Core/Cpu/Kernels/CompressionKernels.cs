using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Keratin.Core;

/// <summary>Finds the elements of a dense row that are not zero.</summary>
internal static unsafe class CompressionKernels
{
    /// <summary>How many places more than it has elements a row's list of places needs.</summary>
    public const int Slack = 2;

    private const int Block = 4 * Lane.Count;

    // Rows come from memory, and the processor itself fetches ahead no further than to the end of a page. Measured from
    // 2 to 16 KiB: nearer is slower, and further gains nothing.
    private const int Ahead = 8192 / sizeof(float);

    // As bits, every finite number without its sign lies below.
    private const int Infinity = 0x7f80_0000;

    /// <summary>How many elements of a row are not zero.</summary>
    [MethodImpl(Kernel.Hot)]
    public static int Count(float* row, int width)
    {
        int count = 0, j = 0;
        for (; j + Lane.Count <= width; j += Lane.Count)
            count += BitOperations.PopCount(~Vector512.Equals(Vector512.Load(row + j), Vector512<float>.Zero).ExtractMostSignificantBits() & 0xffff);
        for (; j < width; j++)
            if (row[j] != 0) count++;
        return count;
    }

    /// <summary>Begins to fetch rows that <see cref="Compress"/> will read.</summary>
    /// <param name="row">The first row.</param>
    /// <param name="end">The end of the last.</param>
    [MethodImpl(Kernel.Hot)]
    public static void Fetch(float* row, float* end)
    {
        if (!Sse.IsSupported) return;
        if (end > row + Ahead) end = row + Ahead;
        for (; row < end; row += Lane.Count) Sse.Prefetch0(row);
    }

    /// <summary>Writes the places and the values of the elements of a row that are not zero, in order.</summary>
    /// <param name="row">The row.</param>
    /// <param name="width">Its elements.</param>
    /// <param name="end">The end of the rows that will be read after it: they are fetched ahead.</param>
    /// <param name="most">Where a row has more elements than this, the kernel gives up.</param>
    /// <param name="indices">Room for as many places as the row has elements, and <see cref="Slack"/>.</param>
    /// <param name="values">Room for as many elements as the row has.</param>
    /// <param name="finite">Becomes false where an element is not finite; else it stays.</param>
    /// <returns>How many there are, or a number above <paramref name="most"/>.</returns>
    [MethodImpl(Kernel.Hot)]
    public static int Compress(float* row, int width, float* end, int most, int* indices, float* values, ref bool finite)
    {
        int count = 0, j = 0;
        for (; j + Block <= width; j += Block)
        {
            if (Sse.IsSupported && row + j + (Ahead + Block) <= end)
            {
                Sse.Prefetch0(row + j + Ahead);
                Sse.Prefetch0(row + j + Ahead + 16);
                Sse.Prefetch0(row + j + Ahead + 32);
                Sse.Prefetch0(row + j + Ahead + 48);
            }
            ulong zeros = Zeros(row + j) | Zeros(row + j + 16) << 16 | Zeros(row + j + 32) << 32 | Zeros(row + j + 48) << 48;
            ulong bits = ~zeros;
            // Most blocks have two elements or fewer: written without a branch, which would often be guessed wrong.
            int next = count + BitOperations.PopCount(bits);
            indices[count] = j + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            indices[count + 1] = j + BitOperations.TrailingZeroCount(bits);
            bits &= bits - 1;
            for (int at = count + 2; bits != 0; bits &= bits - 1) indices[at++] = j + BitOperations.TrailingZeroCount(bits);
            count = next;
            if (count > most) return count;
        }
        for (; j < width; j++)
            if (row[j] != 0) indices[count++] = j;
        int largest = 0;
        for (int i = 0; i < count; i++)
        {
            float value = row[indices[i]];
            values[i] = value;
            largest = Math.Max(largest, BitConverter.SingleToInt32Bits(value) & int.MaxValue);
        }
        finite &= largest < Infinity;
        return count;
    }

    [MethodImpl(Kernel.Inline)]
    private static ulong Zeros(float* x) => Vector512.Equals(Vector512.Load(x), Vector512<float>.Zero).ExtractMostSignificantBits();
}
