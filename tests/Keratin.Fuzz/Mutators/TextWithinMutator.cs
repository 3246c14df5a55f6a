namespace Keratin.Fuzz;

/// <summary>Damages a JSON text somewhere in a file and gives it its old length again by spaces, so that nothing else moves.</summary>
internal sealed class TextWithinMutator : IMutator
{
    private static readonly JsonMutator Json = new();

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        List<(int At, int Length)> texts = Texts(input);
        (int at, int length) = texts[random.Next(texts.Count)];
        byte[] text = Json.Change(input[at..(at + length)], input[at..(at + length)], random);
        byte[] file = [.. input];
        file.AsSpan(at, length).Fill((byte)' ');
        text.AsSpan(0, Math.Min(length, text.Length)).CopyTo(file.AsSpan(at));
        return file;
    }

    private static List<(int At, int Length)> Texts(byte[] file)
    {
        var texts = new List<(int, int)>();
        for (int at = 0; at < file.Length; at++)
        {
            if (file[at] != '{') continue;
            int end = file.AsSpan(at).IndexOfAnyExceptInRange((byte)' ', (byte)'~');
            texts.Add((at, end < 0 ? file.Length - at : end));
            at += texts[^1].Item2;
        }
        return texts;
    }
}
