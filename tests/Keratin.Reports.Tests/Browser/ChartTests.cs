using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Keratin.Tests;

/// <summary>The other charts answer too: points, bars, the confusion matrix, tables that sort.</summary>
public sealed class ChartTests(Chromium chromium)
{
    [Fact]
    public async Task Points_tell_their_row_by_pointer_and_by_keys()
    {
        await using OpenPage page = await chromium.Open(Runs.OfNumbers());
        await Expect(page.Find("#predicted-against-true circle.point")).ToHaveCountAsync(40);
        await page.Find("#predicted-against-true circle.point").Nth(4).HoverAsync(new() { Force = true });
        await Expect(page.Find("#predicted-against-true .tip")).ToContainTextAsync("error−3");
        await page.Find("#predicted-against-true [role=application]").FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        // The smallest truth: row 33 has 2·0 − 9.
        await Expect(page.Find("#predicted-against-true [aria-live=polite]")).ToHaveTextAsync("Row 33: true −9, predicted −9.");
        await page.Page.Keyboard.PressAsync("End");
        await Expect(page.Find("#predicted-against-true [aria-live=polite]")).ToContainTextAsync("Row ");
    }

    [Fact]
    public async Task Bars_of_errors_tell_their_range()
    {
        await using OpenPage page = await chromium.Open(Runs.OfNumbers());
        await page.Find("#errors [role=application]").FocusAsync();
        await page.Page.Keyboard.PressAsync("Home");
        await Expect(page.Find("#errors [aria-live=polite]")).ToHaveTextAsync("−3 to −2.75: 8 rows.");
        await page.Find("#errors .panel svg").HoverAsync();
        await Expect(page.Find("#errors .tip")).ToContainTextAsync("rows");
    }

    [Fact]
    public async Task Folds_and_their_mean_are_lines()
    {
        await using OpenPage page = await chromium.Open(Runs.OfNumbers());
        await Expect(page.Find("#fold-curves .toolbar .key")).ToHaveTextAsync(["fold 1", "fold 2", "fold 3", "mean"]);
        await Expect(page.Find("#fold-curves .panel .line.thin")).ToHaveCountAsync(6);
        await Expect(page.Find("#fold-curves .panel .line.thick")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task Cells_of_the_confusion_matrix_are_told_in_words()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        ILocator readout = page.Find(".readout");
        await Expect(readout).ToHaveTextAsync("Point at a cell, or use the arrow keys, and it is told in words.");
        await page.Find(".matrix tbody tr").Nth(0).Locator("td").Nth(2).HoverAsync();
        await Expect(readout).ToHaveTextAsync("1 of 4 rows of “grain” were taken for “crude” (25.0 %).");
        await Expect(page.Find(".matrix .at")).ToHaveCountAsync(3);
        await page.Find("[aria-label='Confusion matrix']").FocusAsync();
        await page.Page.Mouse.MoveAsync(5, 5);
        foreach (string key in (string[])["ArrowRight", "ArrowRight", "ArrowDown"]) await page.Page.Keyboard.PressAsync(key);
        await Expect(readout).ToHaveTextAsync("4 of 5 rows of “money” were recognised (80.0 %).");
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(page.Find(".matrix .at")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task The_table_of_classes_sorts_by_any_head()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        ILocator table = page.Find("table[data-sorts]"), first = table.Locator("tbody th").First;
        ILocator rows = table.GetByRole(AriaRole.Button, new() { Name = "rows" });
        await rows.ClickAsync();
        await Expect(first).ToHaveTextAsync("crude");
        await Expect(table.Locator("th[aria-sort]")).ToHaveAttributeAsync("aria-sort", "ascending");
        await rows.ClickAsync();
        await Expect(first).ToHaveTextAsync("money");
        await table.GetByRole(AriaRole.Button, new() { Name = "class" }).ClickAsync();
        await Expect(first).ToHaveTextAsync("crude");
        await Expect(table.Locator("th[aria-sort]")).ToHaveCountAsync(1);
    }
}
