using System.Globalization;
using Keratin.Cli.Training;
using Spectre.Console;

namespace Keratin.Cli.Demos;

/// <summary>Tells what a demo does, step by step; for machines it says nothing.</summary>
/// <param name="screen">Where to.</param>
/// <param name="isSilent">Whether only the result is wanted.</param>
internal sealed class Narrator(Screen screen, bool isSilent)
{
    private const int MostRows = 12, RuleWidth = 96, MostWords = 100;

    private int _steps;
    private bool _hasText, _isApart;

    /// <summary>Begins a step, with a sentence or two on what it is for.</summary>
    public void Step(string title, string explanation)
    {
        if (isSilent) return;
        Part();
        Begin();
        Page.Write(screen, string.Create(CultureInfo.InvariantCulture, $"{++_steps}. {title}\n{new string('─', RuleWidth)}\n"));
        Say(explanation);
    }

    /// <summary>Says something.</summary>
    public void Say(string text)
    {
        var lines = new TextTable(1);
        lines.Add(text);
        Show(lines);
    }

    /// <summary>Cites the beginning of a text, a little to the right.</summary>
    public void Cite(string text)
    {
        string[] words = text.Split(' ');
        var lines = new TextTable(2);
        lines.Add("  ", words.Length > MostWords ? string.Join(' ', words[..MostWords]) + " …" : text);
        Tabulate(lines);
    }

    /// <summary>Shows a table, apart from the text.</summary>
    public void Tabulate(TextTable table)
    {
        Part();
        Show(table);
        Part();
    }

    /// <summary>Prints a model's layers as Keras does.</summary>
    public void Summary(Model model)
    {
        if (isSilent) return;
        Part();
        Begin();
        model.Summary(screen.Output);
    }

    /// <summary>Runs trainings of which only the end matters: on a terminal with a bar for each, elsewhere without a word.</summary>
    /// <param name="titles">What stands before each bar.</param>
    /// <param name="epochs">The epochs that each takes.</param>
    /// <param name="batches">The steps of an epoch.</param>
    /// <param name="train">Runs them; it asks for the callback of each in order.</param>
    public T Train<T>(IReadOnlyList<string> titles, int epochs, int batches, Func<Func<Callback>, T> train)
    {
        T result = new TrainingDisplay(screen, isSilent || !screen.IsTerminal).Show(titles, epochs, batches, train);
        // Bars set themselves apart.
        if (screen.IsTerminal) _isApart = false;
        return result;
    }

    /// <summary>Shows a training while it runs: a row for each epoch or, where they are many, for every so many.</summary>
    /// <param name="epochs">How many epochs there will be.</param>
    /// <param name="names">What is shown of each, by the names in its logs.</param>
    /// <param name="fit">Trains with these callbacks.</param>
    public History Train(int epochs, string[] names, Func<IReadOnlyList<Callback>, History> fit)
    {
        if (isSilent) return fit([]);
        var table = new TextTable(names.Length + 1, [" Epoch", .. names.Select(name => " " + name)]);
        Part();
        Begin();
        int every = (epochs + MostRows - 1) / MostRows;
        History history = screen.IsTerminal ? screen.Rich.Live(new Text("")).Start(live => fit([new LambdaCallback(onEpochEnd: (epoch, logs) =>
        {
            Add(epoch, logs);
            live.UpdateTarget(new Text(Page.TextOf(table).TrimEnd('\n')));
        })])) : fit([new LambdaCallback(onEpochEnd: Add)]);
        if (!screen.IsTerminal) Show(table);
        Part();
        return history;

        void Add(int epoch, IDictionary<string, double> logs)
        {
            if ((epoch + 1) % every == 0 || epoch + 1 == epochs) table.Add([(epoch + 1).ToString(CultureInfo.InvariantCulture), .. names.Select(name => logs[name].ToString("F4", CultureInfo.InvariantCulture))]);
        }
    }

    private void Show(TextTable table)
    {
        if (isSilent) return;
        Begin();
        Page.Write(screen, table);
    }

    // What follows is set apart by an empty line; there are never two, and none at the end.
    private void Part() => _isApart = _hasText;

    private void Begin()
    {
        if (_isApart) screen.Output.WriteLine();
        (_hasText, _isApart) = (true, false);
    }
}
