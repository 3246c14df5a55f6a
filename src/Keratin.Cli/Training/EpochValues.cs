using System.Globalization;

namespace Keratin.Cli.Training;

/// <summary>How far one training has got, in words and in a small picture.</summary>
/// <param name="batches">The steps of an epoch.</param>
/// <param name="changed">Is called after each change.</param>
internal sealed class EpochValues(int batches, Action<EpochValues> changed) : IProgress<TrainingProgress>
{
    private const int PictureWidth = 8;

    private readonly List<double> _losses = [];

    /// <summary>The epochs that are over, with the part of the present one.</summary>
    public double Done { get; private set; }

    /// <summary>Whether the last change ended an epoch.</summary>
    public bool EndsEpoch { get; private set; }

    /// <summary>All values of the epoch: <c>epoch 12/100, loss 0.25, mae 2.1, val_loss 0.27, val_mae 2.3</c>.</summary>
    public string Text { get; private set; } = "";

    /// <summary>The most telling values of the epoch: <c>12/100 loss 0.25 val_loss 0.27 val_mae 2.3</c>.</summary>
    public string ShortText { get; private set; } = "";

    /// <summary>The losses of the last epochs as heights: of the validation where there is one.</summary>
    public string Picture { get; private set; } = "";

    /// <inheritdoc/>
    public void Report(TrainingProgress value)
    {
        EndsEpoch = value.Batch is null;
        Done = value.Epoch + (value.Batch is { } batch ? (batch + 1.0) / batches : 1);
        string number = (value.Epoch + 1).ToString(CultureInfo.InvariantCulture).PadLeft(value.Epochs.ToString(CultureInfo.InvariantCulture).Length);
        // Of the metrics, the first says enough while it goes on.
        string metric = value.Logs.Keys.First(name => name != "loss" && !name.StartsWith("val_", StringComparison.Ordinal));
        string[] names = [.. ((string[])["loss", metric, "val_loss", $"val_{metric}"]).Where(value.Logs.ContainsKey)];
        Text = $"epoch {number}/{value.Epochs}, {string.Join(", ", names.Select(name => $"{name} {Number(value.Logs[name], "G4")}"))}";
        // Where there is validation, its metric says more than that of the training.
        ShortText = $"{number}/{value.Epochs} {string.Join(' ', names.Where(name => name != metric || names.Length == 2).Select(name => $"{name} {Number(value.Logs[name], "G3")}"))}";
        if (EndsEpoch) Draw(value.Logs.TryGetValue("val_loss", out double held) ? held : value.Logs["loss"]);
        changed(this);
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);

    private void Draw(double loss)
    {
        _losses.Add(loss);
        Picture = Sparkline.Of([.. _losses.TakeLast(PictureWidth)], PictureWidth);
    }
}
