namespace Keratin;

/// <summary>
/// Where a training stands, beside its data and arguments: from here it can go on and end with the same bits.
/// </summary>
internal sealed class FitState
{
    /// <summary>The model; its weights and its optimizer are a part of the state.</summary>
    public required Model Model { get; init; }

    /// <summary>The seed that the run uses.</summary>
    public required int Seed { get; init; }

    /// <summary>The epoch that comes next, or, where <see cref="Step"/> is given, in which the training stands; counted from 0.</summary>
    public required int Epoch { get; init; }

    /// <summary>How many steps have been made of the epoch; null between epochs.</summary>
    public required int? Step { get; init; }

    /// <summary>Whether a callback has asked to stop.</summary>
    public required bool StopTraining { get; init; }

    /// <summary>Where the steps stand among their rows or batches.</summary>
    public required Config Steps { get; init; }

    /// <summary>The epochs that are over, and their values.</summary>
    public required HistoryRecord History { get; init; }

    /// <summary>What each callback knows, with its class, in the order of <c>Fit</c>.</summary>
    public required IReadOnlyList<(string Class, CallbackState State)> Callbacks { get; init; }

    /// <summary>The classes of callbacks and what they know.</summary>
    public static IReadOnlyList<(string Class, CallbackState State)> Ask(IReadOnlyList<Callback> callbacks) => [.. callbacks.Select(callback =>
    {
        var state = new CallbackState();
        callback.SaveState(state);
        return (callback.GetType().Name, state);
    })];

    /// <summary>Gives callbacks back what they knew.</summary>
    /// <exception cref="InvalidOperationException">They are others than those of the state.</exception>
    public void Tell(IReadOnlyList<Callback> callbacks)
    {
        string[] saved = [.. Callbacks.Select(callback => callback.Class)], given = [.. callbacks.Select(callback => callback.GetType().Name)];
        if (!saved.SequenceEqual(given))
            throw new InvalidOperationException($"The backup is of a training with the callbacks {string.Join(", ", saved)}, but Fit was given {string.Join(", ", given)}: give it the same in the same order, or delete the backup to begin anew.");
        foreach ((Callback callback, (_, CallbackState state)) in callbacks.Zip(Callbacks)) callback.LoadState(state);
    }
}
