namespace Keratin;

/// <summary>Rows of features, each with its target: the training or the test part of a table.</summary>
public sealed class LabeledRows
{
    internal LabeledRows(NDArray x, NDArray y)
    {
        X = x;
        Y = y;
    }

    /// <summary>The features, of shape (rows, features).</summary>
    public NDArray X { get; }

    /// <summary>The targets, of shape (rows,).</summary>
    public NDArray Y { get; }

    /// <summary>Takes features and targets apart: <c>var (x, y) = train;</c>.</summary>
    /// <param name="x">The features.</param>
    /// <param name="y">The targets.</param>
    public void Deconstruct(out NDArray x, out NDArray y) => (x, y) = (X, Y);

    /// <summary>The shapes, in words.</summary>
    public override string ToString() => $"features {X.Shape}, targets {Y.Shape}";
}
