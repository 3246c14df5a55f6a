using System.Text;

namespace Keratin.Fuzz;

/// <summary>
/// Damages JSON by its letters and by its meaning: numbers that are no sizes, values of another type, names and members lost,
/// doubled and exchanged, nesting, texts without end.
/// </summary>
internal sealed class JsonMutator : IMutator
{
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "3", "1.5", "-0.0", "1e308", "-1e308", "1e-320", "1e999", "2147483647", "-2147483648", "2147483648", "4294967296", "65536", "46341",
        "9223372036854775807", "-9223372036854775808", "9223372036854775808", "123456789012345678901234567890", "NaN",
    ];

    private static readonly string[] Values =
        ["null", "true", "false", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[1]]", "[1,2]", "[0]", "[null,0]", "{\"class_name\":\"Dense\"}", "{\"a\":1}", "\"\\ud800\"", "\"\\u0000\"", "\"/etc/passwd\""];

    /// <inheritdoc/>
    public byte[] Change(byte[] input, byte[] other, Random random)
    {
        string text = Encoding.UTF8.GetString(input);
        for (int change = random.Next(1, 4); change > 0 && text.Length > 0; change--) text = Change(text, other, random);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(5) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static string Change(string text, byte[] other, Random random)
    {
        int at = random.Next(text.Length), length = Math.Min(random.Next(1, 40), text.Length - at);
        switch (random.Next(15))
        {
            case 0: return text.Remove(at, random.Next(10) == 0 ? text.Length - at : length);
            case 1: return text.Insert(at, text.Substring(at, length));
            case 2: return string.Concat(text.AsSpan(0, at), ((char)random.Next(32, 256)).ToString(), text.AsSpan(at + 1));
        }
        List<JsonPart> parts = JsonPart.Of(text);
        JsonPart part = Pick(parts, random), value = Pick(parts.FindAll(part => !part.IsName), random);
        switch (random.Next(15))
        {
            case < 4: return Replace(text, Pick(parts.FindAll(part => char.IsAsciiDigit(part.First) || part.First == '-'), random), Numbers[random.Next(Numbers.Length)]);
            case 4:
                List<JsonPart> words = parts.FindAll(part => part.First == '"');
                return Replace(text, Pick(words, random), Text(text, Pick(words, random)));
            case 5 or 6: return Replace(text, value, Values[random.Next(Values.Length)]);
            case 7: return Replace(text, value, Text(text, Pick(parts, random)));
            // A member or an element is lost, or comes twice.
            case 8 or 9:
                (int start, int end) = Member(text, part);
                return text.Remove(start, end - start);
            case 10 or 11:
                (int first, int last) = Member(text, part);
                string member = text[first..last].Trim(',');
                return text.Insert(part.Start, string.Concat(Enumerable.Repeat(member + ",", random.Next(8) > 0 ? 1 : random.Next(2, 100))));
            case 12:
                string foreign = Encoding.UTF8.GetString(other);
                return Replace(text, value, Text(foreign, Pick(JsonPart.Of(foreign), random)));
            case 13:
                int depth = 1 << random.Next(random.Next(8) > 0 ? 9 : 14);
                (string open, string close) = random.Next(2) == 0 ? ("[", "]") : ("{\"config\":", "}");
                return Replace(text, value, string.Concat(Enumerable.Repeat(open, depth)) + Text(text, value) + string.Concat(Enumerable.Repeat(close, depth)));
            default:
                return Replace(text, part, part.First == '"' ? $"\"{new string('x', 1 << random.Next(15))}\"" : new string('1', 1 << random.Next(10)));
        }
    }

    // With its name, if it has one, and with one of the commas beside it.
    private static (int Start, int End) Member(string text, JsonPart part)
    {
        int start = part.Start, end = part.End;
        if (part.IsName)
        {
            int depth = 0;
            for (; end < text.Length && (depth > 0 || text[end] is not (',' or '}' or ']')); end++) depth += text[end] is '{' or '[' ? 1 : text[end] is '}' or ']' ? -1 : 0;
        }
        if (end < text.Length && text[end] == ',') end++;
        else if (start > 0 && text[start - 1] == ',') start--;
        return (start, end);
    }

    private static JsonPart Pick(List<JsonPart> parts, Random random) => parts.Count == 0 ? default : parts[random.Next(parts.Count)];

    private static string Text(string text, JsonPart part) => text.Substring(part.Start, part.Length);

    private static string Replace(string text, JsonPart part, string value) => part.Length == 0 ? text : string.Concat(text.AsSpan(0, part.Start), value, text.AsSpan(part.End));
}
