using System.Security.Cryptography;
using Keratin.Formats;

namespace Keratin;

/// <summary>Brings a dataset's file over the network: a private file first, and its final name only once its hash is right.</summary>
internal static class Download
{
    private const string WhatToDo = "The download was deleted. Try again; if it stays so, something between here and Keras's server changes the file.";

    /// <summary>Downloads a file, waiting until it is complete.</summary>
    /// <param name="path">Where to; the folder is made if it is not there.</param>
    /// <param name="file">What.</param>
    /// <param name="host">The machine.</param>
    /// <exception cref="HttpRequestException">The server cannot be reached, or its answer ends too early.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="InvalidDataException">The size or the hash is wrong. Nothing is left behind.</exception>
    public static void To(string path, DatasetFile file, DatasetHost host)
    {
        OutputFolder.Make(Path.GetDirectoryName(path)!);
        // On a thread of the pool, so that a caller's synchronization context cannot lock up.
        Task.Run(() => AtomicFile.WriteAsync(path, target => Fetch(target, path, file, host))).GetAwaiter().GetResult();
    }

    private static async Task Fetch(Stream target, string path, DatasetFile file, DatasetHost host)
    {
        using var patience = new CancellationTokenSource(host.Patience);
        using var client = new HttpClient(host.Network()) { Timeout = Timeout.InfiniteTimeSpan };
        using HttpResponseMessage response = await client.GetAsync(new Uri(file.Address), HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        if (response.Headers.Location is { } elsewhere) throw new HttpRequestException($"it answers with a redirect to {elsewhere}, which is not followed");
        response.EnsureSuccessStatusCode();
        long? declared = response.Content.Headers.ContentLength;
        if (declared > file.Size) throw TooLong(file, declared.Value);
        using var progress = new DownloadProgress(file, path, declared, host);
        Stream source = await response.Content.ReadAsStreamAsync(patience.Token).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(file.Algorithm);
        var buffer = new byte[1 << 16];
        long received = 0;
        while (true)
        {
            patience.CancelAfter(host.Patience);
            int count = await Read(source, buffer, patience.Token).ConfigureAwait(false);
            if (count == 0) break;
            received += count;
            // An endless answer must not fill the disk.
            if (received > file.Size) throw TooLong(file, received);
            hash.AppendData(buffer, 0, count);
            await target.WriteAsync(buffer.AsMemory(0, count), patience.Token).ConfigureAwait(false);
            progress.Report(received);
        }
        string got = Convert.ToHexStringLower(hash.GetHashAndReset());
        if (got != file.Hash)
            throw new InvalidDataException($"{file.Address} sent {Quantity.Of(received, "byte")} with the wrong {file.Algorithm.Name} hash: expected {file.Hash}, got {got}. {WhatToDo}");
    }

    // What goes wrong on the network is told apart from what goes wrong on the disk.
    private static async ValueTask<int> Read(Stream source, byte[] buffer, CancellationToken cancellation)
    {
        try
        {
            return await source.ReadAsync(buffer, cancellation).ConfigureAwait(false);
        }
        catch (IOException error)
        {
            throw new HttpRequestException(error.Message, error);
        }
    }

    private static InvalidDataException TooLong(DatasetFile file, long bytes) =>
        new($"{file.Address} sends {Quantity.Of(bytes, "byte")} or more, but {file.Name} has {Quantity.Of(file.Size)}. {WhatToDo}");
}
