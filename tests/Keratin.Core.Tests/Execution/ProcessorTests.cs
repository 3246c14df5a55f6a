namespace Keratin.Core.Tests;

public sealed class ProcessorTests
{
    [Fact]
    public void A_thread_leaves_its_processor_for_another_and_stays_free()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.ProcessorCount > 1, "needs Linux and a second processor");
        // The system may move a thread back at any moment, so one success of several is asked for; and each success
        // needs the freedom that the one before gave back.
        int moved = 0;
        for (int attempt = 0; attempt < 20; attempt++)
        {
            int before = Thread.GetCurrentProcessorId();
            Processor.Leave(before);
            if (Thread.GetCurrentProcessorId() != before) moved++;
        }
        Assert.True(moved >= 2, $"The thread moved {moved} times of 20.");
    }
}
