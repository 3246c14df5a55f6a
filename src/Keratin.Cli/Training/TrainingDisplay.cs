using Spectre.Console;
using Spectre.Console.Rendering;

namespace Keratin.Cli.Training;

/// <summary>Shows trainings while they run: bars on a terminal, else a line per epoch, or nothing.</summary>
/// <param name="screen">Where to.</param>
/// <param name="isSilent">Whether nothing is shown.</param>
internal sealed class TrainingDisplay(Screen screen, bool isSilent)
{
    // Telling after each step takes longer than a small step: only epochs of so many are worth it.
    private const int ManyBatches = 1000;

    private const int WidthForPictures = 90;

    /// <summary>Runs trainings, and shows them.</summary>
    /// <param name="titles">What is shown before each bar; of several trainings no lines are printed where there are no bars.</param>
    /// <param name="epochs">The epochs that each takes at most.</param>
    /// <param name="batches">The steps of an epoch.</param>
    /// <param name="train">Runs them; it asks for the callback of each in order.</param>
    /// <returns>What <paramref name="train"/> returned.</returns>
    public T Show<T>(IReadOnlyList<string> titles, int epochs, int batches, Func<Func<Callback>, T> train)
    {
        if (isSilent || (!screen.IsTerminal && titles.Count > 1)) return train(() => new ProgressReporter(new EpochValues(batches, _ => { })));
        if (!screen.IsTerminal) return train(() => new ProgressReporter(new EpochValues(batches, values => screen.Output.WriteLine(values.Text))));
        var shown = new List<EpochValues>();
        return screen.Rich.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 10 }, new ValuesColumn(shown, withPicture: screen.Rich.Profile.Width >= WidthForPictures), new RemainingTimeColumn())
            .Start(context =>
            {
                ProgressTask[] bars = [.. titles.Select(title => context.AddTask(title, maxValue: epochs))];
                T result = train(() =>
                {
                    ProgressTask bar = bars[shown.Count];
                    shown.Add(new EpochValues(batches, values => bar.Value = values.Done));
                    return new ProgressReporter(shown[^1], everyStep: batches >= ManyBatches);
                });
                // What ended early is done as well.
                foreach (ProgressTask bar in bars) bar.MaxValue = Math.Max(bar.Value, 1e-3);
                return result;
            });
    }

    private sealed class ValuesColumn(List<EpochValues> shown, bool withPicture) : ProgressColumn
    {
        protected override bool NoWrap => true;

        public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) =>
            task.Id < shown.Count ? new Markup($"{Markup.Escape(shown[task.Id].ShortText)} [blue]{(withPicture ? shown[task.Id].Picture : "")}[/]") : new Text("");
    }
}
