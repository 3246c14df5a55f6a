using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Keratin.Core;

/// <summary>Finds the elements of a dense row that are not zero.</summary>
internal static unsafe class CompressionKernels
{
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

    /// <summary>Writes the places and the values of the elements of a row that are not zero, in order.</summary>
    /// <returns>How many there are.</returns>
    [MethodImpl(Kernel.Hot)]
    public static int Compress(float* row, int width, int* indices, float* entries)
    {
        int count = 0, j = 0;
        for (; j + 4 * Lane.Count <= width; j += 4 * Lane.Count)
        {
            // Most rows worth compressing are mostly zeros: sixty-four at a time are passed over.
            Vector512<uint> any = (Vector512.Load(row + j).AsUInt32() | Vector512.Load(row + j + 16).AsUInt32())
                | (Vector512.Load(row + j + 32).AsUInt32() | Vector512.Load(row + j + 48).AsUInt32());
            if (any == Vector512<uint>.Zero) continue;
            for (int k = j; k < j + 4 * Lane.Count; k += Lane.Count)
            {
                ulong bits = ~Vector512.Equals(Vector512.Load(row + k), Vector512<float>.Zero).ExtractMostSignificantBits() & 0xffff;
                for (; bits != 0; bits &= bits - 1)
                {
                    int place = k + BitOperations.TrailingZeroCount(bits);
                    indices[count] = place;
                    entries[count++] = row[place];
                }
            }
        }
        for (; j < width; j++)
        {
            if (row[j] == 0) continue;
            indices[count] = j;
            entries[count++] = row[j];
        }
        return count;
    }
}
