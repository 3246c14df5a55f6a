using System.Diagnostics;
using Keratin.Tests;

[assembly: AssemblyFixture(typeof(OneRunPerProcess))]

namespace Keratin.Tests;

/// <summary>
/// Ends the process that is asked for a second run. Stryker would try all changes in one process, where whatever is
/// static keeps what the first of them made of it: tests then fail, or pass, for a change that is no longer there.
/// It starts another process where one has ended, and asks that for the run once more.
/// </summary>
public sealed class OneRunPerProcess
{
    private static bool s_hasRun;

    /// <summary>Is called at the start of each run.</summary>
    public OneRunPerProcess()
    {
        if (s_hasRun) Process.GetCurrentProcess().Kill();
        s_hasRun = true;
    }
}
