namespace Keratin.Tests;

/// <summary>A loss with data that suit it, and its formula written down once more in double precision.</summary>
/// <param name="Name">Tells samples apart.</param>
/// <param name="Loss">The loss.</param>
/// <param name="Outputs">How many outputs the model has.</param>
/// <param name="Truth">The targets of a row.</param>
/// <param name="Predictions">The outputs of a row.</param>
/// <param name="Formula">From the targets and outputs of all rows to the loss of each.</param>
internal sealed record LossSample(string Name, Loss Loss, int Outputs, Func<Random, int, double[]> Truth, Func<Random, int, double[]> Predictions,
    Func<double[][], double[][], double[]> Formula)
{
    public (double[][] Truth, double[][] Predictions) Rows(int count, int seed)
    {
        var random = new Random(seed);
        double[][] Make(Func<Random, int, double[]> row) => [.. Enumerable.Range(0, count).Select(_ => Array.ConvertAll(row(random, Outputs), x => (double)(float)x))];
        return (Make(Truth), Make(Predictions));
    }

    public override string ToString() => Name;
}
