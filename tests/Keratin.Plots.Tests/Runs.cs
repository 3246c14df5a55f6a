namespace Keratin.Tests;

/// <summary>Histories to draw.</summary>
internal static class Runs
{
    /// <summary>Nine epochs whose validation loss is smallest, 0.5, at the fourth.</summary>
    public static History Overfitting()
    {
        var history = new History(seed: 0, reported: () => [("loss", null)]);
        for (int i = 0; i < 9; i++)
            history.Add(i, new Dictionary<string, double>
            {
                ["loss"] = 2.0 / (i + 1),
                ["val_loss"] = 0.5 + 0.1 * Math.Abs(i - 3),
                ["accuracy"] = 1 - 0.5 / (i + 1),
                ["val_accuracy"] = 0.75 - 0.01 * Math.Abs(i - 5),
            });
        return history;
    }

    /// <summary>One value per epoch of each name.</summary>
    public static History Of(params (string Name, double[] Values)[] logs)
    {
        var history = new History(seed: 0, reported: () => [("loss", null)]);
        for (int i = 0; i < logs[0].Values.Length; i++) history.Add(i, logs.ToDictionary(log => log.Name, log => log.Values[i]));
        return history;
    }
}
