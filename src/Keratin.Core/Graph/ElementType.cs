namespace Keratin.Core;

/// <summary>What an element of a node or variable is.</summary>
public enum ElementType
{
    /// <summary>32-bit floating point: data, weights, gradients.</summary>
    Float32,

    /// <summary>64-bit floating point: running totals.</summary>
    Float64,

    /// <summary>64-bit integer: counters.</summary>
    Int64,
}
