namespace Keratin.Tests;

/// <summary>The checkout in which the tests run.</summary>
internal static class Checkout
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Keratin.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("The tests do not run inside a checkout: no Keratin.slnx above them.");
    }
}
