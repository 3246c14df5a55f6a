namespace Keratin.Tests;

public sealed class TableTests
{
    [Fact]
    public void A_table_holds_columns_of_every_kind()
    {
        var table = new Table { ["text"] = new[] { "a", null }, ["double"] = new[] { 1.5, double.NaN }, ["float"] = new[] { 1f, 2 }, ["int"] = new[] { 1, 2 }, ["long"] = new[] { 1L, 2 } };

        Assert.Equal(2, table.Rows);
        Assert.Equal(5, table.Count);
        Assert.Equal(["text", "double", "float", "int", "long"], table.Names);
        Assert.Equal(["2 texts", "2 numbers", "2 numbers", "2 whole numbers", "2 whole numbers"], table.Select(pair => pair.Value.ToString()));
        Assert.Equal(0, new Table().Rows);
    }

    [Fact]
    public void Rows_can_be_cut_and_taken()
    {
        var table = new Table { ["city"] = new[] { "Ulm", "Bonn", "Kiel" }, ["age"] = new[] { 1.0, 2, 3 }, ["code"] = new[] { 7, 8, 9 } };

        Assert.Equal(["Bonn", "Kiel"], (string[])table[1..]["city"].Values);
        Assert.Equal([3.0, 1], (double[])table.Take([2, 0])["age"].Values);
        Assert.Equal([9L, 9], (long[])table.Take([2, 2])["code"].Values);
        Assert.Equal([7L, 8], (long[])table[..^1]["code"].Values);
        Assert.Equal(["Kiel"], (string[])table.Take([2])["city"].Values);
        Assert.Equal([2.0], (double[])table[1..2]["age"].Values);
    }

    [Fact]
    public void A_column_can_be_replaced()
    {
        var table = new Table { ["a"] = new[] { 1, 2 } };
        table["a"] = new[] { 1.5 };
        table["b"] = new[] { "x" };
        Assert.Equal(1, table.Rows);
    }

    [Fact]
    public void Misuse_is_named()
    {
        var table = new Table { ["city"] = new[] { "Ulm", "Bonn" } };
        Assert.StartsWith("The column \"age\" has 3 rows, but the table has 2.", Assert.Throws<ArgumentException>(() => table["age"] = new double[3]).Message);
        Assert.Equal("The table has no column \"town\". Its columns are city.", Assert.Throws<KeyNotFoundException>(() => table["town"]).Message);
        Assert.Throws<ArgumentNullException>(() => { Column column = (double[])null!; });
        Assert.Throws<ArgumentNullException>(() => { Column column = (int[])null!; });
    }
}
