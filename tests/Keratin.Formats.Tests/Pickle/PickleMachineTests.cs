using System.Globalization;
using System.Text;

namespace Keratin.Formats.Tests;

public sealed class PickleMachineTests
{
    // What Python's pickle.loads makes of them, as repr shows it; bytes are written as Latin-1 text.
    [Theory]
    [InlineData("N.", "None")]
    [InlineData("\u0088.", "True")]
    [InlineData("\u0089.", "False")]
    [InlineData("K\u00FF.", "255")]
    [InlineData("M\u0001\u0002.", "513")]
    [InlineData("J\u00FE\u00FF\u00FF\u00FF.", "-2")]
    [InlineData("\u008A\u0000.", "0")]
    [InlineData("\u008A\u0001\u00FF.", "-1")]
    [InlineData("\u008A\u0002\u00FF\u0000.", "255")]
    [InlineData("\u008A\u0008\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0080.", "-9223372036854775807")]
    [InlineData("\u008B\u0003\u0000\u0000\u0000\u0001\u0002\u0003.", "197121")]
    [InlineData("G\u003F\u00F8\u0000\u0000\u0000\u0000\u0000\u0000.", "1.5")]
    [InlineData("U\u0002\u00E4b.", "'äb'")]
    [InlineData("T\u0002\u0000\u0000\u0000\u00E4b.", "'äb'")]
    [InlineData("\u008C\u0003\u00C3\u00A4b.", "'äb'")]
    [InlineData("X\u0003\u0000\u0000\u0000\u00C3\u00A4b.", "'äb'")]
    [InlineData("\u008D\u0003\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u00C3\u00A4b.", "'äb'")]
    [InlineData("C\u0002a\u00FF.", "b'61FF'")]
    [InlineData("B\u0002\u0000\u0000\u0000a\u00FF.", "b'61FF'")]
    [InlineData("\u008E\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000a\u00FF.", "b'61FF'")]
    [InlineData(").", "()")]
    [InlineData("(t.", "()")]
    [InlineData("(K\u0001K\u0002K\u0003K\u0004t.", "(1, 2, 3, 4)")]
    [InlineData("K\u0001\u0085.", "(1)")]
    [InlineData("K\u0001K\u0002\u0086.", "(1, 2)")]
    [InlineData("K\u0001K\u0002K\u0003\u0087.", "(1, 2, 3)")]
    [InlineData("].", "[]")]
    [InlineData("(K\u0001Nl.", "[1, None]")]
    [InlineData("]K\u0001aK\u0002a.", "[1, 2]")]
    [InlineData("](K\u0001](K\u0002K\u0003ee.", "[1, [2, 3]]")]
    [InlineData("K\u0001K\u00020.", "1")]
    [InlineData("(K\u0001(0t.", "(1)")]
    [InlineData("K\u0001(K\u0002K\u00031.", "1")]
    [InlineData("K\u00012\u0086.", "(1, 1)")]
    [InlineData("K\u0001q\u00050h\u0005.", "1")]
    [InlineData("K\u0001r\u0005\u0001\u0000\u00000Nj\u0005\u0001\u0000\u0000\u0086.", "(None, 1)")]
    [InlineData("K\u0001\u0094K\u0002\u0094h\u0000h\u0001\u0086.", "(1, 2)")]
    [InlineData("\u0080\u0005\u0095\u0002\u0000\u0000\u0000\u0000\u0000\u0000\u0000N.", "None")]
    [InlineData("N.what follows is ignored", "None")]
    public void Each_instruction_makes_what_Python_makes(string pickle, string expected) =>
        Assert.Equal(expected, Shown(PickleMachine.Run(Encoding.Latin1.GetBytes(pickle), "x.pkl")));

    private static string Shown(PickleValue value) => value.Content switch
    {
        double number => number.ToString(CultureInfo.InvariantCulture),
        string text => $"'{text}'",
        byte[] bytes => $"b'{Convert.ToHexString(bytes)}'",
        PickleValue[] tuple => $"({string.Join(", ", tuple.Select(Shown))})",
        PickledList list => $"[{string.Join(", ", list.Values.Select(Shown))}]",
        _ => value.IsInteger ? $"{value.Number}" : value.IsTruth ? $"{value.Number == 1}" : value.IsNone ? "None" : value.Kind,
    };
}
