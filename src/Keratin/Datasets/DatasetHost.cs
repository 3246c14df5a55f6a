namespace Keratin;

/// <summary>What finding a dataset needs of the machine it runs on, in one place so that tests can stand in for it.</summary>
/// <param name="Variable">The value of an environment variable, or null.</param>
/// <param name="HomeFolder">The user's own folder.</param>
/// <param name="Network">Makes what sends a request.</param>
/// <param name="Progress">Where progress is told.</param>
/// <param name="Redraws">Whether that is a terminal, on which a line can be drawn again.</param>
internal sealed record DatasetHost(Func<string, string?> Variable, string HomeFolder, Func<HttpMessageHandler> Network, TextWriter Progress, bool Redraws)
{
    /// <summary>
    /// This machine. Progress goes to the error stream, so that a program's output stays its own. A home folder that is
    /// not there is named all the same: without its name the files would go into the current folder. Redirects are not
    /// followed: Keras's server makes none, and those of others lead elsewhere.
    /// </summary>
    public static DatasetHost Machine => new(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify),
        () => new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(20), AllowAutoRedirect = false },
        Console.Error,
        !Console.IsErrorRedirected);

    /// <summary>How long the server may send nothing.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The folder of the environment variable <c>KERATIN_DATASETS</c>; null where it is not set.</summary>
    public string? OwnFolder => NotEmpty(Variable("KERATIN_DATASETS"));

    /// <summary>The folder in which Python's Keras keeps the same files.</summary>
    public string KerasFolder => Path.Combine(NotEmpty(Variable("KERAS_HOME")) ?? Path.Combine(HomeFolder, ".keras"), "datasets");

    private static string? NotEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
