using System.Text.Json;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Keratin.Tests;

/// <summary>The page as a whole: quiet, offline, readable by everybody, on every screen.</summary>
public sealed class PageTests(Chromium chromium)
{
    private const string Evil = "</script><script>alert(1)</script><img src='https://example.com/x.png' onerror='alert(2)'>";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_page_asks_for_nothing_but_itself_and_says_nothing_to_the_console(bool classes)
    {
        await using OpenPage page = await chromium.Open(classes ? Runs.OfClasses() : Runs.OfNumbers());
        await page.Find("[role=application]").First.HoverAsync();
        await page.Find("#theme").ClickAsync();
        Assert.Empty(page.Messages);
        Assert.All(page.Requests, request => Assert.True(request.StartsWith("file:", StringComparison.Ordinal) || request.StartsWith("data:", StringComparison.Ordinal), request));
        Assert.Single(page.Requests, request => request.StartsWith("file:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_users_name_is_shown_and_never_run()
    {
        (NDArray x, NDArray y) = Runs.Rows();
        var table = new Table { [Evil] = new[] { Evil, "b", Evil, Evil } };
        await using OpenPage page = await chromium.Open(Report.Of(Runs.Classifier(), Runs.Overfitting(metric: Evil))
            .WithTitle(Evil).WithData(table, Evil).WithEvaluation(x, y, [Evil, "b", "c"], _ => Evil));
        Assert.Empty(page.Messages);
        Assert.Equal(0, await page.Number("document.images.length"));
        Assert.Equal(2, await page.Number("document.scripts.length"));
        await Expect(page.Find("h1")).ToHaveTextAsync(Evil);
        await Expect(page.Find("#training-curves .panel p").Nth(1)).ToHaveTextAsync(Evil);
        await Expect(page.Find(".matrix tbody th").First).ToHaveTextAsync(Evil);
    }

    [Fact]
    public async Task A_script_that_slipped_in_would_not_run()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        await page.Page.EvaluateAsync("() => { const script = document.createElement('script'); script.textContent = 'document.title = \"run\"'; document.body.append(script); }");
        Assert.Equal("A tiny run", await page.Page.TitleAsync());
        Assert.Contains(page.Messages, message => message.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Dark_and_light_follow_the_system_until_the_button_says_otherwise()
    {
        const string colours = "getComputedStyle(document.body.parentElement).backgroundColor + ' ' + getComputedStyle(document.querySelector('#training-curves .line')).stroke";
        await using OpenPage light = await chromium.Open(Runs.OfClasses()), dark = await chromium.Open(Runs.OfClasses(), dark: true);
        (string byLight, string byDark) = (await light.Text(colours), await dark.Text(colours));
        Assert.Equal("rgb(251, 250, 248) rgb(0, 114, 178)", byLight);
        Assert.Equal("rgb(20, 23, 27) rgb(86, 180, 233)", byDark);
        ILocator button = dark.Page.GetByRole(AriaRole.Button, new() { Name = "Dark colours" });
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        await button.ClickAsync();
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "false");
        Assert.Equal(byLight, await dark.Text(colours));
        await button.ClickAsync();
        Assert.Equal(byDark, await dark.Text(colours));
    }

    [Fact]
    public async Task Paper_is_always_light_and_has_no_buttons_of_the_screen()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses(), dark: true);
        await page.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.Equal("rgb(251, 250, 248)", await page.Text("getComputedStyle(document.documentElement).backgroundColor"));
        await Expect(page.Find("#theme")).ToBeHiddenAsync();
        await Expect(page.Find("nav")).ToBeHiddenAsync();
        await Expect(page.Find("#training-curves .panel .line").First).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(400)]
    [InlineData(768)]
    [InlineData(1400)]
    public async Task Nothing_is_wider_than_the_window(int width)
    {
        foreach (Report report in (Report[])[Runs.OfClasses(), Runs.OfNumbers()])
        {
            await using OpenPage page = await chromium.Open(report.WithTitle("A title of " + new string('x', 60)), width);
            Assert.Equal(width, await page.Number("document.documentElement.scrollWidth"));
            await page.Find("details").EvaluateAllAsync<object?>("all => all.forEach(one => one.open = true)");
            Assert.Equal(width, await page.Number("document.documentElement.scrollWidth"));
        }
    }

    [Fact]
    public async Task Charts_follow_the_window_as_it_becomes_narrow()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        await page.Page.SetViewportSizeAsync(400, 800);
        await Expect(page.Find("#training-curves .panel svg").First).ToHaveAttributeAsync("viewBox", new System.Text.RegularExpressions.Regex("^0 0 (2|3)[0-9][0-9] "));
    }

    [Fact]
    public async Task Without_scripts_the_tables_say_everything()
    {
        await using OpenPage page = await chromium.Open(Runs.OfNumbers(), script: false);
        foreach (string caption in (string[])["All epochs", "Predictions by size of the truth", "Errors by size", "Means over the folds"])
            await Expect(page.Page.GetByRole(AriaRole.Table, new() { Name = caption })).ToBeVisibleAsync();
        await Expect(page.Find("#theme")).ToBeHiddenAsync();
        await Expect(page.Find(".panel")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task With_scripts_the_table_of_a_chart_waits_behind_a_disclosure()
    {
        await using OpenPage page = await chromium.Open(Runs.OfNumbers());
        ILocator table = page.Page.GetByRole(AriaRole.Table, new() { Name = "All epochs" });
        await Expect(table).ToBeHiddenAsync();
        await page.Find("#training-curves summary").ClickAsync();
        await Expect(table).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Landmarks_headings_and_names_are_there_for_those_who_listen()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        string tree = await page.Find("body").AriaSnapshotAsync();
        foreach (string part in (string[])
            [
                "- banner:", "- heading \"A tiny run\" [level=1]", "- navigation \"Sections\":", "- main:", "- contentinfo:",
                "- region \"Training\":", "- heading \"Training\" [level=2]", "- figure \"Curves over the epochs\":", "- application \"Curves over the epochs\"",
                "- table \"Rows by true class and by what the model said\":", "- columnheader \"money\"", "- rowheader \"money\"", "- link \"Skip to the results\"",
            ])
            Assert.Contains(part, tree);
        int[] levels = await page.Page.EvaluateAsync<int[]>("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(heading => +heading.tagName[1])");
        Assert.Equal(1, levels[0]);
        Assert.Single(levels, level => level == 1);
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1));
        Assert.Equal(0, await page.Number("document.querySelectorAll('th:not([scope])').length"));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public async Task The_axe_rules_of_accessibility_find_nothing(bool classes, bool dark)
    {
        await using OpenPage page = await chromium.Open(classes ? Runs.OfClasses() : Runs.OfNumbers(), dark: dark);
        await page.Find("details").EvaluateAllAsync<object?>("all => all.forEach(one => one.open = true)");
        AxeResult result = await page.Page.RunAxe();
        Assert.Equal([], result.Violations.SelectMany(rule => rule.Nodes.Select(node => $"{rule.Id}: {node.Html}: {JsonSerializer.Serialize(node.Any.Select(check => check.Message))}")));
        Assert.NotEmpty(result.Passes);
    }

    [Fact]
    public async Task The_first_stop_of_the_tab_key_skips_to_the_results()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        await page.Page.Keyboard.PressAsync("Tab");
        await Expect(page.Find(".skip")).ToBeFocusedAsync();
        await Expect(page.Find(".skip")).ToBeInViewportAsync();
        await page.Page.Keyboard.PressAsync("Enter");
        await Expect(page.Find("main")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task The_section_that_is_read_is_marked_among_the_links()
    {
        await using OpenPage page = await chromium.Open(Runs.OfNumbers());
        await page.Find("nav a[href='#folds']").ClickAsync();
        await Expect(page.Find("nav a[aria-current]")).ToHaveTextAsync("Cross-validation");
    }
}
