namespace Keratin.Benchmarks;

/// <summary>What a library is compared as.</summary>
internal enum LibraryKind
{
    /// <summary>Keratin.</summary>
    Ours,

    /// <summary>What users would otherwise pick.</summary>
    Users,

    /// <summary>A program written in C++ for this one network.</summary>
    HandWritten,
}
