using System.Globalization;

namespace Keratin;

/// <summary>
/// Keeps a training safe from crashes: after each epoch, or every so many steps, all that it consists of is written
/// into a folder, and the same <c>Fit</c>, called again after the process was killed, goes on from there and ends
/// with the same bits as one that was never broken off: weights, optimizer, order of rows, dropout, history, and what the
/// callbacks know.
/// </summary>
/// <remarks>
/// <para>
/// Call <c>Fit</c> with the same data and arguments as before; only <c>epochs</c> may change. The model may have another seed:
/// that of the backup is taken over. The two newest backups are kept; each is verified by checksums as it is read, and where the
/// newest is damaged, the one before is used and a line on the error stream says so. When training has ended, they are
/// deleted.
/// </para>
/// <para>
/// A callback of your own keeps what it knows by <see cref="Callback.SaveState"/> and gets it back by
/// <see cref="Callback.LoadState"/>. Batches that come as a stream are enumerated from the beginning, and those that
/// have been trained on are passed over. Where a training is cancelled, its last step is in the backup too.
/// </para>
/// </remarks>
/// <example>
/// <code>
/// model.Fit(x, y, epochs: 500, callbacks: [new BackupAndRestore("backup")]);
/// </code>
/// </example>
public sealed class BackupAndRestore : Callback
{
    private readonly BackupFolder _folder;
    private readonly int? _saveEverySteps;
    private readonly bool _deleteCheckpoint;
    private int _steps;

    /// <summary>Makes a callback.</summary>
    /// <param name="backupDir">The folder, which this training alone uses; made where it is missing.</param>
    /// <param name="saveEverySteps">Writes after so many steps as well (Keras's integer <c>save_freq</c>). Default: after each epoch alone.</param>
    /// <param name="deleteCheckpoint">Whether the backups are deleted when training has ended. Default: yes.</param>
    /// <exception cref="ArgumentException">There is no name of a folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="saveEverySteps"/> is less than 1.</exception>
    public BackupAndRestore(string backupDir, int? saveEverySteps = null, bool deleteCheckpoint = true)
    {
        if (string.IsNullOrWhiteSpace(backupDir)) throw new ArgumentException("BackupAndRestore needs the name of a folder, such as \"backup\", as backupDir.", nameof(backupDir));
        if (saveEverySteps < 1) throw new ArgumentOutOfRangeException(nameof(saveEverySteps), string.Create(CultureInfo.InvariantCulture, $"BackupAndRestore: saveEverySteps must be at least 1 but was {saveEverySteps}: leave it out to save after each epoch."));
        _folder = new BackupFolder(backupDir);
        (_saveEverySteps, _deleteCheckpoint) = (saveEverySteps, deleteCheckpoint);
    }

    /// <summary>Where warnings go.</summary>
    internal TextWriter Warnings { get; init; } = Console.Error;

    internal override IReadOnlyList<string> AddedLogs => [];

    /// <summary>Makes the folder, and puts the model where the newest backup has it; null where there is none.</summary>
    internal FitState? Restore(Model model)
    {
        _steps = 0;
        return _folder.Restore(model, Warnings);
    }

    /// <summary>A step has been made: whether it is time to write.</summary>
    internal bool IsDueAfterStep() => ++_steps % _saveEverySteps == 0;

    /// <summary>Writes.</summary>
    internal void Write(FitState state) => _folder.Write(state);

    /// <summary>Training has ended, with all its callbacks.</summary>
    internal void Finish()
    {
        if (_deleteCheckpoint) _folder.Delete();
    }

    /// <inheritdoc/>
    protected internal override void SaveState(CallbackState state) => state.Set("steps", _steps);

    /// <inheritdoc/>
    protected internal override void LoadState(CallbackState state) => _steps = state.GetInt("steps") ?? 0;
}
