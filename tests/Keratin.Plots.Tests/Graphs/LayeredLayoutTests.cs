using CsCheck;
using SkiaSharp;

namespace Keratin.Tests;

public sealed class LayeredLayoutTests
{
    // Boxes of various sizes, the same for the same numbers.
    private static SKSize[] Sizes(int boxes) => [.. Enumerable.Range(0, boxes).Select(box => new SKSize(80 + box * 37 % 90, 50 + box * 23 % 40))];

    private static LayeredLayout Layout(int boxes, params (int From, int To)[] edges) => new(Sizes(boxes), edges);

    public static TheoryData<string, int, (int, int)[]> OrdinaryCases => new()
    {
        { "a chain", 4, [(0, 1), (1, 2), (2, 3)] },
        { "two branches that join", 6, [(0, 1), (0, 2), (1, 3), (2, 4), (3, 5), (4, 5)] },
        { "branches of several lengths", 7, [(0, 1), (0, 2), (2, 3), (0, 4), (4, 5), (1, 6), (3, 6), (5, 6)] },
        { "a skip connection", 5, [(0, 1), (1, 2), (2, 3), (0, 3), (3, 4)] },
        { "skip connections in a row", 9, [(0, 1), (1, 2), (2, 3), (0, 3), (3, 4), (4, 5), (5, 6), (3, 6), (6, 7), (7, 8)] },
        { "several inputs and outputs", 8, [(0, 3), (1, 4), (3, 5), (4, 5), (2, 5), (5, 6), (5, 7)] },
        { "one box", 1, [] },
        { "two branches whose joins are listed the other way round", 7, [(0, 1), (0, 2), (0, 3), (3, 4), (2, 5), (1, 6)] },
    };

    [Theory]
    [MemberData(nameof(OrdinaryCases))]
    public void In_ordinary_cases_nothing_crosses(string name, int boxes, (int, int)[] edges)
    {
        LayeredLayout layout = Layout(boxes, edges);
        Assert.True(layout.Crossings == 0, name);
        AssertTidy(layout, edges);
    }

    [Fact]
    public void What_cannot_be_drawn_without_a_crossing_has_one() => Assert.Equal(1, Layout(4, (0, 2), (0, 3), (1, 2), (1, 3)).Crossings);

    [Fact]
    public void Where_each_box_reads_all_before_it_edges_cross_no_more_than_they_must()
    {
        (int, int)[] edges = [(0, 1), (0, 2), (1, 2), (2, 3), (0, 4), (1, 4), (3, 4), (4, 5), (0, 6), (1, 6), (3, 6), (5, 6), (6, 7)];
        LayeredLayout layout = Layout(8, edges);
        // Of what 0, 1 and 3 give, two pass 4 on one side of it, and the outer one crosses the inner on its way to 4.
        Assert.Equal(1, layout.Crossings);
        AssertTidy(layout, edges);
    }

    [Fact]
    public void A_chain_is_a_straight_line_also_where_something_skips_it()
    {
        LayeredLayout chain = Layout(4, (0, 1), (1, 2), (2, 3));
        Assert.All(chain.Boxes, box => Assert.Equal(chain.Boxes[0].MidX, box.MidX, 0.5f));
        LayeredLayout skipped = Layout(6, (0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (4, 5));
        Assert.All(skipped.Boxes, box => Assert.Equal(skipped.Boxes[0].MidX, box.MidX, 0.5f));
    }

    [Fact]
    public void A_join_stands_below_the_middle_of_its_branches()
    {
        LayeredLayout layout = new([new(100, 60), new(100, 60), new(100, 60), new(100, 60)], [(0, 1), (0, 2), (1, 3), (2, 3)]);
        Assert.Equal((layout.Boxes[1].MidX + layout.Boxes[2].MidX) / 2, layout.Boxes[3].MidX, 0.5f);
        Assert.Equal(layout.Boxes[0].MidX, layout.Boxes[3].MidX, 0.5f);
        Assert.Equal(28, layout.Boxes[2].Left - layout.Boxes[1].Right, 0.5f);
    }

    [Fact]
    public void An_input_that_is_read_late_stands_right_above_its_reader()
    {
        LayeredLayout layout = Layout(5, (0, 2), (2, 3), (1, 4), (3, 4));
        Assert.True(layout.Boxes[1].Top > layout.Boxes[2].Bottom);
        Assert.True(layout.Boxes[1].Bottom < layout.Boxes[4].Top);
    }

    [Fact]
    public void A_long_edge_goes_straight_down_beside_the_boxes()
    {
        LayeredLayout layout = Layout(6, (0, 1), (1, 2), (2, 3), (3, 4), (0, 4), (4, 5));
        IReadOnlyList<SKPoint> skip = layout.Edges[4];
        // From the box to the side, down past three boxes, and back: all points between have one place.
        SKPoint[] between = [.. skip.Skip(1).SkipLast(1)];
        Assert.True(between.Length >= 6);
        Assert.All(between, point => Assert.Equal(between[0].X, point.X, 1f));
        Assert.True(between[0].X < layout.Boxes.Skip(1).Take(3).Min(box => box.Left) || between[0].X > layout.Boxes.Skip(1).Take(3).Max(box => box.Right));
    }

    [Fact]
    public void What_several_boxes_read_goes_down_in_one_line()
    {
        // 0 is read by 1, 3 and 5: the edge to 5 begins where that to 3 ends beside the boxes.
        (int, int)[] edges = [(0, 1), (1, 2), (2, 3), (0, 3), (3, 4), (4, 5), (0, 5)];
        LayeredLayout layout = Layout(6, edges);
        Assert.Equal(layout.Boxes[0].Bottom, layout.Edges[3][0].Y);
        Assert.True(layout.Edges[6][0].Y > layout.Boxes[2].Top - 1);
        Assert.Contains(layout.Edges[3], point => Math.Abs(point.X - layout.Edges[6][0].X) < 0.01f);
    }

    [Fact]
    public void Arrows_into_one_box_do_not_touch()
    {
        LayeredLayout layout = Layout(6, (0, 5), (1, 5), (2, 5), (3, 5), (4, 5));
        float[] tips = [.. layout.Edges.Select(edge => edge[^1].X).Order()];
        Assert.All(tips.Zip(tips.Skip(1)), pair => Assert.True(pair.Second - pair.First > 8));
    }

    [Fact]
    public void Boxes_and_edges_keep_clear_of_each_other_whatever_the_graph() =>
        Gen.Select(Gen.Int[1, 14], Gen.Int[0, 1 << 30]).Sample((boxes, seed) =>
        {
            var random = new Random(seed);
            (int, int)[] edges = [.. from to in Enumerable.Range(1, boxes - 1) from @from in Enumerable.Range(0, to) where random.Next(boxes) < 2 select (@from, to)];
            AssertTidy(Layout(boxes, edges), edges);
        }, iter: 200);

    private static void AssertTidy(LayeredLayout layout, (int From, int To)[] edges)
    {
        var whole = SKRect.Create(layout.Size.Width, layout.Size.Height);
        for (int i = 0; i < layout.Boxes.Count; i++)
        {
            Assert.True(whole.Contains(SKRect.Inflate(layout.Boxes[i], 15, 15)), $"box {i} is {layout.Boxes[i]} on {whole}");
            for (int j = 0; j < i; j++) Assert.False(SKRect.Inflate(layout.Boxes[i], 10, 10).IntersectsWith(layout.Boxes[j]), $"boxes {i} and {j} overlap");
        }
        foreach ((int number, (int from, int to)) in edges.Index())
        {
            Assert.True(layout.Boxes[from].Bottom < layout.Boxes[to].Top);
            IReadOnlyList<SKPoint> course = layout.Edges[number];
            Assert.Equal(layout.Boxes[to].Top, course[^1].Y, 0.01f);
            Assert.InRange(course[^1].X, layout.Boxes[to].Left, layout.Boxes[to].Right);
            Assert.True(course[0].Y >= layout.Boxes[from].Bottom - 0.01f);
            foreach ((SKPoint start, SKPoint end) in course.Zip(course.Skip(1)))
            {
                Assert.True(start.Y < end.Y, "an edge goes upwards");
                Assert.True(whole.Contains(start) && whole.Contains(end));
                // A curve stays within the rectangle of its ends, and that meets no box but its own at their sides.
                var reach = new SKRect(Math.Min(start.X, end.X), start.Y, Math.Max(start.X, end.X), end.Y);
                foreach ((int box, SKRect place) in layout.Boxes.Index())
                    Assert.False(place.Left < reach.Right + 1 && reach.Left - 1 < place.Right && place.Top + 0.01f < reach.Bottom && reach.Top + 0.01f < place.Bottom, $"the edge {from}–{to} passes box {box}");
            }
        }
    }
}
