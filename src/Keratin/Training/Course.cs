namespace Keratin;

/// <summary>How a training runs, whatever its data: the checked arguments that all kinds of <c>Fit</c> share.</summary>
internal sealed record Course(int Epochs, int InitialEpoch, int ValidationFreq, int Verbose, IReadOnlyList<Callback> Callbacks)
{
    /// <summary>What keeps backups of the training, if anything does.</summary>
    public BackupAndRestore? Backup { get; } = Callbacks.OfType<BackupAndRestore>().FirstOrDefault();
}
