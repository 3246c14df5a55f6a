namespace Keratin.Tests;

/// <summary>Stands for the end of a process.</summary>
internal sealed class CrashException : Exception;
