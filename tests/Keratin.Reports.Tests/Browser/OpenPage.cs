using System.Globalization;
using Microsoft.Playwright;

namespace Keratin.Tests;

/// <summary>A page in a browser, opened from a file, with all that it said and asked for.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly IBrowserContext _context;

    private OpenPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page itself.</summary>
    public IPage Page { get; }

    /// <summary>What the page wrote to the console, and the errors of its script.</summary>
    public List<string> Messages { get; } = [];

    /// <summary>What the page asked for, itself among it.</summary>
    public List<string> Requests { get; } = [];

    public static async Task<OpenPage> Of(IBrowser browser, string html, BrowserNewContextOptions options)
    {
        IBrowserContext context = await browser.NewContextAsync(options);
        var open = new OpenPage(context, await context.NewPageAsync());
        open.Page.Console += (_, message) => open.Messages.Add(message.Text);
        open.Page.PageError += (_, error) => open.Messages.Add(error);
        open.Page.Dialog += (_, dialog) => open.Messages.Add(dialog.Message);
        open.Page.Request += (_, request) => open.Requests.Add(request.Url);
        string path = open._folder.Path("report.html");
        await File.WriteAllTextAsync(path, html);
        await open.Page.GotoAsync(new Uri(path).AbsoluteUri);
        return open;
    }

    public ILocator Find(string selector) => Page.Locator(selector);

    public async Task<int> Number(string expression) => await Page.EvaluateAsync<int>(expression);

    public async Task<string> Text(string expression) => await Page.EvaluateAsync<string>(expression);

    /// <summary>Where the point of a panel's epoch is on the screen, read from the labels below the panel.</summary>
    /// <param name="panel">The panel's surface.</param>
    /// <param name="epoch">An epoch that has a label.</param>
    public async Task<(float X, float Y)> PlaceOf(ILocator panel, int epoch)
    {
        LocatorBoundingBoxResult box = (await panel.BoundingBoxAsync())!;
        LocatorBoundingBoxResult label = (await panel.Locator("text[text-anchor=middle]").Filter(new() { HasTextRegex = new($"^{epoch.ToString(CultureInfo.InvariantCulture)}$") }).BoundingBoxAsync())!;
        return (label.X + label.Width / 2, box.Y + box.Height / 2);
    }

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        _folder.Dispose();
    }
}
