using System.Text;

namespace Keratin.Formats.Tests;

/// <summary>Arrays as NumPy pickles them, put together part by part, right or wrong.</summary>
public sealed class PickledIntegerListsTests
{
    private const string Reconstruct = "cnumpy.core.multiarray\n_reconstruct\n", NewArray = Reconstruct + "cnumpy\nndarray\nK\0\u0085C\u0001b\u0087R";
    private const string One = "K\u0001\u0085", Two = "K\u0002\u0085", Four = "C\u0004\u0001\u0002\u0003\u0004";

    // A type of two letters, whose byte order follows as its state.
    internal static string Type(string code, char order) => $"cnumpy\ndtype\nU\u0002{code}K\0K\u0001\u0087R(K\u0003U\u0001{order}NNNtb";

    internal static string Filled(string sizes, string type, string content) => $"{NewArray}(K\u0001{sizes}{type}\u0089{content}tb";

    // An array of objects of one row.
    private static string Holding(string row) => Filled(One, Type("O8", '|'), $"]{row}a");

    internal static int[][] Read(string pickle, params int[] shape) => PickledIntegerLists.Read(Encoding.Latin1.GetBytes(pickle + "."), Shape.Create(shape), "lists.npz");

    internal static string ErrorOf(string pickle, params int[] shape) => Assert.Throws<InvalidDataException>(() => Read(pickle, shape)).Message;

    [Theory]
    [InlineData("i1", '|', "\u00FF\u0002", new[] { -1, 2 })]
    [InlineData("u1", '|', "\u00FF\u0002", new[] { 255, 2 })]
    [InlineData("i2", '<', "\u0001\u0000\u0000\u0001", new[] { 1, 256 })]
    [InlineData("i2", '>', "\u0001\u0000\u0000\u0001", new[] { 256, 1 })]
    [InlineData("u2", '=', "\u00FF\u00FF\u0000\u0001", new[] { 65535, 256 })]
    [InlineData("i4", '>', "\u00FF\u00FF\u00FF\u00FE\u0000\u0000\u0001\u0000", new[] { -2, 256 })]
    [InlineData("i8", '<', "\u0001\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0000\u0080\u00FF\u00FF\u00FF\u00FF", new[] { 1, int.MinValue })]
    public void A_row_is_an_array_of_integers_of_any_type(string code, char order, string bytes, int[] expected)
    {
        // Python 3 writes bytes; Python 2 wrote its strings.
        foreach (string opcode in (string[])["C", "U"])
            Assert.Equal([expected], Read(Holding(Filled(Two, Type(code, order), $"{opcode}{(char)bytes.Length}{bytes}")), 1));
    }

    [Fact]
    public void Bytes_may_be_encoded_text() =>
        Assert.Equal([[1, 255], [2]], Read(Filled(Two, Type("O8", '|'), $"](" +
            Filled(Two, Type("u1", '|'), "c_codecs\nencode\nX\u0003\0\0\0\u0001\u00C3\u00BFX\u0006\0\0\0latin1\u0086R") +
            Filled(One, Type("u1", '|'), "c_codecs\nencode\nX\u0001\0\0\0\u0002X\u0007\0\0\0latin-1\u0086R") + "e"), 2));

    // In a list and in a tuple.
    [Theory]
    [InlineData("](\u008A\u0004\u00FF\u00FF\u00FF\u007F\u008A\u0004\0\0\0\u0080e")]
    [InlineData("\u008A\u0004\u00FF\u00FF\u00FF\u007F\u008A\u0004\0\0\0\u0080\u0086")]
    public void The_least_and_the_greatest_integers_are_read(string row) => Assert.Equal([[int.MaxValue, int.MinValue]], Read(Holding(row), 1));

    [Theory]
    [InlineData("](\u008A\u0005\0\0\0\u0080\0e", "its row 0 holds 2147483648, which is not an integer of 32 bits")]
    [InlineData("](\u008A\u0005\u00FF\u00FF\u00FF\u007F\u00FFe", "its row 0 holds -2147483649, which is not an integer of 32 bits")]
    [InlineData("\u008A\u0005\0\0\0\u0080\0\u0085", "its row 0 holds 2147483648, which is not an integer of 32 bits")]
    [InlineData("]\u0088a", "its row 0 holds a truth value, where an integer is wanted")]
    [InlineData("N\u0085", "its row 0 holds nothing, where an integer is wanted")]
    [InlineData("N", "its row 0 is nothing, where a list of integers is wanted")]
    [InlineData("K\u0001", "its row 0 is an integer, where a list of integers is wanted")]
    public void A_row_of_other_things_is_refused(string row, string words) => Assert.Contains(words, ErrorOf(Holding(row), 1));

    [Theory]
    [InlineData(One, "i4", "N", "it holds an array of objects, where integers are wanted")]
    [InlineData("K\u0003\u0085", "i2", Four, "it holds an array that is not a plain row of integers")]
    [InlineData(One, "i2", Four, "it holds an array that is not a plain row of integers")]
    [InlineData("K\u0001K\u0002\u0086", "i2", Four, "it holds an array that is not a plain row of integers")]
    [InlineData(")", "i4", Four, "it holds an array that is not a plain row of integers")]
    [InlineData(One, "O8", Four, "it holds an array that is not a plain row of integers")]
    [InlineData(One, "c8", Four, "it holds an array that is not a plain row of integers")]
    [InlineData(One, "i4", "C\u0005\u0001\u0002\u0003\u0004\u0005", "it holds an array that is not a plain row of integers")]
    [InlineData(One, "f4", "C\u0004\0\0\0\u003F", "its element 0 is 0.5, where a whole number is wanted")]
    public void A_row_that_is_another_array_is_refused_by_its_number(string sizes, string code, string content, string words)
    {
        string message = ErrorOf(Holding(Filled(sizes, Type(code, '<'), content)), 1);

        Assert.Contains("lists.npz in row 0 cannot be read: ", message);
        Assert.Contains(words, message);
    }

    [Fact]
    public void A_row_that_was_never_filled_is_refused() =>
        Assert.Contains("in row 0 cannot be read: it holds an array of objects", ErrorOf(Holding(NewArray), 1));

    [Theory]
    [InlineData("K\u0001", "an integer")]
    [InlineData("\u0088", "a truth value")]
    [InlineData("N", "nothing")]
    [InlineData("G\u003F\u00F8\0\0\0\0\0\0", "a number with a fraction")]
    [InlineData("U\u0001x", "text")]
    [InlineData("C\u0001x", "bytes")]
    [InlineData(")", "a tuple")]
    [InlineData("]", "a list")]
    [InlineData("cnumpy\nndarray\n", "a function")]
    [InlineData("cnumpy\ndtype\nU\u0002O8\u0085R", "a type")]
    [InlineData(NewArray, "an array")]
    public void What_is_no_array_of_lists_is_named(string pickle, string kind) =>
        Assert.Equal($"lists.npz cannot be read: its pickle holds {kind}, where an array of lists is wanted.", ErrorOf(pickle, 1));

    [Fact]
    public void An_array_of_numbers_is_no_array_of_lists()
    {
        Assert.Contains("its pickle holds an array, where an array of lists is wanted", ErrorOf(Filled(One, Type("i4", '<'), Four), 1));
        Assert.Contains("its pickle holds an array, where an array of lists is wanted", ErrorOf(Filled(One, Type("i4", '<'), "]]a"), 1));
    }

    [Theory]
    [InlineData(One, 2)]
    [InlineData(Two, 1)]
    [InlineData(Two, 2)]
    [InlineData("K\u0001K\u0001\u0086", 1)]
    [InlineData(One, 1, 1)]
    public void Sizes_that_do_not_agree_are_refused(string sizes, params int[] shape) =>
        Assert.Contains("its header promises the shape", ErrorOf(Filled(sizes, Type("O8", '|'), "]]a"), shape));

    [Theory]
    [InlineData(Reconstruct + "N\u0085R", "calls Reconstruct with arguments that NumPy does not write")]
    [InlineData(Reconstruct + ")R", "calls Reconstruct with arguments that NumPy does not write")]
    [InlineData(Reconstruct + "cnumpy\nndarray\nR", "calls Reconstruct with arguments that NumPy does not write")]
    [InlineData("cnumpy\ndtype\nN\u0085R", "calls Type with arguments that NumPy does not write")]
    [InlineData("cnumpy\nndarray\n)R", "calls Array with arguments that NumPy does not write")]
    [InlineData("c_codecs\nencode\nU\u0001xU\u0005utf-8\u0086R", "calls Encode with arguments that NumPy does not write")]
    [InlineData("c_codecs\nencode\nU\u0001xU\u0006latin1N\u0087R", "calls Encode with arguments that NumPy does not write")]
    [InlineData("NU\u0001x\u0093", "names a function by something that is not text")]
    [InlineData("U\u0001xN\u0093", "names a function by something that is not text")]
    [InlineData("])b", "gives a list a state that NumPy does not write")]
    [InlineData(NewArray + ")b", "gives an array a state that NumPy does not write")]
    [InlineData(NewArray + "Nb", "gives an array a state that NumPy does not write")]
    [InlineData("cnumpy\ndtype\nU\u0002O8\u0085R(K\u0003Ntb", "gives a type a state that NumPy does not write")]
    [InlineData("cnumpy\ndtype\nU\u0002O8\u0085R(NU\u0001|tb", "gives a type a state that NumPy does not write")]
    public void What_NumPy_does_not_write_is_refused(string pickle, string words) => Assert.Contains(words, ErrorOf(pickle, 1));

    [Fact]
    public void An_array_is_filled_once_and_has_whole_sizes()
    {
        string state = $"(K\u0001{One}{Type("O8", '|')}\u0089]]atb";

        Assert.Equal([[]], Read(NewArray + state, 1));
        Assert.Contains("gives an array a state that NumPy does not write", ErrorOf(NewArray + state + state, 1));
        Assert.Contains("gives an array a state that NumPy does not write", ErrorOf(Filled("N\u0085", Type("O8", '|'), "]]a"), 1));
        Assert.Contains("gives an array a state that NumPy does not write", ErrorOf(Filled("K\u0001N\u0086", Type("O8", '|'), "]]a"), 1));
    }
}
