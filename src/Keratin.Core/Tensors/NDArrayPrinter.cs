using System.Text;

namespace Keratin.Core;

/// <summary>
/// Prints an array as NumPy's <c>str</c> does with its default options: columns aligned, lines of 75 characters, and
/// above 1000 elements only the first and last three along each axis.
/// </summary>
internal sealed class NDArrayPrinter
{
    private const int LineWidth = 75;
    private const int Threshold = 1000;
    private const int EdgeItems = 3;
    private const string Summary = "...";

    // The printed corner of the array: the positions along each axis that are shown, and the elements there.
    private readonly int[][] _shown;
    private readonly bool[] _cut;
    private readonly float[] _values;
    private readonly NumberFormat _format;

    private NDArrayPrinter(NDArray array)
    {
        _shown = new int[array.Rank][];
        _cut = new bool[array.Rank];
        for (int axis = 0; axis < array.Rank; axis++)
        {
            int size = array.Shape[axis];
            _cut[axis] = array.Size > Threshold && size > 2 * EdgeItems;
            _shown[axis] = _cut[axis]
                ? [.. Enumerable.Range(0, EdgeItems), .. Enumerable.Range(size - EdgeItems, EdgeItems)]
                : [.. Enumerable.Range(0, size)];
        }
        _values = Shown(array);
        _format = new NumberFormat(_values);
    }

    /// <summary>The array as text, without a line break at the end.</summary>
    public static string Print(NDArray array)
    {
        if (array.Rank == 0) return NumberFormat.FormatAlone(array.Item());
        return array.Size == 0 ? "[]" : new NDArrayPrinter(array).Part(0, 0, " ", LineWidth);
    }

    private float[] Shown(NDArray array)
    {
        var values = new float[_shown.Aggregate(1, (count, positions) => count * positions.Length)];
        var indexes = new int[array.Rank];
        for (int i = 0; i < values.Length; i++)
        {
            int rest = i;
            for (int axis = indexes.Length - 1; axis >= 0; axis--)
            {
                (rest, int position) = Math.DivRem(rest, _shown[axis].Length);
                indexes[axis] = _shown[axis][position];
            }
            values[i] = array[indexes];
        }
        return values;
    }

    // The part of the array below one position of the outer axes, in brackets. First is where its elements start,
    // width what is left of the line beside the closing brackets of the parts around it.
    private string Part(int axis, int first, string indent, int width) =>
        axis == _shown.Length - 1 ? Row(first, indent, width) : Block(axis, first, indent, width);

    private string Row(int first, string indent, int width)
    {
        var text = new StringBuilder();
        string line = indent;
        int count = _shown[^1].Length;
        for (int i = 0; i < count; i++)
        {
            if (i == EdgeItems && _cut[^1]) Extend(Summary, " ");
            Extend(_format.Format(_values[first + i]), i == count - 1 ? "" : " ");
        }
        text.Append(line);
        return $"[{text.ToString(indent.Length, text.Length - indent.Length)}]";

        void Extend(string word, string separator)
        {
            if (line.Length + word.Length > width - 1 && line.Length > indent.Length)
            {
                text.Append(line.TrimEnd()).Append('\n');
                line = indent;
            }
            line += word + separator;
        }
    }

    private string Block(int axis, int first, string indent, int width)
    {
        var text = new StringBuilder("[");
        var newLines = new string('\n', _shown.Length - axis - 1);
        int count = _shown[axis].Length;
        int step = _shown[(axis + 1)..].Aggregate(1, (product, positions) => product * positions.Length);
        for (int i = 0; i < count; i++)
        {
            if (i > 0) text.Append(newLines).Append(indent);
            if (i == EdgeItems && _cut[axis]) text.Append(Summary).Append(newLines).Append(indent);
            text.Append(Part(axis + 1, first + i * step, indent + " ", width - 1));
        }
        return text.Append(']').ToString();
    }
}
