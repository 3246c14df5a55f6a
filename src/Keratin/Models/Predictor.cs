using System.Globalization;
using System.Runtime.CompilerServices;

namespace Keratin;

/// <summary>
/// A model made ready to predict and nothing else, over its own copies of the weights: for a web service to hold as a
/// singleton. Any number of threads may use it at once; none waits for another.
/// </summary>
/// <remarks>
/// Its outputs equal those of <see cref="Model.Predict(NDArray, int)"/> at the time it was made to the last bit. A single row is
/// predicted on the caller's thread without allocating, once as many rows have been predicted at the same time as are
/// now. Nothing needs to be disposed.
/// </remarks>
/// <example>
/// <code>
/// Predictor predictor = model.ToPredictor();
/// Span&lt;float&gt; probabilities = stackalloc float[46];
/// predictor.Predict(row, probabilities);
/// </code>
/// </example>
public sealed class Predictor
{
    private readonly Inference _inference;
    private readonly string _model;
    private readonly string _name;
    private readonly Lookup? _lookup;
    private readonly int _threads;
    private readonly int _inputs;
    private readonly int _outputs;

    internal Predictor(Model model, Inference inference)
    {
        _inference = inference;
        (_model, _name) = (model.ToString(), model.Name);
        _lookup = model.Lookup;
        _threads = model.Threads;
        InputShape = model.InputShape!;
        OutputShape = model.OutputShape!;
        _inputs = InputShape.RowSize;
        _outputs = OutputShape.RowSize;
        // So that the first row of a service waits neither for its plan nor for the compiler. It is nobody's prediction: no host is told.
        PredictRow(new float[_inputs], new float[_outputs]);
    }

    /// <summary>The input's shape, batch first: <c>(None, 10000)</c>.</summary>
    public Shape InputShape { get; }

    /// <summary>The output's shape, batch first: <c>(None, 46)</c>.</summary>
    public Shape OutputShape { get; }

    /// <summary>The outputs for some rows; many rows are shared among as many threads as the model had.</summary>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <returns>One output per row: (rows, …).</returns>
    /// <exception cref="ArgumentException">The data do not fit the model, or are not finite.</exception>
    public NDArray Predict(NDArray x)
    {
        ArgumentNullException.ThrowIfNull(x);
        x = CheckInput(x);
        Shape shape = OutputShape.WithRows(x.Length);
        float[] values = GC.AllocateUninitializedArray<float>(shape.Size);
        Run(x, values);
        return new NDArray(values, shape);
    }

    /// <summary>The outputs for some rows, into memory of the caller's. Nothing is allocated once as many rows have been predicted before.</summary>
    /// <param name="x">The inputs, a row per sample: dense or sparse.</param>
    /// <param name="output">Where the outputs go, row after row: as many places as all of them have numbers. What stands there after an exception means nothing.</param>
    /// <exception cref="ArgumentException">The data do not fit the model or are not finite, or <paramref name="output"/> has another size.</exception>
    public void Predict(NDArray x, Span<float> output)
    {
        ArgumentNullException.ThrowIfNull(x);
        x = CheckInput(x);
        CheckOutput(output, x.Length);
        Run(x, output);
    }

    /// <summary>The outputs for some dense rows, into memory of the caller's. Nothing is allocated once as many rows have been predicted before.</summary>
    /// <param name="rows">The rows' numbers, row after row. Zeros cost little where most numbers are.</param>
    /// <param name="count">How many rows there are.</param>
    /// <param name="output">Where the outputs go, row after row: as many places as all of them have numbers. What stands there after an exception means nothing.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is below 1.</exception>
    /// <exception cref="ArgumentException">There are more or fewer numbers or places than so many rows have, or a number is NaN or infinite.</exception>
    public void Predict(ReadOnlySpan<float> rows, int count, Span<float> output)
    {
        if (count < 1) throw new ArgumentOutOfRangeException(nameof(count), string.Create(CultureInfo.InvariantCulture, $"count must be at least 1 but was {count}: it is the number of rows."));
        if (rows.Length != (long)count * _inputs)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{_model} was built for inputs of shape {InputShape}, so {count} rows must have {(long)count * _inputs} numbers but have {rows.Length}: give it rows of that size, or their right number."), nameof(rows));
        CheckOutput(output, count);
        _lookup?.Check(rows, _inputs, nameof(rows));
        long begin = Telemetry.BeginPrediction();
        if (_inference.TryRun(rows, count, output, _threads))
        {
            Telemetry.EndPrediction(begin, _name, count);
            return;
        }
        int place = NDArray.IndexOfNonFinite(rows);
        throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"rows must be finite numbers, but row {place / _inputs} has a NaN or an infinity at place {place % _inputs}: replace or leave out what is missing."), nameof(rows));
    }

    /// <summary>The output for one row. Nothing is allocated, and no other thread is waited for.</summary>
    /// <param name="row">The row's numbers, one after the other if <see cref="InputShape"/> has more than two axes. Zeros cost little.</param>
    /// <param name="output">Where the output goes: as many places as it has numbers. Unchanged where an exception is thrown.</param>
    /// <exception cref="ArgumentException">There are more or fewer numbers or places than the model has, or a number is NaN or infinite.</exception>
    public void Predict(ReadOnlySpan<float> row, Span<float> output)
    {
        long begin = Telemetry.BeginPrediction();
        PredictRow(row, output);
        Telemetry.EndPrediction(begin, _name, samples: 1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PredictRow(ReadOnlySpan<float> row, Span<float> output)
    {
        if (row.Length != _inputs)
            throw new ArgumentException($"{_model} was built for inputs of shape {InputShape}, so row must have {_inputs} numbers but has {row.Length}: give it rows of that size, or make a new model.", nameof(row));
        CheckOutput(output, 1);
        _lookup?.Check(row, _inputs, nameof(row));
        OneRow one = _inference.RentRow();
        bool finite = one.TryRun(row, output);
        _inference.Return(one);
        if (!finite)
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"row must be finite numbers, but it has a NaN or an infinity at place {NDArray.IndexOfNonFinite(row)}: replace or leave out what is missing."), nameof(row));
    }

    /// <summary>The output for one multi-hot row: 1 at the given places and 0 elsewhere. Nothing is allocated, and no other thread is waited for.</summary>
    /// <param name="indices">The places of the ones, ascending and each once: for text the indices of the words in it.</param>
    /// <param name="output">Where the output goes: as many places as it has numbers. Unchanged where an exception is thrown.</param>
    /// <exception cref="ArgumentException">A place lies outside the row or does not come after the one before, or <paramref name="output"/> has another size.</exception>
    public void Predict(ReadOnlySpan<int> indices, Span<float> output)
    {
        int last = -1;
        foreach (int index in indices)
        {
            if ((uint)index >= (uint)_inputs)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"indices must be from 0 to {_inputs - 1}, because {_model} was built for inputs of shape {InputShape}, but one is {index}: leave it out."), nameof(indices));
            if (index <= last)
                throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"indices must ascend and name each place once, but {index} follows {last}: sort them, and leave out what comes twice."), nameof(indices));
            last = index;
        }
        CheckOutput(output, 1);
        long begin = Telemetry.BeginPrediction();
        OneRow one = _inference.RentRow();
        one.Run(indices, output);
        _inference.Return(one);
        Telemetry.EndPrediction(begin, _name, samples: 1);
    }

    private void Run(NDArray x, Span<float> output)
    {
        long begin = Telemetry.BeginPrediction();
        bool finite;
        if (x.Length == 1)
        {
            OneRow one = _inference.RentRow();
            finite = one.TryRun(x, output, compress: true, threads: 1);
            _inference.Return(one);
        }
        else finite = _inference.TryRun(x, output, _threads);
        if (!finite) TrainingData.CheckRows(x, nameof(x));
        Telemetry.EndPrediction(begin, _name, x.Length);
    }

    private NDArray CheckInput(NDArray x)
    {
        TrainingData.CheckThereAreRows(x, nameof(x));
        x = TrainingData.Rows(x);
        if (!x.Shape.HasRowsOf(InputShape))
            throw new ArgumentException($"{_model} was built for inputs of shape {InputShape} but got {x.Shape}: give it rows of that shape, or make a new model.", nameof(x));
        _lookup?.Check(x, nameof(x));
        return x;
    }

    private void CheckOutput(ReadOnlySpan<float> output, int rows)
    {
        if (output.Length == (long)rows * _outputs) return;
        throw new ArgumentException(rows == 1
            ? $"{_model} gives outputs of shape {OutputShape}, so output must have {_outputs} places but has {output.Length}."
            : string.Create(CultureInfo.InvariantCulture, $"{_model} gives outputs of shape {OutputShape}, so output must have {(long)rows * _outputs} places for {rows} rows but has {output.Length}."), nameof(output));
    }
}
