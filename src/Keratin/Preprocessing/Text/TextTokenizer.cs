using System.Text;

namespace Keratin;

/// <summary>
/// Standardises one text after the other and splits it into tokens, in memory that is used again: a token is a part of a
/// buffer, not a string. For one thread at a time.
/// </summary>
/// <param name="standardization">What happens to a text first.</param>
/// <param name="split">How it is split.</param>
/// <param name="ngrams">How tokens are joined; null: not at all.</param>
internal sealed class TextTokenizer(TextStandardization standardization, TextSplit split, Ngrams? ngrams)
{
    private char[] _letters = new char[1024];
    private int _length;
    private (int Start, int Length)[] _tokens = new (int, int)[256];
    private (int Start, int Length)[] _joined = [];

    /// <summary>The number of tokens of the latest text.</summary>
    public int Count { get; private set; }

    /// <summary>A token of the latest text.</summary>
    public ReadOnlySpan<char> this[int token] => _letters.AsSpan(_tokens[token].Start, _tokens[token].Length);

    /// <summary>Takes a text apart.</summary>
    public void Read(string text)
    {
        _length = Count = 0;
        if (split.Function is { } function) AddAll(function(Standardized(text)) ?? throw new InvalidOperationException($"The split \"{split}\" returned null in place of tokens."));
        else if (standardization.Function is not null) Split(Standardized(text), TextStandardization.None.Letters!);
        else Split(text, standardization.Letters!);
        if (ngrams is not null) Join(ngrams.Widths);
    }

    private string Standardized(string text)
    {
        if (standardization.Function is { } function) return function(text) ?? throw new InvalidOperationException($"The standardisation \"{standardization}\" returned null in place of a text.");
        if (standardization == TextStandardization.None) return text;
        Take(text, standardization.Letters!);
        return new string(_letters, 0, _length);
    }

    private void AddAll(string[] tokens)
    {
        _length = 0;
        foreach (string? token in tokens)
        {
            if (token is null) throw new InvalidOperationException($"The split \"{split}\" returned null as a token: return an empty text, or leave it out.");
            Reserve(_length + token.Length);
            token.CopyTo(_letters.AsSpan(_length));
            Add(_length, token.Length);
            _length += token.Length;
        }
    }

    private void Split(string text, char[] letters)
    {
        if (split == TextSplit.Whitespace)
        {
            TakeWords(text, letters);
            return;
        }
        Take(text, letters);
        if (split == TextSplit.None)
        {
            Add(0, _length);
            return;
        }
        for (int i = 0; i < _length;)
        {
            Rune.DecodeFromUtf16(_letters.AsSpan(i, _length - i), out _, out int used);
            Add(i, used);
            i += used;
        }
    }

    private void Take(string text, char[] letters)
    {
        Reserve(text.Length);
        char[] buffer = _letters;
        int length = 0;
        foreach (char letter in text)
        {
            char mapped = letter < 128 ? letters[letter] : letter;
            // A character 0 of the text itself stays.
            if (mapped != 0 || letter == 0) buffer[length++] = mapped;
        }
        _length = length;
    }

    // Both steps at once, which is what most texts go through.
    private void TakeWords(string text, char[] letters)
    {
        Reserve(text.Length);
        char[] buffer = _letters;
        int length = 0, start = 0;
        foreach (char letter in text)
        {
            if (letter is ' ' or (>= '\t' and <= '\r'))
            {
                if (length > start) Add(start, length - start);
                start = length;
                continue;
            }
            char mapped = letter < 128 ? letters[letter] : letter;
            if (mapped != 0 || letter == 0) buffer[length++] = mapped;
        }
        if (length > start) Add(start, length - start);
        _length = length;
    }

    private void Join(ReadOnlySpan<int> widths)
    {
        int single = Count;
        if (_joined.Length < single) _joined = new (int, int)[_tokens.Length];
        Array.Copy(_tokens, _joined, single);
        Count = 0;
        foreach (int width in widths)
        {
            for (int first = 0; first + width <= single; first++)
            {
                int start = _length;
                for (int i = 0; i < width; i++)
                {
                    (int Start, int Length) token = _joined[first + i];
                    Reserve(_length + token.Length + 1);
                    if (i > 0) _letters[_length++] = ' ';
                    _letters.AsSpan(token.Start, token.Length).CopyTo(_letters.AsSpan(_length));
                    _length += token.Length;
                }
                Add(start, _length - start);
            }
        }
    }

    private void Add(int start, int length)
    {
        if (Count == _tokens.Length) Array.Resize(ref _tokens, Count * 2);
        _tokens[Count++] = (start, length);
    }

    private void Reserve(int length)
    {
        if (length > _letters.Length) Array.Resize(ref _letters, Math.Max(length, _letters.Length * 2));
    }
}
