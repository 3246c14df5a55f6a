using System.Security.Cryptography;

namespace Keratin;

/// <summary>
/// The one global switch: a default seed, for those who want Keras's habit of <c>set_random_seed</c>. Models made
/// after it is set draw their seeds from it in order.
/// </summary>
public static class RandomSeed
{
    private static readonly Lock Gate = new();
    private static int? s_default;
    private static int s_drawn;

    /// <summary>The default seed. Setting it starts the order of seeds again; null draws a fresh seed for each model.</summary>
    public static int? Default
    {
        get
        {
            lock (Gate) return s_default;
        }
        set
        {
            lock (Gate)
            {
                s_default = value;
                s_drawn = 0;
            }
        }
    }

    /// <summary>The seed of the next model.</summary>
    internal static int Next()
    {
        lock (Gate)
        {
            if (s_default is not { } seed) return RandomNumberGenerator.GetInt32(int.MaxValue);
            return s_drawn++ == 0 ? seed : (int)(Core.RandomBits.Key((uint)seed, (ulong)s_drawn) & int.MaxValue);
        }
    }
}
