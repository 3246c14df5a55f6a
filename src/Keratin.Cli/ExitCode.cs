namespace Keratin.Cli;

/// <summary>What the program tells the one who started it; where it was stopped, <see cref="Interruption.ExitCode"/>.</summary>
internal static class ExitCode
{
    /// <summary>All went well.</summary>
    public const int Success = 0;

    /// <summary>The answer to the question is no: two models differ.</summary>
    public const int Different = 1;

    /// <summary>What was asked cannot be done: wrong words, a file that is missing or damaged, data that do not fit.</summary>
    public const int WrongInput = 2;

    /// <summary>A fault of the program's own.</summary>
    public const int Fault = 3;
}
