using System.Globalization;
using System.Text.RegularExpressions;
using Keratin.Cli.Tests;
using Keratin.Tests;

namespace Keratin.Circumstances.Tests;

/// <summary>
/// What is written and printed does not depend on the user's language. The culture here differs from the invariant one in
/// every sign of a number, as German, Turkish, Arabic and Persian each do in some, and needs no tables of the system's.
/// </summary>
public sealed partial class ForeignCultureTests
{
    private static readonly Dictionary<string, string> Numbers = new()
    {
        ["table.csv"] = "a;b;sum\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i % 7},5;{i * 3 % 11};{i % 7 + i * 3 % 11},5\n")),
        ["points.csv"] = DataFile.Sums(40),
    };

    [Theory]
    [InlineData("points.csv")]
    [InlineData("table.csv")]
    public void Every_letter_is_the_same(string table)
    {
        Dictionary<string, string> expected = Written(table), found;
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = Foreign();
        try
        {
            Assert.Equal("~1٫5", (-1.5).ToString(CultureInfo.CurrentCulture));
            found = Written(table);
        }
        finally
        {
            CultureInfo.DefaultThreadCurrentCulture = null;
            CultureInfo.CurrentCulture = before;
        }
        foreach ((string name, string text) in expected) Assert.Equal($"{name}:\n{text}", $"{name}:\n{found[name]}");
    }

    private static CultureInfo Foreign()
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat = new NumberFormatInfo
        {
            NumberDecimalSeparator = "٫",
            NumberGroupSeparator = "٬",
            NumberGroupSizes = [2],
            NegativeSign = "~",
            PositiveSign = "¤",
            NumberDecimalDigits = 5,
            PercentDecimalSeparator = "٫",
            PercentGroupSeparator = "٬",
            PercentSymbol = "٪",
            PercentPositivePattern = 2,
            NaNSymbol = "ناعدد",
            PositiveInfinitySymbol = "∞",
            NegativeInfinitySymbol = "~∞",
        };
        culture.DateTimeFormat = new DateTimeFormatInfo { DateSeparator = "~", TimeSeparator = "~", ShortDatePattern = "d~M~yy", LongTimePattern = "s~m~H", ShortTimePattern = "m~H" };
        return culture;
    }

    private static Dictionary<string, string> Written(string table)
    {
        using var folder = new TemporaryFolder();
        var texts = new Dictionary<string, string>();
        string data = folder.Path("data.csv"), model = folder.Path("model.keras");
        File.WriteAllText(data, Numbers[table]);
        Command("train", "train", data, "--target", "sum", "--out", model, "--epochs", "3", "--report", folder.Path("page.html"));
        Command("train --json", "train", data, "--target", "sum", "--out", model, "--epochs", "3", "--k-fold", "2", "--json");
        Command("predict", "predict", model, data);
        Command("predict --json", "predict", model, data, "--json");
        Command("evaluate", "evaluate", model, data);
        Command("inspect", "inspect", model);
        Command("summary", "summary", model);

        Sequential fitted = Writers.NewModel();
        var x = new NDArray([.. Enumerable.Range(0, 64).Select(i => i / 64f - 0.3f)], [16, 4]);
        fitted.Fit(x, new NDArray(new float[16], [16, 1]), epochs: 2, validationSplit: 0.25, verbose: 0, callbacks: [new CSVLogger(folder.Path("log.csv")), new ModelCheckpoint(folder.Path("{epoch:02d}-{val_loss:.3f}.weights.h5"))]);
        fitted.History!.Plot().Save(folder.Path("curves.svg"));
        fitted.SaveWeights(folder.Path("w.safetensors"));
        fitted.SaveWeights(folder.Path("w.npz"));
        using var progress = new StringWriter { NewLine = "\n" };
        var line = new ProgressLine(progress, new FakeClock(), epochs: 1200, steps: 1500);
        line.BeginEpoch(1000);
        line.Step(1499, logs => logs["loss"] = -1234.5);
        line.EndEpoch(new Dictionary<string, double> { ["loss"] = -0.0001234, ["mae"] = double.NaN });
        texts["progress"] = progress.ToString();
        texts["array"] = x.ToString()!;
        texts["names"] = string.Join('\n', Directory.GetFiles(folder.Root).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        foreach (string file in new[] { "w.safetensors", "w.npz" }) texts[file] = Convert.ToHexString(File.ReadAllBytes(folder.Path(file)));
        // The drawing library numbers its clips throughout a process.
        foreach (string file in new[] { "log.csv", "curves.svg" }) texts[file] = ClipIds().Replace(File.ReadAllText(folder.Path(file)), "cl");
        texts["page.html"] = Times().Replace(File.ReadAllText(folder.Path("page.html")), "TIME");
        texts["inspect"] = Times().Replace(texts["inspect"], "TIME");
        return texts;

        void Command(string name, params string[] words)
        {
            CommandRun run = CommandRun.Of(words);
            Assert.Equal((0, ""), (run.Code, run.Error));
            texts[name] = run.Shown(folder.Root);
        }
    }

    // How long something took and when it was, as they are written in the invariant culture.
    [GeneratedRegex(@"\b[0-9]+(\.[0-9]+)?(&#160;|\s)?(ms|s|µs|us)\b|\b20[0-9]{2}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:[0-9]{2}(:[0-9]{2})?")]
    private static partial Regex Times();

    [GeneratedRegex("cl_[0-9a-f]+")]
    private static partial Regex ClipIds();
}
