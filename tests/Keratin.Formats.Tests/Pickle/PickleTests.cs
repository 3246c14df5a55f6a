using System.Text;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

public sealed class PickleTests
{
    private const string Protocol2 = PickleSamples.Protocol2, Protocol3 = PickleSamples.Protocol3, Protocol4 = PickleSamples.Protocol4, Protocol5 = PickleSamples.Protocol5;

    private static int[][] Read(byte[] pickle, int rows = 3) => PickledIntegerLists.Read(pickle, [rows], "lists.npz");

    private static int[][] Read(string pickle, int rows = 3) => Read(Convert.FromBase64String(pickle), rows);

    private static string ErrorOf(byte[] pickle, int rows = 3) => Assert.Throws<InvalidDataException>(() => Read(pickle, rows)).Message;

    [Theory]
    [InlineData(Protocol2)]
    [InlineData(Protocol3)]
    [InlineData(Protocol4)]
    [InlineData(Protocol5)]
    public void Lists_of_integers_are_read_from_every_protocol(string pickle) =>
        Assert.Equal([[1, 2, 300], [70000, -5], []], Read(pickle));

    [Fact]
    public void The_module_name_of_newer_numpy_is_known()
    {
        byte[] older = Convert.FromBase64String(Protocol3);
        string newer = Encoding.Latin1.GetString(older).Replace("numpy.core.", "numpy._core.");

        Assert.Equal([1, 2, 300], Read(Encoding.Latin1.GetBytes(newer))[0]);
    }

    // Python 2 wrote text as SHORT_BINSTRING and left REDUCE's bytes as such; long integers come as LONG1, single elements by APPEND.
    [Fact]
    public void Python_2_strings_long_integers_and_recalled_values_are_read()
    {
        byte[] pickle =
        [
            0x80, 2, .. "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK"u8, 0, 0x85, .. "U"u8, 1, .. "b"u8,
            0x87, .. "R(K"u8, 1, .. "K"u8, 2, 0x85, .. "cnumpy\ndtype\nU"u8, 2, .. "O8K"u8, 0, .. "K"u8, 1, 0x87,
            .. "R(K"u8, 3, .. "U"u8, 1, .. "|NNNJ"u8, 255, 255, 255, 255, .. "J"u8, 255, 255, 255, 255, .. "K"u8, 63, .. "tb"u8, 0x89,
            .. "]]"u8, 0x8A, 3, 0x70, 0x11, 0x01, .. "aq"u8, 7, .. "ah"u8, 7, .. "atb."u8,
        ];
        int[][] lists = Read(pickle, 2);

        Assert.Equal([[70000], [70000]], lists);
    }

    [Theory]
    [InlineData(PickleSamples.Arrays2)]
    [InlineData(PickleSamples.Arrays4)]
    public void Rows_may_be_arrays_or_tuples_of_integers(string pickle) => Assert.Equal([[1, 2, 3], [4]], Read(pickle, 2));

    [Fact]
    public void Rows_that_share_a_list_share_it_here()
    {
        int[][] lists = Read("gANjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJDAWJxA4dxBFJxBShLAUsDhXEGY251bXB5CmR0eXBlCnEHWAIAAABPOHEIiYiHcQlScQooSwNYAQAAAHxxC05OTkr/////Sv////9LP3RxDGKJXXENKF1xDihLB0sIZWgOaA5ldHEPYi4=");

        Assert.Equal([7, 8], lists[2]);
        Assert.Same(lists[0], lists[2]);
    }

    [Theory]
    [InlineData("Y3Bvc2l4CnN5c3RlbQpwMAooVmVjaG8gaGkKcDEKdHAyClJwMwou")]
    [InlineData("gAJjcG9zaXgKc3lzdGVtCnEAWAcAAABlY2hvIGhpcQGFcQJScQMu")]
    [InlineData("gASVIgAAAAAAAACMBXBvc2l4lIwGc3lzdGVtlJOUjAdlY2hvIGhplIWUUpQu")]
    public void A_pickle_that_names_a_function_is_refused_by_that_name(string pickle)
    {
        string message = ErrorOf(Convert.FromBase64String(pickle));

        Assert.StartsWith("lists.npz cannot be read: its pickle names the function posix.system, which an array does not need; it was refused and nothing was run.", message);
    }

    [Theory]
    [InlineData("cos\nsystem\n.", "os.system")]
    [InlineData("(ios\nsystem\n.", "os.system")]
    [InlineData("c__builtin__\neval\n.", "__builtin__.eval")]
    [InlineData("cnumpy\nload\n.", "numpy.load")]
    [InlineData("cnumpy.core.multiarray\nscalar\n.", "numpy.core.multiarray.scalar")]
    public void Names_are_allowed_one_by_one_and_not_by_module(string pickle, string name) =>
        Assert.Contains($"names the function {name},", ErrorOf(Encoding.Latin1.GetBytes(pickle)));

    [Fact]
    public void A_monstrous_name_is_cut_short_in_the_message() =>
        Assert.InRange(ErrorOf(Encoding.Latin1.GetBytes($"c{new string('m', 100_000)}\n{new string('f', 100_000)}\n.")).Length, 200, 500);

    [Theory]
    [InlineData(0x81)] // NEWOBJ
    [InlineData(0x82)] // EXT1
    [InlineData((int)'P')] // PERSID
    [InlineData((int)'o')] // OBJ
    [InlineData((int)'}')] // EMPTY_DICT
    [InlineData((int)'I')] // INT, of protocol 0
    [InlineData(0x97)] // NEXT_BUFFER
    public void Instructions_that_do_more_than_build_arrays_are_refused(int opcode) =>
        Assert.Contains($"has the instruction 0x{opcode:X2} at byte 2,", ErrorOf([0x80, 4, (byte)opcode, (byte)'.']));

    [Theory]
    [InlineData("gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAYVxCmNudW1weQpkdHlwZQpxC1gCAAAATzhxDImIh3ENUnEOKEsDWAEAAAB8cQ9OTk5K/////0r/////Sz90cRBiiV1xEV1xEooGAAAAAAABYWF0cRNiLg==", "its row 0 holds 1099511627776, which is not an integer of 32 bits")]
    [InlineData("gASVjwAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwGFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlF2UjAFhlGFhdJRiLg==", "its row 0 holds text, where an integer is wanted")]
    public void Rows_of_other_things_than_integers_are_refused(string pickle, string words) =>
        Assert.Contains(words, ErrorOf(Convert.FromBase64String(pickle), 1));

    [Fact]
    public void A_header_that_promises_other_sizes_than_the_pickle_is_refused() =>
        Assert.Contains("its header promises the shape (4,), but its pickle holds 3 lists in the sizes (3)", ErrorOf(Convert.FromBase64String(Protocol3), 4));

    [Theory]
    [InlineData(".", "takes more values than it made")]
    [InlineData("(.", "takes more values than it made")]
    [InlineData("t.", "takes more values than it made")]
    [InlineData("(0t.", "takes more values than it made")]
    [InlineData("((10t.", "takes more values than it made")]
    [InlineData("(e.", "takes more values than it made")]
    [InlineData("((e.", "takes more values than it made")]
    [InlineData("N(e.", "appends to nothing, not to a list")]
    [InlineData("h\u0007.", "recalls a value 7 that it never stored")]
    [InlineData("NNa.", "appends to nothing, not to a list")]
    [InlineData("NNR.", "calls nothing as if it were a function")]
    [InlineData("c_codecs\nencode\n)R.", "calls Encode with arguments that NumPy does not write")]
    [InlineData("NNb.", "gives nothing a state")]
    [InlineData("N.", "holds nothing, where an array of lists is wanted")]
    [InlineData("B\u00FF\u00FF\u00FF\u00FFab", "its pickle ends early: 4,294,967,295 bytes are wanted at byte 5 and 2 are left")]
    [InlineData("\u008E\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF\u00FF.", "its pickle ends early")]
    [InlineData("\u008A\u0009123456789.", "an integer of 9 bytes")]
    [InlineData("\u0080\u0006.", "is of protocol 6")]
    [InlineData("cnumpy", "ends within a line")]
    public void Damage_is_named(string pickle, string words) => Assert.Contains(words, ErrorOf(Encoding.Latin1.GetBytes(pickle)));

    [Fact]
    public void Every_prefix_of_a_pickle_is_refused()
    {
        byte[] whole = Convert.FromBase64String(Protocol4);
        for (int length = 0; length < whole.Length; length++) ErrorOf(whole[..length]);
    }

    [Fact]
    public void A_hundred_thousand_nested_lists_are_refused_without_recursion()
    {
        byte[] nested = [0x80, 4, .. Enumerable.Repeat((byte)']', 100_000), .. Enumerable.Repeat((byte)'a', 99_999), (byte)'.'];

        Assert.Contains("holds a list, where an array of lists is wanted", ErrorOf(nested));
    }

    [Theory]
    [InlineData("]q\u0007h\u0007a.", "its pickle holds a list, where an array of lists is wanted")]
    [InlineData("]q\u0007(h\u0007h\u0007e\u0085q\u0008h\u0008\u0085.", "its pickle holds a tuple, where an array of lists is wanted")]
    public void A_list_within_itself_is_refused(string pickle, string words) => Assert.Contains(words, ErrorOf(Encoding.Latin1.GetBytes(pickle)));

    // An array whose one row is the list of all rows.
    [Fact]
    public void A_row_that_holds_itself_is_refused()
    {
        byte[] pickle =
        [
            0x80, 2, .. "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK"u8, 0, 0x85, .. "U"u8, 1, .. "b"u8,
            0x87, .. "R(K"u8, 1, .. "K"u8, 1, 0x85, .. "cnumpy\ndtype\nU"u8, 2, .. "O8K"u8, 0, .. "K"u8, 1, 0x87,
            .. "R(K"u8, 3, .. "U"u8, 1, .. "|NNNJ"u8, 255, 255, 255, 255, .. "J"u8, 255, 255, 255, 255, .. "K"u8, 63, .. "tb"u8, 0x89,
            .. "]q"u8, 7, .. "h"u8, 7, .. "atb."u8,
        ];

        Assert.Contains("its row 0 holds a list, where an integer is wanted", ErrorOf(pickle, 1));
    }

    [Fact]
    public void One_text_encoded_again_and_again_does_not_fill_memory()
    {
        byte[] text = [.. "c_codecs\nencode\nq\0X"u8, 0, 0, 1, 0, .. new byte[65536], .. "X\x06\0\0\0latin1"u8, 0x86, (byte)'q', 1];
        byte[] again = [(byte)'h', 0, (byte)'h', 1, (byte)'R'];

        Assert.Contains("encodes more text than it holds", ErrorOf([.. text, .. Enumerable.Repeat(again, 100).SelectMany(bytes => bytes), (byte)'.']));
    }
}
