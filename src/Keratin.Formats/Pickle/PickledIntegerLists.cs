using System.Text;

namespace Keratin.Formats;

/// <summary>
/// The one kind of Python object that datasets need: an array whose elements are lists, tuples or arrays of integers.
/// </summary>
internal static class PickledIntegerLists
{
    // Rows may share one list, so a short pickle could stand for endless numbers; below this nobody minds.
    private const long AlwaysAllowed = 16 << 20;

    /// <summary>Reads the array.</summary>
    /// <param name="bytes">The pickle.</param>
    /// <param name="shape">The shape that the file's header promises.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The pickle is damaged, names functions, or holds something else.</exception>
    public static int[][] Read(ReadOnlySpan<byte> bytes, Shape shape, string name)
    {
        PickleValue value = PickleMachine.Run(bytes, name);
        if (value.Content is not PickledArray { Type.IsObject: true, Content.Content: PickledList content } array)
            throw Malformed.In(name, $"its pickle holds {value.Kind}, where an array of lists is wanted");
        PickleValue[] rows = content.Values;
        if (shape.Rank != 1 || array.Sizes is not [var size] || size != shape[0] || size != rows.Length)
            throw Malformed.In(name, $"its header promises the shape {shape}, but its pickle holds {rows.Length:N0} lists in the sizes ({string.Join(", ", array.Sizes)})");

        var lists = new int[rows.Length][];
        var known = new Dictionary<object, int[]>(ReferenceEqualityComparer.Instance);
        long budget = Math.Max(AlwaysAllowed, bytes.Length);
        for (int row = 0; row < lists.Length; row++)
        {
            if (!known.TryGetValue(rows[row].Content, out int[]? list))
            {
                list = List(rows[row], row, name);
                known[rows[row].Content] = list;
                budget -= list.Length;
                if (budget < 0) throw Malformed.In(name, "its rows hold more numbers than its bytes can stand for");
            }
            lists[row] = list;
        }
        return lists;
    }

    private static int[] List(PickleValue row, int index, string name) => row.Content switch
    {
        PickledList { Integers: { } integers } => [.. integers],
        PickledList list => Array.ConvertAll(list.Values, item => Integer(item, index, name)),
        PickleValue[] tuple => Array.ConvertAll(tuple, item => Integer(item, index, name)),
        PickledArray array => Numbers(array, index, name),
        _ => throw Malformed.In(name, $"its row {index} is {row.Kind}, where a list of integers is wanted"),
    };

    private static int Integer(PickleValue item, int row, string name) =>
        !item.IsInteger ? throw Malformed.In(name, $"its row {row} holds {item.Kind}, where an integer is wanted")
        : item.Number is < int.MinValue or > int.MaxValue ? throw Malformed.In(name, $"its row {row} holds {item.Number}, which is not an integer of 32 bits")
        : (int)item.Number;

    private static int[] Numbers(PickledArray array, int row, string name)
    {
        string part = $"{name} in row {row}";
        byte[] bytes = array.Content.Content switch
        {
            byte[] raw => (byte[])raw.Clone(),
            string text => Encoding.Latin1.GetBytes(text),
            _ => throw Malformed.In(part, "it holds an array of objects, where integers are wanted"),
        };
        if (array.Type is not { } type || !NpyDescription.TryParse(type.ByteOrder + type.Code, out NpyDescription description) || description.Size == 0
            || array.Sizes is not [var count] || bytes.Length % description.Size != 0 || count != bytes.Length / description.Size)
            throw Malformed.In(part, "it holds an array that is not a plain row of integers");
        if (description.MustSwap) ByteOrder.Swap(bytes, description.Size);
        return new NpyArray(Shape.Create((int)count), description.Type, bytes, part).ToArray<int>();
    }
}
