namespace Keratin;

/// <summary>What random bits of a model are for, so that bits of the same seed for different purposes differ.</summary>
internal enum RandomPurpose : ulong
{
    /// <summary>The first values of weights.</summary>
    Weights = 1,

    /// <summary>The masks of dropout.</summary>
    Dropout = 2,

    /// <summary>The order of rows.</summary>
    Shuffle = 3,

    /// <summary>A model inside of a model that was not given a seed of its own.</summary>
    NestedModel = 4,

    /// <summary>Noise that is added or multiplied.</summary>
    Noise = 5,
}
