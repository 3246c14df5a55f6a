namespace Keratin.Fuzz;

/// <summary>A value, or the name of one, in a text that is JSON or was it before it was damaged.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="Length">How many characters it has.</param>
/// <param name="First">Its first character, which tells what it is.</param>
/// <param name="IsName">Whether a colon follows.</param>
internal readonly record struct JsonPart(int Start, int Length, char First, bool IsName)
{
    /// <summary>Where it ends.</summary>
    public int End => Start + Length;

    /// <summary>Finds all of them.</summary>
    public static List<JsonPart> Of(string text)
    {
        var parts = new List<JsonPart>();
        var open = new Stack<int>();
        for (int at = 0; at < text.Length; at++)
        {
            char letter = text[at];
            int start = at;
            if (letter is '{' or '[') open.Push(at);
            else if (letter is '}' or ']' && open.TryPop(out int begin)) parts.Add(new JsonPart(begin, at + 1 - begin, text[begin], false));
            else if (letter == '"')
            {
                for (at++; at < text.Length && text[at] != '"'; at++)
                    if (text[at] == '\\') at++;
                if (at >= text.Length) break;
                int after = at + 1;
                while (after < text.Length && char.IsWhiteSpace(text[after])) after++;
                parts.Add(new JsonPart(start, at + 1 - start, '"', after < text.Length && text[after] == ':'));
            }
            else if (char.IsAsciiLetterOrDigit(letter) || letter == '-')
            {
                while (at + 1 < text.Length && (char.IsAsciiLetterOrDigit(text[at + 1]) || text[at + 1] is '.' or '-' or '+')) at++;
                parts.Add(new JsonPart(start, at + 1 - start, letter, false));
            }
        }
        return parts;
    }
}
