namespace Keratin.Core;

/// <summary>The first of the largest (or smallest) elements and where it stands; as in NumPy, the first NaN wins.</summary>
internal readonly struct ExtremeFold<TOrder>(int groups) : IFold where TOrder : struct, IOrder
{
    public float[] Best { get; } = new float[groups];

    public int[] Positions { get; } = new int[groups];

    public void Add(int group, int position, float value)
    {
        float best = Best[group];
        if (position != 0 && (float.IsNaN(best) || !(TOrder.Precedes(value, best) || float.IsNaN(value)))) return;
        Best[group] = value;
        Positions[group] = position;
    }
}

/// <summary>Which of two numbers a search prefers.</summary>
internal interface IOrder
{
    /// <summary>Whether a number is preferred to the best so far; false for equal ones.</summary>
    static abstract bool Precedes(float value, float best);
}

/// <summary>Larger numbers first.</summary>
internal readonly struct Descending : IOrder
{
    public static bool Precedes(float value, float best) => value > best;
}

/// <summary>Smaller numbers first.</summary>
internal readonly struct Ascending : IOrder
{
    public static bool Precedes(float value, float best) => value < best;
}
