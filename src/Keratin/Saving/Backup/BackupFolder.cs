using System.Globalization;
using Keratin.Formats;

namespace Keratin;

/// <summary>The backups of one training: files that are named after the number of steps made, of which the two newest are kept.</summary>
/// <param name="path">The folder.</param>
internal sealed class BackupFolder(string path)
{
    private const string Beginning = "fit-", Ending = ".backup";
    private const int Kept = 2;

    /// <summary>Makes the folder, and puts the model where the newest whole backup has it.</summary>
    /// <param name="model">The model.</param>
    /// <param name="warnings">Where it is said that a backup is damaged.</param>
    /// <returns>Where its training stands; null where there is no backup.</returns>
    /// <exception cref="InvalidDataException">All backups are damaged.</exception>
    /// <exception cref="InvalidOperationException">The backup is of another model or of another training.</exception>
    /// <exception cref="IOException">The folder cannot be made or read.</exception>
    public FitState? Restore(Model model, TextWriter warnings)
    {
        OutputFolder.Make(path);
        AtomicFile.RemoveLeftovers(Path.Combine(path, $"{Beginning}*"), TimeSpan.Zero);
        string[] files = Files();
        foreach (string file in files)
        {
            try
            {
                using var backup = BackupFile.Open(file);
                return backup.Restore(model);
            }
            catch (InvalidDataException error) when (file != files[^1])
            {
                warnings.WriteLine($"BackupAndRestore goes on from an older backup, because the newest is damaged: {error.Message}");
            }
            catch (InvalidDataException error)
            {
                throw new InvalidDataException($"No backup in {path} can be read: {error.Message} Delete the folder to begin anew.", error);
            }
        }
        return null;
    }

    /// <summary>Writes a backup, and deletes those that are older than the one before.</summary>
    public void Write(FitState state)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"{Beginning}{state.Model.Optimizer!.Iteration.Counter:D12}{Ending}");
        BackupFile.Write(Path.Combine(path, name), state);
        foreach (string file in Files().Skip(Kept)) File.Delete(file);
    }

    /// <summary>Deletes all backups, and the folder where nothing else is in it.</summary>
    public void Delete()
    {
        // The oldest first: if this is broken off, what is left is the newest.
        foreach (string file in Files().Reverse()) File.Delete(file);
        if (!Directory.EnumerateFileSystemEntries(path).Any()) Directory.Delete(path);
    }

    // The newest first: the numbers have leading zeros.
    private string[] Files() => [.. Directory.GetFiles(path, $"{Beginning}*{Ending}").OrderDescending(StringComparer.Ordinal)];
}
