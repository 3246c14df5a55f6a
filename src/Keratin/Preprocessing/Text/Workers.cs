using System.Runtime.ExceptionServices;

namespace Keratin;

/// <summary>Shares of some work, done side by side.</summary>
internal static class Workers
{
    /// <summary>Does all shares and waits for them. An error of a share comes as itself, as if there had been one worker.</summary>
    /// <param name="shares">The number of shares.</param>
    /// <param name="work">Does the share of that number.</param>
    public static void Run(int shares, Action<int> work)
    {
        try
        {
            Parallel.For(0, shares, work);
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }
}
