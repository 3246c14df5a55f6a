using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(Keratin.Tests.Chromium))]

namespace Keratin.Tests;

/// <summary>
/// A real browser without a window, one for all tests. It is looked for where the environment variable
/// <c>KERATIN_CHROMIUM</c> says, then in the usual places; where there is none, the tests that need it are skipped.
/// </summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Variable = "KERATIN_CHROMIUM";

    private static readonly string[] UsualPlaces =
    [
        "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome", "/Applications/Chromium.app/Contents/MacOS/Chromium",
        @"C:\Program Files\Google\Chrome\Application\chrome.exe", @"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
    ];

    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private string _reason = $"There is no Chromium or Chrome in any of the usual places, and {Variable} names none.";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        string? path = Environment.GetEnvironmentVariable(Variable) ?? Array.Find(UsualPlaces, File.Exists);
        if (path is null) return;
        // What a test waits for comes at once, but on a busy machine "at once" may take a while.
        Assertions.SetDefaultExpectTimeout(60_000);
        _playwright = await Playwright.CreateAsync();
        try
        {
            _browser = await _playwright.Chromium.LaunchAsync(new()
            {
                ExecutablePath = path,
                Headless = true,
                Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
            });
        }
        catch (PlaywrightException error)
        {
            _reason = $"The browser {path} does not start here: {error.Message}";
        }
    }

    /// <summary>Opens a page of a report from a file; skips the test where there is no browser.</summary>
    /// <param name="report">The report.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="dark">Whether the system has dark colours.</param>
    /// <param name="script">Whether scripts run.</param>
    internal async Task<OpenPage> Open(Report report, int width = 1280, bool dark = false, bool script = true)
    {
        Assert.SkipUnless(_browser is not null, _reason);
        return await OpenPage.Of(_browser!, report.ToHtml(Runs.Facts), new()
        {
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = dark ? ColorScheme.Dark : ColorScheme.Light,
            JavaScriptEnabled = script,
            ReducedMotion = ReducedMotion.Reduce,
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null) await _browser.CloseAsync();
        _playwright?.Dispose();
    }
}
