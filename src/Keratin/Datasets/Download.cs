using System.Security.Cryptography;
using Keratin.Formats;

namespace Keratin;

/// <summary>Brings a dataset's file over the network: a private file first, and its final name only once its hash is right.</summary>
internal static class Download
{
    // No file of Keras's datasets comes near; an endless answer must not fill the disk.
    private const long Largest = 1L << 30;

    /// <summary>How long the server may send nothing.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    /// <summary>Downloads a file, waiting until it is complete.</summary>
    /// <param name="path">Where to; the folder is made if it is not there.</param>
    /// <param name="file">What.</param>
    /// <param name="host">The machine.</param>
    /// <exception cref="InvalidDataException">The hash is wrong. Nothing is left behind.</exception>
    public static void To(string path, DatasetFile file, DatasetHost host)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // On a thread of the pool, so that a caller's synchronization context cannot lock up.
        Task.Run(() => AtomicFile.WriteAsync(path, target => Fetch(target, path, file, host))).GetAwaiter().GetResult();
    }

    private static async Task Fetch(Stream target, string path, DatasetFile file, DatasetHost host)
    {
        using var patience = new CancellationTokenSource(LongestSilence);
        using var client = new HttpClient(host.Network()) { Timeout = Timeout.InfiniteTimeSpan };
        using HttpResponseMessage response = await client.GetAsync(new Uri(file.Address), HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
        using var progress = new DownloadProgress(file, path, response.Content.Headers.ContentLength, host);
        Stream source = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(file.Algorithm);
        var buffer = new byte[1 << 16];
        long received = 0;
        while (true)
        {
            patience.CancelAfter(LongestSilence);
            int count = await source.ReadAsync(buffer, patience.Token).ConfigureAwait(false);
            if (count == 0) break;
            received += count;
            if (received > Largest) throw new InvalidDataException($"{file.Address} sends more than {Largest:N0} bytes; the download was stopped and deleted.");
            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), patience.Token).ConfigureAwait(false);
            progress.Report(received);
        }
        string got = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (got != file.Hash)
            throw new InvalidDataException($"{file.Address} sent {received:N0} bytes with the wrong {file.Algorithm.Name} hash: expected {file.Hash}, got {got}. The download was deleted. Try again; if it stays so, something between here and Keras's server changes the file.");
    }
}
