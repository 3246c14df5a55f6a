using System.Globalization;
using System.Text;

namespace Keratin.Parity;

/// <summary>The differences as a page of Markdown.</summary>
internal static class ParityPage
{
    private const string Head = """
        # Parity with Keras

        How far Keratin is from real Keras (3.15.1, PyTorch backend, float32), on numbers that Keras computed: training
        steps with given first weights and batches (losses, weights after each of five steps, and the optimizer's slots
        at the end), losses and metrics of given targets and predictions, activations of given numbers, and predictions
        of models that Keras trained and saved. Relative differences are those of values above 1, in proportion to them; a
        name's line is its worst case. Two float32 libraries add up in different orders, so a few 1e-7 are nothing.

        The page is written by the program that compares:

        ```
        dotnet run -c Release --project tests/Keratin.Parity -- docs/parity.md
        ```

        The reference files are expected in a folder `shared/goldens` beside the repository. A test makes the same
        comparison.

        """;

    private const string Tail = """

        ## What has no line

        - Layers, losses, metrics, activations and optimizers that Keras's reference files lack are held against their
          formulas in double precision, written a second time in the tests, and gradients against differences.
        - Three epochs of `Fit` with validation, class weights, sample weights, weighted metrics and an L2 penalty are
          compared with Keras's histories, and the printed lines with Keras's, in `HistoryGoldenTests`.
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

    private static string Text(double size) => size == 0 ? "0" : size.ToString("0e-0", CultureInfo.InvariantCulture);
}
