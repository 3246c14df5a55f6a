namespace Keratin;

/// <summary>An array in a file, of whose numbers none is read.</summary>
/// <param name="Name">Its name; in HDF5 files the path to it: <c>layers/dense/vars/0</c>.</param>
/// <param name="Type">What an element is, in NumPy's words: <c>float32</c>; another format's word where NumPy has none.</param>
/// <param name="Shape">The sizes of its axes.</param>
public sealed record ArrayDescription(string Name, string Type, Shape Shape);
