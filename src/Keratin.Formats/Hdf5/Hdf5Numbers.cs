using System.Numerics;
using System.Runtime.InteropServices;

namespace Keratin.Formats;

/// <summary>Turns the numbers of a file into those of a model, as NumPy's <c>astype</c> does.</summary>
internal static class Hdf5Numbers
{
    /// <summary>Numbers of any type as 32-bit floating-point numbers.</summary>
    /// <param name="type">What one number is.</param>
    /// <param name="bytes">The numbers as the file has them; their bytes are turned round in place where this machine wants that.</param>
    /// <param name="destination">Room for as many numbers.</param>
    public static void ToSingles(Hdf5Type type, Span<byte> bytes, Span<float> destination)
    {
        if (type.MustSwap) ByteOrder.Swap(bytes, type.Size);
        switch (type.Element)
        {
            case Hdf5Element.Int8: Convert<sbyte>(bytes, destination); break;
            case Hdf5Element.Int16: Convert<short>(bytes, destination); break;
            case Hdf5Element.Int32: Convert<int>(bytes, destination); break;
            case Hdf5Element.Int64: Convert<long>(bytes, destination); break;
            case Hdf5Element.UInt8: Convert<byte>(bytes, destination); break;
            case Hdf5Element.UInt16: Convert<ushort>(bytes, destination); break;
            case Hdf5Element.UInt32: Convert<uint>(bytes, destination); break;
            case Hdf5Element.UInt64: Convert<ulong>(bytes, destination); break;
            case Hdf5Element.Float16: Convert<Half>(bytes, destination); break;
            case Hdf5Element.Float32: Convert<float>(bytes, destination); break;
            case Hdf5Element.Float64: Convert<double>(bytes, destination); break;
            case Hdf5Element.BFloat16: ConvertBFloat16(bytes, destination); break;
            default: throw new ArgumentException($"Elements of the kind {type.Element} are no numbers.", nameof(type));
        }
    }

    /// <summary>One integer of any type; null for what is none, or is above the greatest that is read.</summary>
    public static long? ToInteger(Hdf5Type type, Span<byte> bytes)
    {
        if (type.MustSwap) bytes.Reverse();
        return type.Element switch
        {
            Hdf5Element.Int8 => MemoryMarshal.Read<sbyte>(bytes),
            Hdf5Element.Int16 => MemoryMarshal.Read<short>(bytes),
            Hdf5Element.Int32 => MemoryMarshal.Read<int>(bytes),
            Hdf5Element.Int64 => MemoryMarshal.Read<long>(bytes),
            Hdf5Element.UInt8 => MemoryMarshal.Read<byte>(bytes),
            Hdf5Element.UInt16 => MemoryMarshal.Read<ushort>(bytes),
            Hdf5Element.UInt32 => MemoryMarshal.Read<uint>(bytes),
            Hdf5Element.UInt64 when MemoryMarshal.Read<ulong>(bytes) is <= long.MaxValue and var value => (long)value,
            _ => null,
        };
    }

    private static void Convert<T>(ReadOnlySpan<byte> bytes, Span<float> destination) where T : unmanaged, INumber<T>
    {
        ReadOnlySpan<T> source = MemoryMarshal.Cast<byte, T>(bytes);
        for (int i = 0; i < destination.Length; i++) destination[i] = float.CreateTruncating(source[i]);
    }

    // The upper half of a 32-bit number.
    private static void ConvertBFloat16(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        ReadOnlySpan<ushort> source = MemoryMarshal.Cast<byte, ushort>(bytes);
        for (int i = 0; i < destination.Length; i++) destination[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
    }
}
