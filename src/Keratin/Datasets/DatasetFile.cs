using System.Globalization;
using System.Security.Cryptography;

namespace Keratin;

/// <summary>A file of a dataset: its name, where Keras serves it, and the hash that a download must have.</summary>
/// <param name="Name">The name, the same here, in Keras's folder and at Keras's address.</param>
/// <param name="Algorithm">The hash that Keras publishes for it.</param>
/// <param name="Hash">The hash in hexadecimal, lower case.</param>
/// <param name="Size">Its bytes as Keras serves it, which no download may exceed.</param>
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
    /// <exception cref="InvalidDataException">What was downloaded has another size or hash.</exception>
    public string Find(string? path, DatasetHost host)
    {
        if (path is not null) return Given(path);
        if (Look(host) is { } found) return found;
        string cached = DownloadPath(host);
        try
        {
            Download.To(cached, this, host);
            return cached;
        }
        catch (Exception error) when (error is HttpRequestException or OperationCanceledException)
        {
            string cause = error is OperationCanceledException ? string.Create(CultureInfo.InvariantCulture, $"no answer within {host.Patience.TotalSeconds} seconds") : error.Message;
            throw Nowhere(host, "no such file", cause, "download that address by hand and put the file", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Nowhere(host, $"no such file, and none can be written there: {error.Message}", "needs that folder", "set the environment variable KERAS_HOME to a folder that can be written; or download that address by hand and put the file", error);
        }
    }

    /// <summary>The path of the file where it is searched; null where it is nowhere.</summary>
    public string? Look(DatasetHost host) => InOwnFolder(host) is { } own && File.Exists(own) ? own : File.Exists(DownloadPath(host)) ? DownloadPath(host) : null;

    /// <summary>Where a download goes: into Keras's folder.</summary>
    public string DownloadPath(DatasetHost host) => Path.Combine(host.KerasFolder, Name);

    private string? InOwnFolder(DatasetHost host) => host.OwnFolder is { } folder ? Path.Combine(folder, Name) : null;

    private FileNotFoundException Nowhere(DatasetHost host, string onDisk, string onNetwork, string whatToDo, Exception error) => new(
        $"""
        The dataset file {Name} was not found and could not be downloaded. Tried in this order:
          {(InOwnFolder(host) is { } own ? $"{own} (from KERATIN_DATASETS): no such file" : "the environment variable KERATIN_DATASETS: not set")}
          {DownloadPath(host)} (the folder of Keras): {onDisk}
          {Address}: {onNetwork}
        What to do: {whatToDo} into {host.KerasFolder}, or into any folder whose path you set in the environment variable KERATIN_DATASETS, or give its path to LoadData.
        """.ReplaceLineEndings("\n"), Name, error);

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
