using System.Runtime.CompilerServices;

namespace Keratin;

public abstract partial class Model
{
    /// <summary>The model's outputs. A row's result is the same, to the last bit, alone and among others.</summary>
    /// <param name="x">The inputs, a row per sample.</param>
    /// <param name="batchSize">At least how many rows are worked on at once. Default: 32.</param>
    /// <returns>One output per row: (rows, …).</returns>
    /// <exception cref="ArgumentException">The data do not fit the model.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public NDArray Predict(NDArray x, int batchSize = 32)
    {
        TrainingData.CheckBatchSize(batchSize);
        return Built && x is { Length: 1, Rank: > 1 } ? PredictRow(x) : PredictRows(x, batchSize);
    }

    /// <summary>
    /// Compiles the model for prediction alone, over copies of its weights: for a web service to hold as long as it
    /// runs. What is done with the model afterwards changes nothing in the predictor.
    /// </summary>
    /// <returns>A predictor that any number of threads may use at once.</returns>
    /// <exception cref="InvalidOperationException">The model is not built yet.</exception>
    public Predictor ToPredictor()
    {
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
        CheckInput(x.Shape);
        Lookup?.Check(x, nameof(x));
        Shape output = OutputShape!;
        float[] values = GC.AllocateUninitializedArray<float>(output.RowSize);
        _gate.EnterReadLock();
        try
        {
            Inference inference = _plans.Inference;
            OneRow row = inference.RentRow();
            bool finite = row.TryRun(x, values, CompressInputs, Threads);
            inference.Return(row);
            if (!finite) TrainingData.CheckRows(x, nameof(x));
            return new NDArray(values, output.WithRows(1));
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }

    private NDArray PredictRows(NDArray x, int batchSize)
    {
        // Whether all numbers are finite is seen as they are read; only a model that would be built for them asks first.
        x = Built ? TrainingData.CheckShape(this, x) : WhileBuilding(() => TrainingData.Check(this, x));
        Shape output = OutputShape!.WithRows(x.Length);
        float[] values = GC.AllocateUninitializedArray<float>(output.Size);
        _gate.EnterReadLock();
        try
        {
            if (!_plans.Inference.TryRun(x, values, Threads, CompressInputs, batchSize)) TrainingData.CheckRows(x, nameof(x));
            return new NDArray(values, output);
        }
        finally
        {
            _gate.ExitReadLock();
        }
    }
}
