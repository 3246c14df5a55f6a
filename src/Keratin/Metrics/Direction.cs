namespace Keratin;

/// <summary>Whether more or less of a reported value is better: the one place that decides it, for callbacks, histories and searches.</summary>
internal static class Direction
{
    /// <summary>Throws where a mode is not known.</summary>
    /// <param name="owner">What messages call the one that asks.</param>
    /// <param name="mode">What the user wrote.</param>
    /// <exception cref="ArgumentException">It is neither <c>auto</c>, <c>min</c> nor <c>max</c>.</exception>
    public static void CheckMode(string owner, string mode)
    {
        if (mode is not ("auto" or "min" or "max"))
            throw new ArgumentException($"{owner} knows the modes \"auto\", \"min\" and \"max\" but got \"{mode}\".", nameof(mode));
    }

    /// <summary>Whether more of a value is better: as the mode says, else less of a loss, and of a metric what it says itself.</summary>
    /// <param name="owner">What messages call the one that asks.</param>
    /// <param name="name">The value's name in the logs, with or without <c>val_</c>.</param>
    /// <param name="mode"><c>auto</c>, <c>min</c> or <c>max</c>.</param>
    /// <param name="reported">What the model reports, with the metrics among it.</param>
    /// <exception cref="InvalidOperationException">The mode is auto, and the name is neither the loss nor a metric.</exception>
    public static bool LargerIsBetter(string owner, string name, string mode, IEnumerable<(string Name, Metric? Metric)> reported)
    {
        if (mode != "auto") return mode == "max";
        string plain = name.StartsWith("val_", StringComparison.Ordinal) ? name["val_".Length..] : name;
        foreach ((string known, Metric? metric) in reported)
            if (known == name || known == plain) return metric?.HigherIsBetter == true;
        throw new InvalidOperationException($"{owner} cannot tell whether more or less \"{name}\" is better: give it mode: \"min\" or mode: \"max\".");
    }
}
