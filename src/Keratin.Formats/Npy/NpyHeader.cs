using System.Globalization;

namespace Keratin.Formats;

/// <summary>
/// The dictionary at the head of a <c>.npy</c> file:
/// <c>{'descr': '&lt;f4', 'fortran_order': False, 'shape': (3, 4), }</c>.
/// </summary>
/// <param name="Code">NumPy's text for the element type: <c>&lt;f4</c>.</param>
/// <param name="FortranOrder">Whether the first axis, not the last, is the one that is contiguous.</param>
/// <param name="Shape">The sizes of the axes.</param>
/// <remarks>The text is a Python literal. Only what NumPy writes is read, and nothing is evaluated.</remarks>
internal sealed record NpyHeader(string Code, bool FortranOrder, Shape Shape)
{
    // NumPy allows 64 axes.
    private const int MostAxes = 64;

    /// <summary>Reads the dictionary.</summary>
    /// <param name="text">The header's text.</param>
    /// <param name="name">The file, for errors.</param>
    /// <exception cref="InvalidDataException">The text is not such a dictionary.</exception>
    public static NpyHeader Parse(string text, string name)
    {
        var cursor = new Cursor(text, name);
        string? code = null;
        bool? fortran = null;
        Shape? shape = null;
        cursor.Expect('{');
        while (!cursor.Skip('}'))
        {
            string key = cursor.Quoted();
            cursor.Expect(':');
            switch (key)
            {
                case "descr" when code is null: code = cursor.Code(); break;
                case "fortran_order" when fortran is null: fortran = cursor.Truth(); break;
                case "shape" when shape is null: shape = cursor.Sizes(); break;
                default: throw Malformed.In(name, $"its header has an unexpected or repeated entry '{key}'");
            }
            if (cursor.Skip(',')) continue;
            cursor.Expect('}');
            break;
        }
        cursor.ExpectEnd();
        if (code is null || fortran is null || shape is null)
            throw Malformed.In(name, "its header lacks one of 'descr', 'fortran_order' and 'shape'");
        return new(code, fortran.Value, shape);
    }

    private sealed class Cursor(string text, string name)
    {
        private int _at;

        private char Next
        {
            get
            {
                while (_at < text.Length && text[_at] is ' ' or '\n' or '\t') _at++;
                return _at < text.Length ? text[_at] : '\0';
            }
        }

        public bool Skip(char wanted)
        {
            if (Next != wanted) return false;
            _at++;
            return true;
        }

        public void Expect(char wanted)
        {
            if (!Skip(wanted)) throw Malformed.In(name, $"its header has no '{wanted}' where one belongs, at character {_at}");
        }

        public void ExpectEnd()
        {
            _ = Next;
            if (_at < text.Length) throw Malformed.In(name, $"its header goes on behind its end, at character {_at}");
        }

        public string Quoted()
        {
            char quote = Next;
            int end = quote is '\'' or '"' ? text.IndexOf(quote, _at + 1) : -1;
            if (end < 0) throw Malformed.In(name, $"its header has no quoted text at character {_at}");
            string quoted = text[(_at + 1)..end];
            _at = end + 1;
            return quoted;
        }

        public string Code() => Next == '[' ? throw Malformed.In(name, "its elements are records, and only plain numbers are read") : Quoted();

        public bool Truth()
        {
            foreach ((string word, bool value) in new[] { ("True", true), ("False", false) })
            {
                if (Next != word[0] || string.CompareOrdinal(text, _at, word, 0, word.Length) != 0) continue;
                _at += word.Length;
                return value;
            }
            throw Malformed.In(name, "its header's 'fortran_order' is neither True nor False");
        }

        public Shape Sizes()
        {
            var sizes = new List<int>();
            Expect('(');
            while (!Skip(')'))
            {
                sizes.Add(Size());
                if (sizes.Count > MostAxes) throw Malformed.In(name, $"its header has more than {MostAxes} axes");
                if (Skip(',')) continue;
                Expect(')');
                // In Python such a pair of parentheses means nothing.
                if (sizes.Count == 1) throw Malformed.In(name, "its header's 'shape' is a number where a tuple of sizes belongs, such as (3,)");
                break;
            }
            try
            {
                return Shape.Create([.. sizes]);
            }
            catch (ArgumentException error)
            {
                throw Malformed.In(name, $"its header gives it the sizes {string.Join(" × ", sizes)}, more than one array can hold", error);
            }
        }

        private int Size()
        {
            _ = Next;
            int start = _at;
            while (_at < text.Length && char.IsAsciiDigit(text[_at])) _at++;
            ReadOnlySpan<char> digits = text.AsSpan(start, _at - start);
            // Python takes no number that begins with a zero.
            if (digits is ['0', _, ..] || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int size))
                throw Malformed.In(name, $"its header's 'shape' has no size between 0 and {int.MaxValue} at character {start}");
            // Python 2 wrote long integers with this letter.
            Skip('L');
            return size;
        }
    }
}
