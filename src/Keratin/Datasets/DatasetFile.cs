using System.Security.Cryptography;

namespace Keratin;

/// <summary>A file of a dataset: its name, where Keras serves it, and the hash that a download must have.</summary>
/// <param name="Name">The name, the same here, in Keras's folder and at Keras's address.</param>
/// <param name="Algorithm">The hash that Keras publishes for it.</param>
/// <param name="Hash">The hash in hexadecimal, lower case.</param>
/// <param name="Size">Its bytes as Keras serves it, for those who want to know before; nothing depends on it.</param>
internal sealed record DatasetFile(string Name, HashAlgorithmName Algorithm, string Hash, long Size)
{
    /// <summary>Where Keras serves the file.</summary>
    public string Address => "https://storage.googleapis.com/tensorflow/tf-keras-datasets/" + Name;

    /// <summary>
    /// Finds the file: at the given path; else in the folder of <c>KERATIN_DATASETS</c>; else in Keras's folder, into
    /// which it is downloaded if it is nowhere.
    /// </summary>
    /// <param name="path">The file, or a folder that holds it; null to search.</param>
    /// <param name="host">The machine.</param>
    /// <returns>The path of a file that exists. Only a downloaded one has had its hash checked.</returns>
    /// <exception cref="FileNotFoundException">It is not there, and cannot be downloaded; the message lists what was tried.</exception>
    /// <exception cref="InvalidDataException">What was downloaded has another hash.</exception>
    public string Find(string? path, DatasetHost host)
    {
        if (path is not null) return Given(path);
        if (Look(host) is { } found) return found;
        string? own = InOwnFolder(host);
        string cached = DownloadPath(host);
        try
        {
            Download.To(cached, this, host);
            return cached;
        }
        catch (Exception error) when (error is HttpRequestException or IOException or UnauthorizedAccessException or OperationCanceledException)
        {
            throw new FileNotFoundException(
                $"""
                The dataset file {Name} was not found and could not be downloaded. Tried in this order:
                  {(own is null ? "the environment variable KERATIN_DATASETS: not set" : $"{own} (from KERATIN_DATASETS): no such file")}
                  {cached} (the folder of Keras): no such file
                  {Address}: {(error is OperationCanceledException ? $"no answer within {(int)Download.LongestSilence.TotalSeconds} seconds" : error.Message)}
                What to do: download that address by hand and put the file into {host.KerasFolder}, or into any folder whose path you set in the environment variable KERATIN_DATASETS, or give its path to LoadData.
                """.ReplaceLineEndings("\n"), Name, error);
        }
    }

    /// <summary>The path of the file where it is searched; null where it is nowhere.</summary>
    public string? Look(DatasetHost host) => InOwnFolder(host) is { } own && File.Exists(own) ? own : File.Exists(DownloadPath(host)) ? DownloadPath(host) : null;

    /// <summary>Where a download goes: into Keras's folder.</summary>
    public string DownloadPath(DatasetHost host) => Path.Combine(host.KerasFolder, Name);

    private string? InOwnFolder(DatasetHost host) => host.OwnFolder is { } folder ? Path.Combine(folder, Name) : null;

    private string Given(string path)
    {
        if (File.Exists(path)) return path;
        string inside = Path.Combine(path, Name);
        if (File.Exists(inside)) return inside;
        throw new FileNotFoundException(Directory.Exists(path)
            ? $"The folder '{path}' holds no file {Name}."
            : $"There is no file '{path}'. Give the path of {Name}, or leave the path out to search for it and download it.", Name);
    }
}
