// These tests change what a whole process shares: its limits, its culture, whom the file system takes it for.
[assembly: Xunit.v3.Parallelization(Mode = Xunit.Sdk.ParallelMode.None)]
