namespace Keratin.Core;

/// <summary>An operator between two numbers, applied to whole runs of elements.</summary>
internal interface IElementwise
{
    /// <summary>Combines two runs of equal length.</summary>
    static abstract void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result);

    /// <summary>Combines a run with one number on its right.</summary>
    static abstract void Apply(ReadOnlySpan<float> x, float y, Span<float> result);

    /// <summary>Combines one number with a run on its right.</summary>
    static abstract void Apply(float x, ReadOnlySpan<float> y, Span<float> result);
}
