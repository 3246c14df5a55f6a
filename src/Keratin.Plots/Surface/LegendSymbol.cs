namespace Keratin;

/// <summary>How a legend draws an entry.</summary>
internal enum LegendSymbol
{
    /// <summary>A row of dots.</summary>
    Dot,

    /// <summary>A line.</summary>
    Line,

    /// <summary>The ring at the best epoch.</summary>
    Ring,

    /// <summary>An area.</summary>
    Area,
}
