namespace Keratin;

/// <summary>One set of hyper-parameters, tried out.</summary>
public sealed class Trial
{
    internal Trial(int number, HyperParameters hyperParameters, string objective, CrossValidationResult? result, string? failure)
    {
        (Number, HyperParameters, Result, Failure) = (number, hyperParameters, result, failure);
        Score = result?.Mean[objective] ?? double.NaN;
    }

    /// <summary>The trial's number, counted from 1 in the order in which they ran.</summary>
    public int Number { get; }

    /// <summary>What was tried. Given to the function that builds the model, it builds the same model again.</summary>
    public HyperParameters HyperParameters { get; }

    /// <summary>The mean of the objective over the folds; NaN where the training diverged.</summary>
    public double Score { get; }

    /// <summary>The folds' scores and histories; null where the training diverged.</summary>
    public CrossValidationResult? Result { get; }

    /// <summary>Why there is no result: what the training said when its loss became NaN or infinite. Null where all went well.</summary>
    public string? Failure { get; }

    /// <summary>The trial in one line.</summary>
    public override string ToString() => $"trial {Number}: {(Result is null ? "diverged" : History.Format(Score))} with {HyperParameters}";
}
