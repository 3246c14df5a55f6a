using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Spectre.Console;

namespace Keratin.Cli;

/// <summary>Where a command writes to: results for people or machines on one stream, errors on the other.</summary>
/// <param name="output">Results.</param>
/// <param name="error">Errors and warnings.</param>
/// <param name="isTerminal">Whether a person looks at the results, who likes colours and lines that are redrawn.</param>
/// <param name="width">Columns; null asks the terminal.</param>
internal sealed class Screen(TextWriter output, TextWriter error, bool isTerminal, int? width = null)
{
    private const int WidthOfFiles = 100;
    // Made when it is asked for: as a field it would load the library for JSON before every help and error.
    private static JsonWriterOptions Readable => new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private IAnsiConsole? _rich;

    /// <summary>The process's own console.</summary>
    public static Screen OfConsole()
    {
        // A redirected stream gets UTF-8 without a mark at its start.
        if (Console.IsOutputRedirected) Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        return new Screen(Console.Out, Console.Error, !Console.IsOutputRedirected);
    }

    /// <summary>Plain results.</summary>
    public TextWriter Output => output;

    /// <summary>Errors and warnings.</summary>
    public TextWriter Error => error;

    /// <summary>Whether a person looks at the results.</summary>
    public bool IsTerminal => isTerminal;

    /// <summary>Tables, colours and bars. Made when it is first used, because help and errors do without.</summary>
    public IAnsiConsole Rich => _rich ??= Make();

    /// <summary>Writes one document for machines.</summary>
    /// <param name="write">Writes one value.</param>
    public void WriteJson(Action<Utf8JsonWriter> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Readable)) write(json);
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private IAnsiConsole Make()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = isTerminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = isTerminal ? InteractionSupport.Detect : InteractionSupport.No,
        });
        console.Profile.Capabilities.Unicode = true;
        if (width is not null || !isTerminal) console.Profile.Width = width ?? WidthOfFiles;
        return console;
    }
}
