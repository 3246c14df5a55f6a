using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Keratin.Tests;

/// <summary>The curves answer to pointer and keys.</summary>
public sealed class CurveTests(Chromium chromium)
{
    private const string Chart = "#training-curves";

    private static ILocator Panel(OpenPage page, int panel) => page.Find($"{Chart} .panel svg").Nth(panel);

    private static ILocator Tip(OpenPage page, int panel) => page.Find($"{Chart} .tip").Nth(panel);

    private static async Task<string[]> Epochs(OpenPage page) => [.. (await Panel(page, 0).Locator("text[text-anchor=middle]").AllTextContentsAsync())];

    [Fact]
    public async Task Pointing_at_an_epoch_shows_the_values_of_all_series_in_all_panels()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        (float x, float y) = await page.PlaceOf(Panel(page, 0), 4);
        await page.Page.Mouse.MoveAsync(x, y);
        await Expect(Tip(page, 0)).ToHaveTextAsync("Epoch 4training0.5validation0.7");
        await Expect(Tip(page, 1)).ToHaveTextAsync("Epoch 4training0.875validation0.74");
        await page.Page.Mouse.MoveAsync(5, 5);
        await Expect(Tip(page, 0)).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Arrow_keys_move_along_the_epochs_and_the_values_are_spoken()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        ILocator stage = page.Find($"{Chart} [role=application]"), spoken = page.Find($"{Chart} [aria-live=polite]");
        await stage.FocusAsync();
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(spoken).ToHaveTextAsync("Epoch 1. Loss: training 2, validation 0.8. Accuracy: training 0.5, validation 0.71.");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(spoken).ToHaveTextAsync("Epoch 3, the best. Loss: training 0.6667, validation 0.6. Accuracy: training 0.8333, validation 0.73.");
        await Expect(Tip(page, 1)).ToContainTextAsync("Epoch 3");
        await page.Page.Keyboard.PressAsync("ArrowLeft");
        await Expect(spoken).ToContainTextAsync("Epoch 2.");
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(spoken).ToContainTextAsync("Epoch 6.");
        await page.Page.Keyboard.PressAsync("PageDown");
        await Expect(spoken).ToContainTextAsync("Epoch 1.");
        await page.Page.Keyboard.PressAsync("Escape");
        await Expect(Tip(page, 0)).ToBeHiddenAsync();
        await Expect(spoken).ToBeEmptyAsync();
    }

    [Fact]
    public async Task The_legend_hides_a_series_in_all_panels_and_shows_it_again()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        ILocator key = page.Find(Chart).GetByRole(AriaRole.Button, new() { Name = "training" }), lines = page.Find($"{Chart} .panel .line");
        await Expect(lines).ToHaveCountAsync(4);
        await key.ClickAsync();
        await Expect(lines).ToHaveCountAsync(2);
        await Expect(key).ToHaveAttributeAsync("aria-pressed", "false");
        (float x, float y) = await page.PlaceOf(Panel(page, 0), 4);
        await page.Page.Mouse.MoveAsync(x, y);
        await Expect(Tip(page, 0)).ToHaveTextAsync("Epoch 4validation0.7");
        await key.FocusAsync();
        await page.Page.Keyboard.PressAsync("Space");
        await Expect(lines).ToHaveCountAsync(4);
    }

    [Fact]
    public async Task Dragging_zooms_all_panels_and_a_button_or_a_double_click_resets()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        ILocator reset = page.Find(Chart).GetByRole(AriaRole.Button, new() { Name = "Show all epochs" });
        await Expect(reset).ToBeHiddenAsync();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], await Epochs(page));
        await Drag(page, 3, 5);
        Assert.Equal(["3", "4", "5"], await Epochs(page));
        await Expect(reset).ToBeVisibleAsync();
        // Within the range the lines have the whole height: the scale follows.
        Assert.DoesNotContain("2", await Panel(page, 0).Locator("text[text-anchor=end]").AllTextContentsAsync());
        await reset.ClickAsync();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], await Epochs(page));
        await Drag(page, 4, 2);
        Assert.Equal(["2", "3", "4"], await Epochs(page));
        await Panel(page, 1).DblClickAsync();
        Assert.Equal(["1", "2", "3", "4", "5", "6"], await Epochs(page));
    }

    [Fact]
    public async Task Keys_zoom_around_the_cursor_and_reset()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        ILocator stage = page.Find($"{Chart} [role=application]"), spoken = page.Find($"{Chart} [aria-live=polite]");
        await stage.FocusAsync();
        await page.Page.Keyboard.PressAsync("End");
        await page.Page.Keyboard.PressAsync("+");
        await Expect(spoken).ToHaveTextAsync("Epochs 5 to 6.");
        await page.Page.Keyboard.PressAsync("Home");
        await Expect(spoken).ToContainTextAsync("Epoch 5.");
        await page.Page.Keyboard.PressAsync("0");
        await Expect(spoken).ToHaveTextAsync("Epochs 1 to 6.");
        Assert.Equal(6, (await Epochs(page)).Length);
    }

    [Fact]
    public async Task The_best_epoch_is_marked_in_each_panel_as_long_as_it_is_in_sight()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        await Expect(page.Find($"{Chart} .panel text").Filter(new() { HasText = "best: epoch 3" })).ToHaveCountAsync(2);
        await Expect(page.Find($"{Chart} .ring")).ToHaveCountAsync(2);
        await Drag(page, 4, 6);
        await Expect(page.Find($"{Chart} .ring")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_a_value_falls_far_the_scale_multiplies_and_can_be_told_not_to()
    {
        var history = new History(seed: 0, reported: () => [("loss", null)]);
        for (int i = 0; i < 10; i++) history.Add(i, new Dictionary<string, double> { ["loss"] = i == 0 ? 500 : 5 + 0.1 * i, ["accuracy"] = 0.5 });
        await using OpenPage page = await chromium.Open(Report.Of(Runs.Classifier(), history));
        ILocator button = page.Find(Chart).GetByRole(AriaRole.Button, new() { Name = "Logarithmic" });
        async Task<string[]> Labels(int panel) => [.. await Panel(page, panel).Locator("g g text").AllTextContentsAsync()];
        await Expect(button).ToHaveAttributeAsync("aria-pressed", "true");
        string[] accuracy = await Labels(1);
        Assert.Equal(["5", "10", "20", "50", "100", "200", "500"], await Labels(0));
        await button.ClickAsync();
        Assert.Equal(["0", "100", "200", "300", "400", "500"], await Labels(0));
        Assert.Equal(accuracy, await Labels(1));
    }

    [Fact]
    public async Task A_finger_moves_the_cursor_and_does_not_zoom()
    {
        await using OpenPage page = await chromium.Open(Runs.OfClasses());
        await page.Page.EvaluateAsync("""
            () => {
              const panel = document.querySelector('#training-curves .panel svg'), box = panel.getBoundingClientRect();
              const touch = (kind, share) => panel.dispatchEvent(new PointerEvent(kind, { pointerType: 'touch', bubbles: true, clientX: box.left + box.width * share, clientY: box.top + 80 }));
              touch('pointerdown', 0.2); touch('pointermove', 0.9); touch('pointermove', 0.99); touch('pointerup', 0.99); touch('pointerleave', 0.99);
            }
            """);
        await Expect(Tip(page, 0)).ToContainTextAsync("Epoch 6");
        Assert.Equal(6, (await Epochs(page)).Length);
    }

    [Fact]
    public async Task Missing_values_break_the_line_and_a_single_epoch_is_a_point()
    {
        var history = new History(seed: 0, reported: () => [("loss", null)]);
        double[] values = [3, 2, double.NaN, 1, 0.5];
        for (int i = 0; i < values.Length; i++) history.Add(i, new Dictionary<string, double> { ["loss"] = values[i] });
        await using OpenPage page = await chromium.Open(Report.Of(Runs.Classifier(), history));
        Assert.Equal(2, (await Panel(page, 0).Locator(".line").GetAttributeAsync("d"))!.Count(letter => letter == 'M'));
        await page.Page.Mouse.MoveAsync(0, 0);
        await page.Find($"{Chart} [role=application]").FocusAsync();
        foreach (string key in (string[])["Home", "ArrowRight", "ArrowRight"]) await page.Page.Keyboard.PressAsync(key);
        await Expect(page.Find($"{Chart} [aria-live=polite]")).ToHaveTextAsync("Epoch 3. Loss: .");
        Assert.Empty(page.Messages);

        var single = new History(seed: 0, reported: () => [("loss", null)]);
        single.Add(0, new Dictionary<string, double> { ["loss"] = 2, ["val_loss"] = 1 });
        await using OpenPage other = await chromium.Open(Report.Of(Runs.Classifier(), single));
        await Expect(Panel(other, 0).Locator(".dots")).ToHaveCountAsync(2);
        Assert.Empty(other.Messages);
    }

    private static async Task Drag(OpenPage page, int from, int to)
    {
        (float x, float y) = await page.PlaceOf(Panel(page, 0), from);
        (float end, _) = await page.PlaceOf(Panel(page, 0), to);
        await page.Page.Mouse.MoveAsync(x, y);
        await page.Page.Mouse.DownAsync();
        await page.Page.Mouse.MoveAsync(end, y, new() { Steps = 4 });
        await page.Page.Mouse.UpAsync();
    }
}
