namespace Keratin.Torture;

/// <summary>What came of a process.</summary>
internal sealed record ProcessResult(int ExitCode, string Output, string Errors);
