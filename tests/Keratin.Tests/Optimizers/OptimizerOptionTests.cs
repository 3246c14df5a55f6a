using Keratin.Core;
using Keratin.Parity;

namespace Keratin.Tests;

/// <summary>What all optimizers have in common, against the formulas in double precision, without any of the library's code.</summary>
public sealed class OptimizerOptionTests
{
    private const double Rate = 0.05;

    private static readonly float[][] Start = [[0.5f, -1, 2, 0.25f, -3], [1, -0.125f, 0]];

    private static string Words(Action make) => Assert.ThrowsAny<Exception>(make).Message.Split(" (Parameter")[0];

    private static float[][] Gradients(int step) =>
        [.. Start.Select((weight, k) => weight.Select((_, i) => (float)(Math.Sin(3 * step + 5 * i + k) * Math.Pow(4, i - 2))).ToArray())];

    private static double Norm(params IEnumerable<double>[] values) => Math.Sqrt(values.SelectMany(x => x).Sum(x => x * x));

    public static TheoryData<string> Cases => [.. Samples.Keys];

    private static readonly Dictionary<string, Func<SGD>> Samples = new()
    {
        ["decay"] = () => new(Rate) { WeightDecay = 0.3 },
        ["value"] = () => new(Rate) { ClipValue = 0.4 },
        ["norm"] = () => new(Rate) { ClipNorm = 0.7 },
        ["global norm"] = () => new(Rate) { GlobalClipNorm = 0.9 },
        ["a norm that is large enough"] = () => new(Rate) { ClipNorm = 1e6 },
        ["average"] = () => new(Rate) { UseEma = true },
        ["average of another momentum that overwrites"] = () => new(Rate) { UseEma = true, EmaMomentum = 0.6, EmaOverwriteFrequency = 3 },
        ["collected"] = () => new(Rate) { GradientAccumulationSteps = 4 },
        ["collected, norm, decay"] = () => new(Rate) { GradientAccumulationSteps = 2, ClipNorm = 0.7, WeightDecay = 0.1 },
        ["collected, global norm, average that overwrites"] = () => new(Rate) { GradientAccumulationSteps = 3, GlobalClipNorm = 0.7, UseEma = true, EmaMomentum = 0.5, EmaOverwriteFrequency = 2 },
        ["collected, value, decay, average"] = () => new(Rate) { GradientAccumulationSteps = 2, ClipValue = 0.3, WeightDecay = 0.2, UseEma = true, EmaMomentum = 0.9 },
    };

    // The order is that of Keras's BaseOptimizer.
    [Theory]
    [MemberData(nameof(Cases))]
    public void Steps_are_those_of_Keras(string name)
    {
        SGD optimizer = Samples[name]();
        var run = new OptimizerRun(optimizer, Start);
        double[][] w = [.. Start.Select(weight => Array.ConvertAll(weight, value => (double)value))];
        double[][] average = [.. w.Select(weight => new double[weight.Length])], collected = [.. w.Select(weight => new double[weight.Length])];
        int every = optimizer.GradientAccumulationSteps ?? 1;
        for (int iteration = 0; iteration < 13; iteration++)
        {
            float[][] given = Gradients(iteration);
            run.Step(given);
            double[][] g = [.. given.Select((values, k) => values.Select((value, i) => (value + collected[k][i]) / every).ToArray())];
            bool updates = (iteration + 1) % every == 0;
            double globalNorm = Norm(g);
            for (int k = 0; k < w.Length; k++)
            {
                double norm = Norm(g[k]);
                for (int i = 0; i < w[k].Length; i++)
                {
                    collected[k][i] = updates ? 0 : collected[k][i] + given[k][i];
                    if (updates)
                    {
                        double step = g[k][i];
                        if (optimizer.ClipNorm is { } most && norm > most) step *= most / norm;
                        if (optimizer.GlobalClipNorm is { } mostOfAll && globalNorm > mostOfAll) step *= mostOfAll / globalNorm;
                        if (optimizer.ClipValue is { } limit) step = Math.Clamp(step, -limit, limit);
                        w[k][i] -= w[k][i] * (optimizer.WeightDecay ?? 0) * Rate;
                        w[k][i] -= Rate * step;
                    }
                    double momentum = iteration / every == 0 ? 0 : optimizer.EmaMomentum;
                    average[k][i] = momentum * average[k][i] + (1 - momentum) * w[k][i];
                    if (optimizer.UseEma && optimizer.EmaOverwriteFrequency is { } frequency && (iteration / every + 1) % frequency == 0) w[k][i] = average[k][i];
                }
                Reference.Close(w[k], run[k], 2e-6);
            }
        }
        Variable[] slots = [.. optimizer.Slots];
        double[][] kept = [.. optimizer.UseEma ? average : [], .. every > 1 ? collected : []];
        Assert.Equal(kept.Length, slots.Length);
        for (int k = 0; k < kept.Length; k++) Reference.Close(kept[k], Array.ConvertAll(slots[k].Values.ToArray(), value => (double)value), 2e-6);
    }

    // With a sum of gradients, Adam's step counts updates, not batches.
    [Fact]
    public void Collected_batches_make_the_step_of_one_large_batch()
    {
        NDArray x = Examples.Numbers(24, 6), y = Examples.Labels(24, 5);
        NDArray[] Trained(int? steps, int batchSize)
        {
            Sequential model = Examples.Classification(6);
            model.Compile(new Adam { GradientAccumulationSteps = steps }, "sparse_categorical_crossentropy");
            model.Fit(x, y, batchSize, epochs: 2, verbose: 0, shuffle: false);
            return model.GetWeights();
        }

        foreach ((NDArray together, NDArray apart) in Trained(null, 12).Zip(Trained(3, 4))) Reference.Close(together.ToDoubles(), apart.ToDoubles(), 2e-5);
    }

    [Fact]
    public void Fit_ends_with_the_averages_as_weights()
    {
        NDArray x = Examples.Numbers(20, 6), y = Examples.Labels(20, 5);
        Sequential model = Examples.Classification(6);
        var optimizer = new SGD(Rate) { UseEma = true, EmaMomentum = 0.5 };
        model.Compile(optimizer, "sparse_categorical_crossentropy");
        model.Fit(x, y, batchSize: 10, verbose: 0);

        Assert.Equal(optimizer.Slots.Select(average => string.Join(' ', average.Values.ToArray())), model.GetWeights().Select(weight => string.Join(' ', weight.ToArray())));
        Sequential plain = Examples.Classification(6);
        plain.Compile(new SGD(Rate), "sparse_categorical_crossentropy");
        plain.Fit(x, y, batchSize: 10, verbose: 0);
        Assert.NotEqual(plain.Bits(), model.Bits());
    }

    [Fact]
    public void A_loop_over_batches_ends_as_Fit_does_once_the_averages_are_put_in_place()
    {
        NDArray x = Examples.Numbers(20, 6), y = Examples.Labels(20, 5);
        Sequential fitted = Averaged(out _), looped = Averaged(out SGD optimizer);
        looped.BuildFor([x.Shape]);
        string first = looped.Bits();
        optimizer.FinalizeVariableValues();
        Assert.Equal(first, looped.Bits());
        fitted.Fit(x, y, batchSize: 10, verbose: 0, shuffle: false);
        for (int i = 0; i < 2; i++) looped.TrainOnBatch(x[(10 * i)..(10 * i + 10)], y[(10 * i)..(10 * i + 10)]);
        Assert.NotEqual(fitted.Bits(), looped.Bits());
        optimizer.FinalizeVariableValues();
        Assert.Equal(fitted.Bits(), looped.Bits());

        static Sequential Averaged(out SGD optimizer)
        {
            Sequential model = Examples.Classification(6);
            model.Compile(optimizer = new SGD(Rate) { UseEma = true, EmaMomentum = 0.5 }, "sparse_categorical_crossentropy");
            return model;
        }
    }

    [Fact]
    public void A_fold_is_judged_with_the_averages()
    {
        NDArray x = Examples.Numbers(20, 6), y = Examples.Labels(20, 5);
        var models = new List<Sequential>();
        CrossValidationResult result = CrossValidation.KFold(_ =>
        {
            Sequential model = Examples.Classification(6);
            model.Compile(new SGD(Rate) { UseEma = true, EmaMomentum = 0.9 }, "sparse_categorical_crossentropy");
            models.Add(model);
            return model;
        }, x, y, k: 2, epochs: 3, batchSize: 2);

        Assert.Equal(models[0].Evaluate(x[..10], y[..10])["loss"], result.Scores["loss"][0]);
    }

    [Fact]
    public void Averages_and_weights_change_places_once_and_a_reset_forgets_all()
    {
        var optimizer = new Adagrad(Rate, initialAccumulatorValue: 0.25) { UseEma = true, EmaMomentum = 0.5 };
        var run = new OptimizerRun(optimizer, Start);
        optimizer.FinalizeVariableValues();
        Assert.Equal(Start[0], Array.ConvertAll(run[0], value => (float)value));
        optimizer.BeginTraining();
        for (int step = 0; step < 3; step++) run.Step(Gradients(step));
        double[] weight = run[0], average = Values(optimizer.Slots[0]);
        Assert.NotEqual(weight, average);

        optimizer.SwapAverages(inPlace: false);
        Assert.Equal(weight, run[0]);
        for (int again = 0; again < 2; again++)
        {
            optimizer.SwapAverages(inPlace: true);
            Assert.True(optimizer.AveragesInPlace);
            Assert.Equal(average, run[0]);
            Assert.Equal(weight, Values(optimizer.Slots[0]));
        }
        optimizer.SwapAverages(inPlace: false);
        Assert.Equal(weight, run[0]);
        optimizer.FinalizeVariableValues();
        Assert.False(optimizer.AveragesInPlace);
        Assert.Equal(average, run[0]);
        Assert.Equal(average, Values(optimizer.Slots[0]));

        optimizer.LearningRate = 0.5;
        optimizer.BeginTraining();
        optimizer.SwapAverages(inPlace: true);
        optimizer.Reset();
        Assert.False(optimizer.AveragesInPlace);
        Assert.Equal(0, optimizer.Iteration.Counter);
        Assert.Equal((float)Rate, optimizer.LearningRate);
        Assert.All(optimizer.Slots.Take(2), slot => Assert.All(Values(slot), value => Assert.Equal(0, value)));
        Assert.All(optimizer.Slots.Skip(2), slot => Assert.All(Values(slot), value => Assert.Equal(0.25, value)));
        optimizer.LearningRate = 0.5;
        optimizer.BeginTraining();
        optimizer.Reset();
        Assert.Equal(0.5, optimizer.LearningRate);

        static double[] Values(Variable slot) => Array.ConvertAll(slot.Values.ToArray(), value => (double)value);
    }

    [Fact]
    public void A_reset_goes_back_to_the_beginning_of_a_schedule()
    {
        var optimizer = new SGD { LearningRateSchedule = new PiecewiseConstantDecay([0], [0.5, 0.25]) };
        var run = new OptimizerRun(optimizer, Start);
        optimizer.BeginTraining();
        run.Step(Gradients(0));
        optimizer.BeginStep();
        Assert.Equal(0.25, optimizer.LearningRate);
        optimizer.Reset();
        Assert.Equal(0.5, optimizer.LearningRate);
    }

    [Fact]
    public void An_optimizer_that_was_loaded_within_its_schedule_begins_it_anew()
    {
        var optimizer = new SGD { LearningRateSchedule = new PiecewiseConstantDecay([10], [0.5, 0.25]) };
        optimizer.Iteration.Counter = 11;
        optimizer.BeginStep();
        optimizer.BeginTraining();
        optimizer.Reset();
        Assert.Equal(0.5, optimizer.LearningRate);
    }

    [Fact]
    public void Weights_that_are_named_do_not_decay()
    {
        double[][] After(Action<SGD> exclude)
        {
            var optimizer = new SGD(Rate) { WeightDecay = 0.5 };
            exclude(optimizer);
            var run = new OptimizerRun(optimizer, Start);
            run.Step([.. Start.Select(weight => new float[weight.Length])]);
            return [run[0], run[1]];
        }
        double[] kernel = Array.ConvertAll(Start[0], value => (double)value), bias = Array.ConvertAll(Start[1], value => (double)value);
        double[] Decayed(double[] weight) => Array.ConvertAll(weight, value => value * (1 - Rate * 0.5));

        double[][] both = After(_ => { }), noBias = After(optimizer => optimizer.ExcludeFromWeightDecay(names: ["bias"]));
        Reference.Close(Decayed(kernel), both[0], 1e-6);
        Reference.Close(Decayed(bias), both[1], 1e-6);
        Reference.Close(Decayed(kernel), noBias[0], 1e-6);
        Reference.Close(bias, noBias[1], 0);

        // The last call counts.
        double[][] later = After(optimizer =>
        {
            optimizer.ExcludeFromWeightDecay(names: ["kernel"]);
            optimizer.ExcludeFromWeightDecay(names: ["bias", "gamma"]);
        });
        Reference.Close(Decayed(kernel), later[0], 1e-6);
        Reference.Close(bias, later[1], 0);

        Sequential model = Examples.Classification(6);
        var named = new SGD(Rate) { WeightDecay = 0.5 };
        named.ExcludeFromWeightDecay(variables: [model.Weights[0]]);
        model.Compile(named, "sparse_categorical_crossentropy");
        model.Fit(Examples.Numbers(5, 6), Examples.Labels(5, 5), verbose: 0);
        Assert.Equal("sgd: ExcludeFromWeightDecay must be called before training begins.", Words(() => named.ExcludeFromWeightDecay(names: ["bias"])));
        Assert.Equal("sgd: an empty name would spare every weight from WeightDecay; leave WeightDecay out instead.", Words(() => new SGD().ExcludeFromWeightDecay(names: [""])));
    }

    [Fact]
    public void Weights_that_are_given_do_not_decay()
    {
        Variable kernel = new("dense/kernel", [2]), bias = new("dense/bias", [1]);
        double[] Decays(params Variable[][] spared)
        {
            var optimizer = new SGD { WeightDecay = 0.5 };
            foreach (Variable[] variables in spared) optimizer.ExcludeFromWeightDecay(variables);
            optimizer.Build([kernel, bias]);
            Node[] gradients = [new(new Placeholder("g", kernel.Shape)), new(new Placeholder("g", bias.Shape))];
            return [.. optimizer.Effects([kernel, bias], gradients).Take(2).Select(effect => ((UpdateOperation)effect.Operation).Options.WeightDecay)];
        }

        Assert.Equal([0.5, 0.5], Decays());
        Assert.Equal([0, 0.5], Decays([kernel]));
        Assert.Equal([0, 0], Decays([kernel, bias]));
        // The last call counts.
        Assert.Equal([0.5, 0], Decays([kernel], [bias]));
    }

    [Fact]
    public void AdamW_decays_by_itself()
    {
        Assert.Equal(0.004, new AdamW().WeightDecay);
        Assert.Equal("adamw: weightDecay must be 0 or positive but was -1.", Words(() => new AdamW(weightDecay: -1)));
        Assert.Equal("adamw: beta1 must be from 0 to below 1 but was 1.", Words(() => new AdamW(beta1: 1)));
        Assert.Equal("adamw: beta2 must be from 0 to below 1 but was 1.", Words(() => new AdamW(beta2: 1)));
        Assert.Equal("adamw: epsilon must be a small positive number, such as 1e-7, but was 0.", Words(() => new AdamW(epsilon: 0)));
    }

    [Fact]
    public void Slots_stand_in_the_order_of_Keras_files()
    {
        var optimizer = new RMSprop { UseEma = true, GradientAccumulationSteps = 2 };
        optimizer.Build([new Variable("dense/kernel", [2]), new Variable("dense/bias", [1])]);
        Assert.Equal(
            [
                "rmsprop/dense/kernel/average", "rmsprop/dense/bias/average", "rmsprop/dense/kernel/gradient_accumulator", "rmsprop/dense/bias/gradient_accumulator",
                "rmsprop/dense/kernel/velocity", "rmsprop/dense/bias/velocity",
            ], optimizer.Slots.Select(slot => slot.Name));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Threads_and_sparsity_change_no_bit(bool global)
    {
        NDArray x = Examples.MultiHot(300, 1000), y = Examples.Labels(300, 10);
        string Trained(NDArray inputs, int threads)
        {
            Sequential model = Examples.Classification(1000, classes: 10, units: 64);
            model.Compile(new Adam { WeightDecay = 0.01, GlobalClipNorm = global ? 0.01 : null, ClipValue = global ? null : 0.001, UseEma = true }, "sparse_categorical_crossentropy");
            model.Threads = threads;
            model.Fit(inputs, y, batchSize: 128, epochs: 2, verbose: 0);
            return model.Bits();
        }
        string one = Trained(x, 1);

        Assert.Equal(one, Trained(x, 2));
        Assert.Equal(one, Trained(x, 3));
        Assert.Equal(one, Trained(x.ToDense(), 1));
    }

    [Fact]
    public void Settings_out_of_range_are_refused()
    {
        Assert.Equal("sgd: WeightDecay must be 0 or positive but was -0.1.", Words(() => new SGD { WeightDecay = -0.1 }));
        Assert.Equal("sgd: ClipNorm must be positive, or null not to clip, but was 0.", Words(() => new SGD { ClipNorm = 0 }));
        Assert.Equal("sgd: ClipValue must be positive, or null not to clip, but was -1.", Words(() => new SGD { ClipValue = -1 }));
        Assert.Equal("sgd: GlobalClipNorm must be positive, or null not to clip, but was NaN.", Words(() => new SGD { GlobalClipNorm = double.NaN }));
        Assert.Equal("adam: gradients can be clipped in one way only, but ClipNorm is 1 and ClipValue was to be 0.5.", Words(() => new Adam { ClipNorm = 1, ClipValue = 0.5 }));
        Assert.Equal("adam: gradients can be clipped in one way only, but ClipValue is 1 and GlobalClipNorm was to be 2.", Words(() => new Adam { ClipValue = 1, GlobalClipNorm = 2 }));
        Assert.Equal("adam: EmaMomentum must be from 0 to 1 but was 1.5.", Words(() => new Adam { EmaMomentum = 1.5 }));
        Assert.Equal("adam: EmaOverwriteFrequency must be at least 1 step, or null for never, but was 0.", Words(() => new Adam { EmaOverwriteFrequency = 0 }));
        Assert.Equal("adam: GradientAccumulationSteps must be at least 2, or null to use each step's gradient, but was 1.", Words(() => new Adam { GradientAccumulationSteps = 1 }));
        Assert.Equal("sgd: ClipNorm must be positive, or null not to clip, but was Infinity.", Words(() => new SGD { ClipNorm = double.PositiveInfinity }));
        Assert.Equal("sgd: WeightDecay must be 0 or positive but was Infinity.", Words(() => new SGD { WeightDecay = double.PositiveInfinity }));
        Assert.Equal("adam: EmaMomentum must be from 0 to 1 but was -0.5.", Words(() => new Adam { EmaMomentum = -0.5 }));
        _ = new Adam { EmaMomentum = 0, EmaOverwriteFrequency = 1, GradientAccumulationSteps = 2, ClipNorm = 1 };
        var changed = new Adam { ClipNorm = 1 };
        changed.ClipNorm = 2;
        (changed.ClipNorm, changed.GlobalClipNorm) = (null, 3);
        Assert.Equal(3, changed.GlobalClipNorm);
        _ = new Adam { WeightDecay = 0, ClipNorm = null, ClipValue = 0.5, EmaMomentum = 1, EmaOverwriteFrequency = null, GradientAccumulationSteps = null };
    }
}
