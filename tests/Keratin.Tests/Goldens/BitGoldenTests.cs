using System.Runtime.CompilerServices;
using Keratin.Steady;

namespace Keratin.Tests;

/// <summary>
/// The bits of short trainings are those in <c>Bits.txt</c>: for any number of threads, on any width of vectors, sparse or
/// dense, in this build as in the last.
/// </summary>
public sealed class BitGoldenTests
{
    private static readonly Lazy<string[]> s_bits = new(() => [.. Courses.All.Select(course => $"{course.Run(threads: 1)} {course.Name}")]);

    /// <summary>
    /// With KERATIN_ACCEPT=1 in the environment the file is written anew. Whoever trains with the same seed after that gets
    /// another model than before: say so where the release's changes are told, line by line.
    /// </summary>
    [Fact]
    public void Trainings_give_the_bits_that_users_have_had()
    {
        string path = Path.Combine(Path.GetDirectoryName(ThisFile())!, "Bits.txt");
        if (Environment.GetEnvironmentVariable("KERATIN_ACCEPT") == "1") File.WriteAllLines(path, s_bits.Value);
        Assert.Equal(File.ReadAllLines(path), s_bits.Value);
    }

    [Theory, InlineData(2), InlineData(3), InlineData(8)]
    public void Threads_change_no_bit(int threads)
    {
        foreach (string name in (string[])["wide, sparse", "wide, dense", "layers"])
            Assert.Equal(s_bits.Value.Single(line => line[65..] == name), $"{Courses.Named(name).Run(threads)} {name}");
    }

    [Fact]
    public void Threads_share_the_wide_training()
    {
        Model model = Courses.Named("wide, dense").Make();
        Assert.True(new PhasePlan(model, new PlanKey(Phase.Train, [[-1, 1000]], [false], [[-1]], IsWeighted: false, MaxRows: 256), new Core.Variable("iteration", Shape.Scalar, Core.ElementType.Int64)).SharesWork);
    }

    [Fact]
    public void Sparse_and_dense_rows_have_the_same_bits()
    {
        string[] wide = [.. s_bits.Value.Where(line => line.Contains("wide", StringComparison.Ordinal)).Select(line => line[..64])];
        Assert.Equal(2, wide.Length);
        Assert.Equal(wide[0], wide[1]);
    }

    [Fact]
    public void Vectors_of_256_bits_give_the_same_bits() => Assert.Equal(s_bits.Value, ChildProcess.Run("Keratin.Steady", ["bits", "2"], "DOTNET_EnableAVX512=0"));

    // Without hardware for it, a fused multiply-add is a call, a hundred times slower and no less exact.
    [Theory]
    [InlineData("DOTNET_EnableAVX2=0", "activations", "branches")]
    [InlineData("DOTNET_EnableHWIntrinsic=0", "layers")]
    public void Processors_without_newer_instructions_give_the_same_bits(string setting, params string[] names) =>
        Assert.Equal(s_bits.Value.Where(line => names.Contains(line[65..])), ChildProcess.Run("Keratin.Steady", ["bits", "1", .. names], setting));

    [Fact]
    public void No_two_trainings_are_the_same() =>
        Assert.Equal(Courses.All.Count - 1, s_bits.Value.Select(line => line[..64]).Distinct().Count());

    [Fact]
    public void Every_layer_loss_and_optimizer_and_activation_is_in_one_of_them()
    {
        Model[] models = [.. Courses.All.Select(course => course.Make())];
        IEnumerable<Type> used = models.SelectMany(model => Used(model)).Select(part => part.GetType()).Append(typeof(Input));
        Assert.Empty(new[] { typeof(Layer), typeof(Loss), typeof(Optimizer) }.SelectMany(kind => typeof(Model).Assembly.GetExportedTypes().Where(type => type.IsAssignableTo(kind) && !type.IsAbstract)).Except(used));
        Assert.Equal(Activations.Known.Names.Count(), Courses.Named("activations").Make().Layers.OfType<Dense>().Count() - 1);

        static IEnumerable<object> Used(Model model) => [.. model.Flattened, .. model.Compilation!.Goals.Select(goal => goal.Loss), model.Optimizer!];
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
