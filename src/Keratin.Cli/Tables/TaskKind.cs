namespace Keratin.Cli.Tables;

/// <summary>What is predicted.</summary>
internal enum TaskKind
{
    /// <summary>A number.</summary>
    Regression,

    /// <summary>One class of two or more.</summary>
    Classification,

    /// <summary>Any number of labels.</summary>
    Multilabel,
}
