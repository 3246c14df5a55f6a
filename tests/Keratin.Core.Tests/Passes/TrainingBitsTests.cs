using CsCheck;
using Keratin.Core;
using Keratin.Probe;

namespace Keratin.Core.Tests;

/// <summary>Random networks trained in every way that must not matter: one hash over all variables tells.</summary>
public sealed class TrainingBitsTests
{
    private static readonly Gen<NetworkSettings> s_settings =
        from features in Gen.OneOf(Gen.Int[1, 40], Gen.Int[500, 700])
        from hidden in Gen.Int[1, 80].Array[0, 3]
        from outputs in Gen.Int[1, 50]
        from activation in Gen.OneOf("relu", "tanh", "sigmoid", "elu", "gelu", "mish", "softplus", "ramp", "none")
        from rule in Gen.OneOf("descent", "scaled", "moments", "averaged", "clipped")
        from classes in Gen.Bool
        from dropout in Gen.OneOf(0f, 0.3f)
        select new NetworkSettings([features, .. hidden, outputs], activation, rule, classes, dropout);

    private static readonly Gen<(NetworkSettings Settings, int Rows, int Batch, ulong Seed)> s_runs =
        Gen.Select(s_settings, Gen.Int[1, 60], Gen.Int[1, 50], Gen.ULong);

    [Fact]
    public void Fused_and_unfused_plans_train_the_same_bits() =>
        s_runs.Sample(run => Assert.Equal(Hash(run, fuse: false), Hash(run, fuse: true)), iter: 60);

    [Fact]
    public void Sparse_and_dense_rows_train_the_same_bits() =>
        s_runs.Sample(run => Assert.Equal(Hash(run, isSparse: false), Hash(run, isSparse: true)), iter: 40);

    [Theory, InlineData(2), InlineData(3)]
    public void Threads_train_the_same_bits(int threads) =>
        s_runs.Sample(run => Assert.Equal(Hash(run, isSparse: true), Hash(run, isSparse: true, threads: threads)), iter: 25, threads: 1);

    [Fact]
    public void Threads_train_the_same_bits_where_every_step_is_cut()
    {
        foreach (string rule in (string[])["moments", "averaged", "clipped"])
            foreach (bool fuse in (bool[])[false, true])
            {
                var run = (new NetworkSettings([1100, 260, 300, 46], "tanh", rule, Classes: true, Dropout: 0.2f), Rows: 700, Batch: 400, Seed: 5ul);
                Assert.Equal(Hash(run, fuse, isSparse: true, steps: 3), Hash(run, fuse, isSparse: true, threads: 3, steps: 3));
            }
    }

    [Fact]
    public void An_arena_full_of_NaN_changes_no_bit() =>
        s_runs.Sample(run => Assert.Equal(Hash(run), Hash(run, poison: true)), iter: 60);

    [Fact]
    public void Another_seed_trains_other_bits()
    {
        var settings = new NetworkSettings([5, 4, 3], "relu", "scaled", Classes: true, Dropout: 0);
        Assert.NotEqual(Hash((settings, 10, 3, 1)), Hash((settings, 10, 3, 2)));
    }

    [Fact]
    public void Kernels_train_what_the_reference_trains()
    {
        s_runs.Where(run => run.Settings.Features < 50).Sample(run =>
        {
            // Rules that divide by the root of a tiny average amplify the rounding of a gradient that is nearly zero.
            NetworkSettings settings = run.Settings with { Rule = "descent" };
            var network = new Network(settings, run.Seed, false);
            NDArray x = MadeData.Dense(run.Seed, run.Rows, settings.Features), truth = MadeData.Truth(run.Seed + 1, run.Rows, settings);
            var reference = new ReferenceExecutor(network.Graph);
            var order = new int[run.Rows];
            RandomBits.Permute(7, order);
            for (int start = 0; start < run.Rows; start += run.Batch)
            {
                int[] rows = order[start..Math.Min(run.Rows, start + run.Batch)];
                reference.Run(rows.Length, new Dictionary<Node, double[]> { [network.X] = Rows(x, rows), [network.Truth] = Rows(truth, rows) });
            }
            new Training(network, x, truth, run.Batch, fuse: true).Run((run.Rows + run.Batch - 1) / run.Batch);
            foreach (Variable variable in network.Variables.Where(variable => variable.Type == ElementType.Float32))
                for (int i = 0; i < variable.Values.Length; i++) Assert.Equal(reference.State[variable][i], variable.Values[i], 2e-5);
            foreach (Variable variable in network.Variables.Where(variable => variable.Type == ElementType.Int64)) Assert.Equal(reference.State[variable][0], variable.Counter);
            foreach (Variable variable in network.Variables.Where(variable => variable.Type == ElementType.Float64)) Assert.Equal(reference.State[variable][0], variable.Total, 1e-3);
        }, iter: 40);

        static double[] Rows(NDArray data, int[] rows) => [.. rows.SelectMany(row => data[row].ToArray()).Select(value => (double)value)];
    }

    private static ulong Hash((NetworkSettings Settings, int Rows, int Batch, ulong Seed) run, bool fuse = true, bool isSparse = false, int threads = 1, bool poison = false, int steps = 8)
    {
        var network = new Network(run.Settings, run.Seed, isSparse);
        NDArray sparse = MadeData.Sparse(run.Seed + 1, run.Rows, run.Settings.Features, 0.2);
        ThreadTeam? team = ThreadTeam.Rent(threads);
        var training = new Training(network, isSparse ? sparse : sparse.ToDense(), MadeData.Truth(run.Seed + 2, run.Rows, run.Settings), run.Batch, fuse, team, poison);
        Assert.True(training.Run(steps));
        ThreadTeam.Return(team);
        return network.Hash();
    }
}
