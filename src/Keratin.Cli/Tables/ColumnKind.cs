namespace Keratin.Cli.Tables;

/// <summary>What a column is taken for.</summary>
internal enum ColumnKind
{
    /// <summary>A number, normalised to the mean 0 and the deviation 1.</summary>
    Number,

    /// <summary>One of some values, each a column of zeros and ones.</summary>
    Category,

    /// <summary>Words, each of the frequent ones a column of zeros and ones.</summary>
    Text,

    /// <summary>A day: a number, its month and its weekday.</summary>
    Date,

    /// <summary>The same in all rows, or always missing: left out.</summary>
    Constant,

    /// <summary>Another value in each row: left out.</summary>
    Identifier,

    /// <summary>Left out because it was asked for.</summary>
    Ignored,

    /// <summary>What is to be predicted.</summary>
    Target,
}
