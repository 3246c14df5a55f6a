namespace Keratin.Tests;

/// <summary>Ten short texts in the form of Keras's <c>reuters.npz</c>: the lists 1 2 3, 4 5, 6, 7 8 9 10, 1 1 2, 30 2,
/// 5 6 7 8 9, 2, 40 41 1, 3 4 with the labels 0 to 9, written by NumPy 1.24.</summary>
internal static class SmallReuters
{
    public static byte[] Bytes { get; } = Convert.FromBase64String(
        "UEsDBBQAAAAIAAAAIQDXfV3tDgEAAH4BAAAFABQAeC5ucHkBABAAfgEAAAAAAAAOAQAAAAAAAKWOS0vDQBDHd/Nqu77fniS3bKEEvYkXD4IHB1" +
        "MpCPUQSh4rCm2S2WyEYAUvpfbsB9ZN4zdwDst/fvubYb6Dx/uHJ0reyLuXijKR3pXrzYfewPWec6lklE1ymYoG30bTUmhevkSF0D2/OB/0B+6H" +
        "+49in2aSVbOi9pNcCn9WTdVrJGVUs4kUSZ6VSlaJYkhai2Vp+4sUyAKNGxqjuURrhDYHCmyBzp+YqroQDDtjgxAyvMTu6muJvREyDuaYajbHjS" +
        "AI7n50rR+4VrgZr0Lc4iFuN9sMMEWIOxwssHXYBScKcY9DB7rQA6bRfqNpUccDDmfrcMjBBqeVdHsEhp465sChD1SDE30AWEIoPI39X1BLAwQU" +
        "AAAACAAAACEAPAgpDl8AAADQAAAABQAUAHkubnB5AQAQANAAAAAAAAAAXwAAAAAAAACb7BfqGxDJyFDGUK2eklqcXKRupaBuk2mhrqOgnpZfVF" +
        "KUmBefX5SSChJ3S8wpTgWKF2ckFqQC+RqGBjqaOgq1CuQDLgYoYITSTFCaGUqzQGlWKM0GpdmhNAeU5oTSAFBLAQIUAxQAAAAIAAAAIQDXfV3t" +
        "DgEAAH4BAAAFAAAAAAAAAAAAAACAAQAAAAB4Lm5weVBLAQIUAxQAAAAIAAAAIQA8CCkOXwAAANAAAAAFAAAAAAAAAAAAAACAAUUBAAB5Lm5weV" +
        "BLBQYAAAAAAgACAGYAAADbAQAAAAA=");

    public static string Text(int[][] rows) => string.Join(" | ", rows.Select(row => string.Join(' ', row)));
}
