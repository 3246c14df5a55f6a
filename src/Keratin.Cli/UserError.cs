namespace Keratin.Cli;

/// <summary>What was asked cannot be done; the message says in one sentence why, and what to do.</summary>
/// <param name="message">The sentence.</param>
internal sealed class UserError(string message) : Exception(message);
