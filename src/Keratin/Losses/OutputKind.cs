namespace Keratin;

/// <summary>
/// What targets and outputs of some shapes are about; "accuracy" and "crossentropy" mean different things for each
/// (<c>is_binary_or_sparse_categorical</c> in <c>keras/src/trainers/compile_utils.py</c>).
/// </summary>
internal enum OutputKind
{
    /// <summary>One output: yes or no.</summary>
    Binary,

    /// <summary>An output per class, and the class as a number.</summary>
    Labels,

    /// <summary>An output per class or question, and as many targets.</summary>
    OneHot,
}
