namespace Keratin.Formats;

/// <summary>HDF5's search trees, of version 1: the tables of a group's links, or the chunks of a dataset.</summary>
internal static class Hdf5Tree
{
    // A tree of eight levels has room for billions.
    private const int MostLevels = 8;

    /// <summary>The addresses at the ends of a group's tree.</summary>
    public static List<long> Leaves(Hdf5Bytes bytes, long root, string part)
    {
        var leaves = new List<long>();
        Walk(bytes, root, kind: 0, keySize: 8, part, (_, child) => leaves.Add(child));
        return leaves;
    }

    /// <summary>Walks through a tree without recursion, from left to right.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="root">The address of the root.</param>
    /// <param name="kind">0 for groups, 1 for chunks.</param>
    /// <param name="keySize">Bytes of a key.</param>
    /// <param name="part">The file and the object, for errors.</param>
    /// <param name="leaf">Takes the key before, and the address of, what the tree leads to.</param>
    public static void Walk(Hdf5Bytes bytes, long root, int kind, int keySize, string part, Action<ReadOnlyMemory<byte>, long> leaf)
    {
        var nodes = new Stack<(long Address, int Level)>([(root, -1)]);
        var seen = new HashSet<long>();
        while (nodes.TryPop(out var node))
        {
            if (!seen.Add(node.Address)) throw Malformed.In(part, "its tree goes round in a circle; the file is damaged");
            var head = new Hdf5Cursor(bytes.Description(node.Address, 24, part, "a node of its tree"), part);
            head.Expect("TREE"u8, "a node of its tree");
            if (head.Byte() != kind) throw Malformed.In(part, "its tree is of the wrong kind; the file is damaged");
            int level = head.Byte();
            if (node.Level < 0 ? level >= MostLevels : level != node.Level) throw Malformed.In(part, "the levels of its tree are in disorder; the file is damaged");
            int count = head.UInt16();
            byte[] content = bytes.Description(node.Address + 24, (long)count * (keySize + 8), part, "a node of its tree");
            for (int i = 0; i < count; i++)
            {
                // Children are pushed from the right, so that they come off from the left.
                int entry = level == 0 ? i : count - 1 - i;
                ReadOnlyMemory<byte> key = content.AsMemory(entry * (keySize + 8), keySize);
                long child = new Hdf5Cursor(content.AsSpan(entry * (keySize + 8) + keySize, 8), part).Address();
                if (level == 0) leaf(key, child);
                else nodes.Push((child, level - 1));
            }
        }
    }
}
