using System.Numerics.Tensors;

namespace Keratin.Core;

/// <summary>x + y.</summary>
internal readonly struct Addition : IElementwise
{
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Add(x, y, result);
    public static void Apply(ReadOnlySpan<float> x, float y, Span<float> result) => TensorPrimitives.Add(x, y, result);
    public static void Apply(float x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Add(y, x, result);
}

/// <summary>x − y.</summary>
internal readonly struct Subtraction : IElementwise
{
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Subtract(x, y, result);
    public static void Apply(ReadOnlySpan<float> x, float y, Span<float> result) => TensorPrimitives.Subtract(x, y, result);
    public static void Apply(float x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Subtract(x, y, result);
}

/// <summary>x · y.</summary>
internal readonly struct Multiplication : IElementwise
{
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Multiply(x, y, result);
    public static void Apply(ReadOnlySpan<float> x, float y, Span<float> result) => TensorPrimitives.Multiply(x, y, result);
    public static void Apply(float x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Multiply(y, x, result);
}

/// <summary>x / y.</summary>
internal readonly struct Division : IElementwise
{
    public static void Apply(ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Divide(x, y, result);
    public static void Apply(ReadOnlySpan<float> x, float y, Span<float> result) => TensorPrimitives.Divide(x, y, result);
    public static void Apply(float x, ReadOnlySpan<float> y, Span<float> result) => TensorPrimitives.Divide(x, y, result);
}
