using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Keratin.Steady;

/// <summary>Models that are made, compiled, trained, asked and dropped: what stays of them.</summary>
internal static class ManyModels
{
    private static readonly NDArray s_x = MadeRows.Numbers(256, 200);
    private static readonly NDArray s_y = MadeRows.Numbers(256, 1, seed: 2);

    /// <summary>Makes and drops them.</summary>
    /// <param name="count">How many.</param>
    /// <returns>How many of them are still there, and how much more memory and how many more threads the process has than before.</returns>
    public static Remains Run(int count)
    {
        var models = new WeakReference[count];
        // Some first, so that what the libraries make once is there.
        for (int i = 0; i < 50; i++) Use(i);
        (long managed, long resident, int threads) = Measure();
        for (int i = 0; i < count; i++) models[i] = Use(i);
        (long managedAfter, long residentAfter, int threadsAfter) = Measure();
        return new Remains(models.Count(model => model.IsAlive), (managedAfter - managed) / 1024, (residentAfter - resident) / 1024, threadsAfter - threads);
    }

    // Apart, so that no local of the caller keeps a model.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Use(int number)
    {
        // Every tenth is large enough for a team of threads.
        int units = number % 10 == 0 ? 200 : 8;
        var x = new Input([200], name: "x");
        KerasTensor hidden = new Dense(units, activation: "relu").Call(x);
        var model = new Model(x, new Dense(1).Call(new Concatenate().Call(hidden, new Dropout(0.1).Call(hidden))), seed: number) { Threads = 2 };
        model.Compile(number % 2 == 0 ? "adam" : "rmsprop", "mse", ["mae"]);
        model.TrainOnBatch(s_x, s_y);
        if (number % 5 == 0) model.Fit(s_x, s_y, batchSize: 128, verbose: 0);
        model.Predict(s_x);
        if (number % 3 == 0) model.ToPredictor().Predict(s_x);
        return new WeakReference(model);
    }

    private static (long Managed, long Resident, int Threads) Measure()
    {
        for (int i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true);
            GC.WaitForPendingFinalizers();
        }
        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true), process.WorkingSet64, process.Threads.Count);
    }
}
