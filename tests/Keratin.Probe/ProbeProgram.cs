using System.Globalization;
using Keratin.Core;

namespace Keratin.Probe;

/// <summary>
/// Trains a few small networks and prints, for each, a hash of all its variables after the warm-up and the managed bytes that
/// the steps after it allocated, at the least. The tests compare what it prints under different settings of the runtime.
/// Arguments: the steps to measure at a time, the threads, optionally the only network to train.
/// </summary>
internal static class ProbeProgram
{
    private const int WarmUp = 40;

    // The runtime itself allocates an object now and then, when it compiles a method again. What a step allocates shows every time.
    private const int Windows = 5;

    private static readonly (string Name, NetworkSettings Settings, int Rows, int Batch, bool IsSparse, bool Fuse)[] s_cases =
    [
        ("single", new([13, 64, 64, 1], "relu", "scaled", Classes: false, Dropout: 0), 101, 1, false, true),
        ("batch", new([20, 70, 46], "tanh", "moments", Classes: true, Dropout: 0.2f), 100, 32, false, true),
        ("wide", new([300, 260, 10], "sigmoid", "scaled", Classes: true, Dropout: 0), 320, 300, false, false),
        ("curved", new([20, 70, 30, 5], "gelu", "descent", Classes: true, Dropout: 0), 100, 32, false, true),
        ("bent", new([20, 70, 30, 5], "elu", "descent", Classes: true, Dropout: 0), 100, 32, false, true),
        ("soft", new([20, 70, 30, 5], "softplus", "descent", Classes: true, Dropout: 0), 100, 32, false, true),
        ("penalties", new([20, 70, 5], "relu", "descent", Classes: false, Dropout: 0) { Penalties = true }, 100, 32, false, true),
        ("averaged", new([300, 260, 10], "relu", "averaged", Classes: true, Dropout: 0), 320, 300, false, true),
        ("clipped", new([1100, 64, 10], "relu", "clipped", Classes: true, Dropout: 0), 320, 300, true, true),
        ("sparse", new([1100, 64, 64, 46], "relu", "scaled", Classes: true, Dropout: 0), 1100, 512, true, true),
    ];

    private static void Main(string[] arguments)
    {
        int steps = int.Parse(arguments[0], CultureInfo.InvariantCulture);
        ThreadTeam? team = ThreadTeam.Rent(int.Parse(arguments[1], CultureInfo.InvariantCulture));
        foreach (var (name, settings, rows, batch, isSparse, fuse) in s_cases)
        {
            if (arguments.Length > 2 && arguments[2] != name) continue;
            var network = new Network(settings, 1, isSparse);
            NDArray x = isSparse ? MadeData.Sparse(2, rows, settings.Features, 0.05) : MadeData.Dense(2, rows, settings.Features);
            var training = new Training(network, x, MadeData.Truth(3, rows, settings), batch, fuse, team);
            if (!training.Run(WarmUp)) throw new InvalidOperationException($"The loss of \"{name}\" is not finite, so its hash says nothing.");
            ulong warm = network.Hash();
            long bytes = long.MaxValue;
            for (int window = 0; window < Windows; window++) bytes = Math.Min(bytes, Allocated(training, steps));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {warm:x16} {bytes}"));
        }
    }

    private static long Allocated(Training training, int steps)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        training.Run(steps);
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
