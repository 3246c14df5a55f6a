using System.Globalization;
using System.Text;

namespace Keratin.Parity;

/// <summary>The differences as a page of Markdown.</summary>
internal static class ParityPage
{
    private const string Head = """
        # Parity with Keras

        How far Keratin is from real Keras (3.15.1, PyTorch backend, float32), on numbers that Keras computed:

        - training steps with given first weights and batches: losses, weights after each of five steps, and the
          optimizer's slots at the end;
        - three epochs of `Fit` with validation, class weights, sample weights, weighted metrics and an L2 penalty:
          histories, weights at the end, evaluation, predictions;
        - models that Keras trained and saved: predictions, and the next step of their training with the optimizer's state
          taken over;
        - losses and metrics of given targets and predictions, activations of given numbers.

        Lines that say *NumPy* or *by given gradients* compare with Keras's NumPy backend (3.16-dev), whose optimizers were
        given their gradients by hand. Relative differences are those of values above 1, in proportion to them; a name's
        line is its worst case. Two float32 libraries add up in different orders, so a few 1e-7 are nothing.

        The page is written by the program that compares:

        ```
        dotnet run -c Release --project tests/Keratin.Parity -- docs/parity.md
        ```

        The reference files are expected in a folder `shared/goldens` beside the repository. A test makes the same
        comparison and holds this page to it.

        """;

    private const string Tail = """

        ## What has no line

        - Layers, losses, metrics, activations and optimizers that Keras's reference files lack are held against their
          formulas in double precision, written a second time in the tests, and gradients against differences.
        - What `Fit` prints is compared with Keras's lines in `HistoryGoldenTests`, and summaries in `ModelGoldenTests`.
        - The reference has models with convolutions, recurrent layers and two inputs; these layers do not exist here yet.
        """;

    public static string Render(IReadOnlyCollection<Difference> differences)
    {
        var page = new StringBuilder(Head);
        foreach (IGrouping<string, Difference> kind in differences.GroupBy(difference => difference.Kind))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(kind.Key[0])}{kind.Key[1..]}{(kind.Key.EndsWith('s') ? "es" : "s")}\n\n| {kind.Key} | compared | cases | largest difference | tolerance |\n|---|---|---:|---:|---:|\n");
            foreach (var name in kind.GroupBy(difference => (difference.Name, difference.What)).OrderBy(group => group.Key.Name, StringComparer.Ordinal))
                page.Append(CultureInfo.InvariantCulture, $"| {name.Key.Name} | {name.Key.What} | {name.Count()} | {Text(name.Max(difference => difference.Size))} | {Text(name.Max(difference => difference.Tolerance))} |\n");
        }
        return page.Append(Tail).Append('\n').ToString();
    }

    /// <summary>The lines of a page's tables, cell by cell: name, what was compared, cases, largest difference, tolerance.</summary>
    public static IEnumerable<string[]> Rows(string page) =>
        from line in page.Split('\n')
        let cells = line.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        where cells.Length == 5 && double.TryParse(cells[4], CultureInfo.InvariantCulture, out _)
        select cells;

    private static string Text(double size) => size == 0 ? "0" : size.ToString("0e-0", CultureInfo.InvariantCulture);
}
