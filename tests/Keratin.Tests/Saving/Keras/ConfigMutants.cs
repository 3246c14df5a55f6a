using System.Text;
using System.Text.RegularExpressions;

namespace Keratin.Tests;

/// <summary>Damages the JSON of configurations, by bytes and by meaning. Mutant number n of a text is always the same one.</summary>
internal static partial class ConfigMutants
{
    private static readonly string[] Numbers =
        ["0", "-1", "1", "2", "3", "1.5", "-0.0", "1e308", "-1e308", "1e-320", "1e999", "2147483647", "-2147483648", "2147483648", "65536", "46341", "9223372036854775807", "-9223372036854775808", "123456789012345678901234567890", "NaN"];

    private static readonly string[] Values = ["null", "true", "false", "\"\"", "\"x\"", "[]", "{}", "[null]", "[[1]]", "[1,2]", "[0]", "[null,0]", "{\"class_name\":\"Dense\"}", "{\"a\":1}", "\"\\ud800\""];

    [GeneratedRegex("""-?\d+(\.\d+)?([eE][-+]?\d+)?""")]
    private static partial Regex Number();

    [GeneratedRegex("\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex Word();

    /// <summary>One mutant of a text.</summary>
    public static byte[] Make(string text, int number)
    {
        var random = new Random(number);
        for (int change = random.Next(1, 4); change > 0 && text.Length > 0; change--) text = Change(text, random);
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        if (random.Next(5) == 0 && bytes.Length > 0) bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
        return bytes;
    }

    private static string Change(string text, Random random)
    {
        int at = random.Next(text.Length), length = Math.Min(random.Next(1, 40), text.Length - at);
        switch (random.Next(9))
        {
            case 0: return text.Remove(at, random.Next(10) == 0 ? text.Length - at : length);
            case 1: return text.Insert(at, text.Substring(at, length));
            case 2: return string.Concat(text.AsSpan(0, at), ((char)random.Next(32, 256)).ToString(), text.AsSpan(at + 1));
            case 3: return Replace(text, Pick(Number().Matches(text), random), Numbers[random.Next(Numbers.Length)]);
            case 4:
                MatchCollection words = Word().Matches(text);
                return Replace(text, Pick(words, random), Pick(words, random)?.Value ?? "");
            case 5:
                (int start, int size) = Span(text, random);
                return text.Remove(start, size).Insert(start, Values[random.Next(Values.Length)]);
            case 6:
                (int from, int count) = Span(text, random);
                return text.Insert(from, text.Substring(from, count) + ",");
            case 7:
                (int outer, int whole) = Span(text, random);
                (int inner, int part) = Span(text, random);
                return text.Remove(outer, whole).Insert(outer, text.Substring(inner, part));
            default:
                (int nested, int all) = Span(text, random);
                int depth = 1 << random.Next(9);
                (string open, string close) = random.Next(2) == 0 ? ("[", "]") : ("{\"config\":", "}");
                return text.Remove(nested, all).Insert(nested, string.Concat(Enumerable.Repeat(open, depth)) + text.Substring(nested, all) + string.Concat(Enumerable.Repeat(close, depth)));
        }
    }

    // An object, a list, a word or a number, whole.
    private static (int Start, int Length) Span(string text, Random random)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            int at = text.IndexOfAny(['{', '['], random.Next(text.Length));
            if (at < 0) continue;
            int depth = 0;
            for (int end = at; end < text.Length; end++)
            {
                if (text[end] is '{' or '[') depth++;
                else if (text[end] is '}' or ']' && --depth == 0) return (at, end + 1 - at);
            }
        }
        Match? word = Pick(Word().Matches(text), random);
        return word is null ? (0, 0) : (word.Index, word.Length);
    }

    private static Match? Pick(MatchCollection matches, Random random) => matches.Count == 0 ? null : matches[random.Next(matches.Count)];

    private static string Replace(string text, Match? match, string value) => match is null ? text : text.Remove(match.Index, match.Length).Insert(match.Index, value);
}
