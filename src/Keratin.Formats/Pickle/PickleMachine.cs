using System.Runtime.CompilerServices;
using System.Text;

namespace Keratin.Formats;

/// <summary>
/// Python's pickle machine without its danger: it knows only the instructions that build data, and of all the
/// functions that a pickle may name only the four by which NumPy writes an array, which <see cref="NumpyObjects"/>
/// interprets. Everything else is refused before anything happens; there is no switch to allow more.
/// </summary>
/// <remarks>No instruction recurses, every length is checked against the bytes that are left, and each instruction adds
/// at most one value, so time and memory are in proportion to the pickle's length.</remarks>
internal static class PickleMachine
{
    private const int NewestProtocol = 5;

    /// <summary>Runs a pickle to its end.</summary>
    /// <param name="bytes">The pickle; what follows its end is ignored, as Python does.</param>
    /// <param name="name">The file, for errors.</param>
    /// <returns>The value it builds.</returns>
    /// <exception cref="InvalidDataException">It is damaged, or names what is not data.</exception>
    // A pickle is read once, instruction by instruction: there is no second run that the compiler could prepare for.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static PickleValue Run(ReadOnlySpan<byte> bytes, string name)
    {
        var cursor = new PickleCursor(bytes, name);
        var stack = new PickleStack(name);
        var memo = new Dictionary<long, PickleValue>();
        var numpy = new NumpyObjects(name, bytes.Length);
        while (true)
        {
            int at = cursor.Position;
            var opcode = (PickleOpcode)cursor.Byte();
            switch (opcode)
            {
                case PickleOpcode.Stop: return stack.Pop();
                case PickleOpcode.Proto:
                    int protocol = cursor.Byte();
                    if (protocol > NewestProtocol) throw Malformed.In(name, $"its pickle is of protocol {protocol}, and {NewestProtocol} is the newest that is read");
                    break;
                // A frame only says how much may be read ahead.
                case PickleOpcode.Frame: cursor.Length8(); break;

                case PickleOpcode.Mark: stack.PushMark(); break;
                case PickleOpcode.Pop: stack.Drop(); break;
                case PickleOpcode.PopMark: stack.PopToMark(); break;
                case PickleOpcode.Dup: stack.Push(stack.Top); break;

                case PickleOpcode.None: stack.Push(new(PickleValue.None)); break;
                case PickleOpcode.NewTrue: stack.Push(new(PickleValue.Truth, 1)); break;
                case PickleOpcode.NewFalse: stack.Push(new(PickleValue.Truth, 0)); break;
                case PickleOpcode.BinInt: stack.Push(new(PickleValue.Integer, cursor.Int32())); break;
                case PickleOpcode.BinInt1: stack.Push(new(PickleValue.Integer, cursor.Byte())); break;
                case PickleOpcode.BinInt2: stack.Push(new(PickleValue.Integer, cursor.UInt16())); break;
                case PickleOpcode.Long1: stack.Push(new(PickleValue.Integer, cursor.Integer(cursor.Byte()))); break;
                case PickleOpcode.Long4: stack.Push(new(PickleValue.Integer, cursor.Integer(cursor.Int32()))); break;
                case PickleOpcode.BinFloat: stack.Push(new(cursor.Double())); break;

                // Python 2's strings are bytes; as Latin-1 text they keep every value.
                case PickleOpcode.ShortBinString: stack.Push(new(Encoding.Latin1.GetString(cursor.Bytes(cursor.Byte())))); break;
                case PickleOpcode.BinString: stack.Push(new(Encoding.Latin1.GetString(cursor.Bytes(cursor.Int32())))); break;
                case PickleOpcode.ShortBinUnicode: stack.Push(new(cursor.Text(cursor.Byte()))); break;
                case PickleOpcode.BinUnicode: stack.Push(new(cursor.Text(cursor.UInt32()))); break;
                case PickleOpcode.BinUnicode8: stack.Push(new(cursor.Text(cursor.Length8()))); break;
                case PickleOpcode.ShortBinBytes: stack.Push(new(cursor.Bytes(cursor.Byte()).ToArray())); break;
                case PickleOpcode.BinBytes: stack.Push(new(cursor.Bytes(cursor.UInt32()).ToArray())); break;
                case PickleOpcode.BinBytes8: stack.Push(new(cursor.Bytes(cursor.Length8()).ToArray())); break;

                case PickleOpcode.EmptyTuple: stack.Push(new(Array.Empty<PickleValue>())); break;
                case PickleOpcode.Tuple: stack.Push(new(stack.PopToMark())); break;
                case PickleOpcode.Tuple1: stack.Push(new(stack.Pop(1))); break;
                case PickleOpcode.Tuple2: stack.Push(new(stack.Pop(2))); break;
                case PickleOpcode.Tuple3: stack.Push(new(stack.Pop(3))); break;
                case PickleOpcode.EmptyList: stack.Push(new(new PickledList())); break;
                case PickleOpcode.List:
                    var list = new PickledList();
                    list.Add(stack.PopToMark());
                    stack.Push(new(list));
                    break;
                case PickleOpcode.Append: stack.Append(); break;
                case PickleOpcode.Appends: stack.AppendSinceMark(); break;

                case PickleOpcode.BinPut: memo[cursor.Byte()] = stack.Top; break;
                case PickleOpcode.LongBinPut: memo[cursor.UInt32()] = stack.Top; break;
                case PickleOpcode.Memoize: memo[memo.Count] = stack.Top; break;
                case PickleOpcode.BinGet: stack.Push(Recalled(cursor.Byte())); break;
                case PickleOpcode.LongBinGet: stack.Push(Recalled(cursor.UInt32())); break;

                case PickleOpcode.Global: stack.Push(new(numpy.Named(cursor.Line(), cursor.Line()))); break;
                case PickleOpcode.StackGlobal:
                    PickleValue[] path = stack.Pop(2);
                    stack.Push(new(numpy.Named(path[0].Content as string, path[1].Content as string)));
                    break;
                case PickleOpcode.Reduce:
                    PickleValue[] call = stack.Pop(2);
                    stack.Push(numpy.Call(call[0], call[1]));
                    break;
                case PickleOpcode.Build:
                    PickleValue state = stack.Pop();
                    numpy.Fill(stack.Top, state);
                    break;

                case PickleOpcode.Inst:
                    numpy.Named(cursor.Line(), cursor.Line());
                    goto default;
                default:
                    throw Malformed.In(name, $"its pickle has the instruction 0x{(byte)opcode:X2} at byte {at:N0}, which is not among those that build arrays of integer lists; nothing was run");
            }
        }

        PickleValue Recalled(long key) =>
            memo.TryGetValue(key, out PickleValue value) ? value : throw Malformed.In(name, $"its pickle recalls a value {key} that it never stored");
    }
}
