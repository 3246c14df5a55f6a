using System.Runtime.CompilerServices;
using Keratin.Core;

namespace Keratin;

public partial class Model
{
    /// <summary>The model's outputs. A row's result is the same, to the last bit, alone and among others.</summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="batchSize">At least how many rows are worked on at once. Default: 32.</param>
    /// <returns>One output per row: (rows, …).</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    /// <exception cref="InvalidOperationException">The model has several inputs or outputs.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NDArray Predict(NDArray x, int batchSize = 32)
    {
        TrainingData.CheckBatchSize(batchSize);
        return Built && _isPlain && x is { Length: 1, Rank: > 1 } ? PredictRow(x) : PredictRows(x, batchSize);
    }

    /// <summary>The outputs of a model with several inputs or outputs.</summary>
    /// <param name="x">An array for each input, in order, each with a row per sample.</param>
    /// <param name="batchSize">At least how many rows are worked on at once. Default: 32.</param>
    /// <returns>An array for each output, in order.</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    public NDArray[] Predict(NDArray[] x, int batchSize = 32)
    {
        ArgumentNullException.ThrowIfNull(x);
        TrainingData.CheckBatchSize(batchSize);
        if (_isPlain && x.Length == 1) return [Predict(x[0], batchSize)];
        Samples samples = WhileBuilding(() => TrainingData.Check(this, Compressed(x)));
        long begin = Telemetry.BeginPrediction();
        _gate.EnterReadLock();
        try
        {
            var key = PlanKey.For(Phase.Predict, samples, RowsAtOnce(samples, batchSize));
            PhasePlan plan = _plans.Rent(key);
            ThreadTeam? team = TeamFor(plan);
            NDArray[] outputs = Prediction.Run(plan, samples, OutputShapes, team);
            ThreadTeam.Return(team);
            _plans.Return(key, plan);
            Telemetry.EndPrediction(begin, Name, samples.Length);
            return outputs;
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    /// <summary>
    /// Compiles the model for prediction alone, over copies of its weights: for a web service to hold as long as it
    /// runs. What is done with the model afterwards changes nothing in the predictor.
    /// </summary>
    /// <returns>A predictor that any number of threads may use at once.</returns>
    /// <exception cref="InvalidOperationException">The model is not built yet, or has several inputs or outputs.</exception>
    public Predictor ToPredictor()
    {
        if (!_isPlain) throw new InvalidOperationException($"{this} has {Counted(InputNames, "input")} and {Counted(OutputNames, "output")}, but a predictor takes one array and gives one: call Predict([…]), or make a model with one input and one output.");
        RequireBuilt(nameof(ToPredictor));
        _gate.EnterReadLock();
        try
        {
            return new Predictor(this, _plans.Freeze());
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private NDArray PredictRow(NDArray x)
    {
        CheckInput(0, x.Shape);
        Lookup?.Check(x, nameof(x));
        Shape output = OutputShape!;
        float[] values = GC.AllocateUninitializedArray<float>(output.RowSize);
        long begin = Telemetry.BeginPrediction();
        _gate.EnterReadLock();
        try
        {
            Inference inference = _plans.Inference;
            OneRow row = inference.RentRow();
            bool finite = row.TryRun(x, values, CompressInputs, Threads);
            inference.Return(row);
            if (!finite) TrainingData.CheckRows(x, nameof(x));
            Telemetry.EndPrediction(begin, Name, samples: 1);
            return new NDArray(values, output.WithRows(1));
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private NDArray PredictRows(NDArray x, int batchSize)
    {
        RequirePlain(nameof(Predict));
        // Whether all numbers are finite is seen as they are read; only a model that would be built for them asks first.
        x = Built ? TrainingData.CheckShape(this, x) : WhileBuilding(() => TrainingData.Check(this, [x]).X[0]);
        Shape output = OutputShape!.WithRows(x.Length);
        float[] values = GC.AllocateUninitializedArray<float>(output.Size);
        long begin = Telemetry.BeginPrediction();
        _gate.EnterReadLock();
        try
        {
            if (!_plans.Inference.TryRun(x, values, Threads, CompressInputs, batchSize)) TrainingData.CheckRows(x, nameof(x));
            Telemetry.EndPrediction(begin, Name, x.Length);
            return new NDArray(values, output);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}
