using System.Text;

namespace Keratin;

/// <summary>Keras's rule from a class name to an automatic name (<c>keras/src/utils/naming.py</c>).</summary>
internal static class SnakeCase
{
    /// <summary><c>BatchNormalization</c> becomes <c>batch_normalization</c>, <c>ReLU</c> <c>re_lu</c>, <c>Conv2D</c> <c>conv2d</c>.</summary>
    /// <param name="className">The class name; what is neither a letter nor a digit is left out.</param>
    public static string Of(string className)
    {
        var text = new StringBuilder();
        for (int i = 0; i < className.Length; i++)
        {
            char letter = className[i];
            if (!char.IsLetterOrDigit(letter)) continue;
            bool wordBegins = char.IsUpper(letter) && text.Length > 0
                && (char.IsLower(className[i - 1]) || (i + 1 < className.Length && char.IsLower(className[i + 1])));
            if (wordBegins) text.Append('_');
            text.Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
