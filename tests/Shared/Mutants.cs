using System.Buffers.Binary;

namespace Keratin.Tests;

/// <summary>
/// Damages files in all the ways that hurt readers: flipped bits, bytes lost, added and moved, ends cut off, and above all
/// fields that hold sizes and addresses. Mutant number n of a file is always the same one.
/// </summary>
internal static class Mutants
{
    private const long AllocationAlwaysAllowed = 16 << 20;
    private const long AllocationPerByte = 2;

    /// <summary>Reads many mutants. Each is read, or refused by the documented error that names the file, and takes memory within bounds.</summary>
    /// <param name="seed">A file that is right.</param>
    /// <param name="count">How many mutants.</param>
    /// <param name="name">The file's name, with which every error begins.</param>
    /// <param name="read">Reads all that can be read of a file.</param>
    /// <returns>How many were refused.</returns>
    public static int Read(byte[] seed, int count, string name, Action<byte[]> read)
    {
        read(seed);
        int refused = 0;
        for (int number = 0; number < count; number++)
        {
            byte[] mutant = Make(seed, number);
            long before = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                read(mutant);
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith(name, error.Message);
                refused++;
            }
            catch (Exception error)
            {
                Assert.Fail($"Mutant {number} gives {error}");
            }
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            Assert.True(allocated <= AllocationAlwaysAllowed + AllocationPerByte * mutant.Length, $"Mutant {number} of {mutant.Length:N0} bytes takes {allocated:N0} bytes of memory.");
        }
        return refused;
    }

    /// <summary>One mutant of a file.</summary>
    public static byte[] Make(byte[] seed, int number)
    {
        var random = new Random(number);
        List<byte> bytes = [.. seed];
        for (int change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--) Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        int at = Place(bytes, random);
        switch (random.Next(10))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                bytes[at] = (byte)random.Next(256);
                break;
            case 2:
                bytes.RemoveRange(at, Math.Min(random.Next(1, 17), bytes.Count - at));
                break;
            case 3:
                bytes.InsertRange(at, Enumerable.Range(0, random.Next(1, 17)).Select(_ => (byte)random.Next(256)));
                break;
            case 4:
                bytes.RemoveRange(at, bytes.Count - at);
                break;
            case 5:
                Swap(bytes, at, Place(bytes, random), random.Next(1, 65));
                break;
            default:
                SetField(bytes, at, random);
                break;
        }
    }

    // Files are full of zeros that nobody looks at; what is not zero, and what stands beside it, is worth more.
    private static int Place(List<byte> bytes, Random random)
    {
        int at = random.Next(bytes.Count);
        if (random.Next(8) == 0) return at;
        for (int i = 0; i < 1024 && bytes[at] == 0; i++) at = (at + 1) % bytes.Count;
        return random.Next(4) > 0 ? at : Math.Max(0, at - random.Next(1, 9));
    }

    private static void Swap(List<byte> bytes, int left, int right, int length)
    {
        for (int i = 0; i < length && left + i < bytes.Count && right + i < bytes.Count; i++)
            (bytes[left + i], bytes[right + i]) = (bytes[right + i], bytes[left + i]);
    }

    // Two, four or eight bytes become a size or an address that is likely to break something.
    private static void SetField(List<byte> bytes, int at, Random random)
    {
        int size = 2 << random.Next(3);
        if (random.Next(2) == 0) at &= ~7;
        if (at + size > bytes.Count) return;
        Span<byte> field = stackalloc byte[8];
        for (int i = 0; i < size; i++) field[i] = bytes[at + i];
        long old = BinaryPrimitives.ReadInt64LittleEndian(field);
        long value = random.Next(12) switch
        {
            0 => -1,
            1 => long.MaxValue,
            2 => long.MinValue,
            3 => int.MaxValue,
            4 => uint.MaxValue,
            5 => 1L << random.Next(64),
            6 => bytes.Count - random.Next(0, 17),
            7 => random.Next(bytes.Count) & ~7,
            8 => old + random.Next(-8, 9),
            9 => old * 2,
            10 => at - random.Next(0, 33),
            _ => random.NextInt64(),
        };
        BinaryPrimitives.WriteInt64LittleEndian(field, value);
        for (int i = 0; i < size; i++) bytes[at + i] = field[i];
    }
}
