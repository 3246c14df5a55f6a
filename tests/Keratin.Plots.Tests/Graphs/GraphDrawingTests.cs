using SkiaSharp;

namespace Keratin.Tests;

public sealed class GraphDrawingTests
{
    private static Model TwoHeads()
    {
        var title = new Input([10], name: "title");
        var body = new Input([20], name: "body");
        KerasTensor joined = new Concatenate().Call(title, new Dense(4, activation: "relu").Call(body));
        return new Model([title, body], [new Dense(1, name: "priority").Call(joined), new Dense(3, activation: "softmax", name: "department").Call(joined)]);
    }

    [Fact]
    public void Each_box_says_name_class_shape_and_parameters()
    {
        string[] texts = TwoHeads().PlotGraph().Texts();
        foreach (string once in new[] { "title", "body", "dense", "concatenate", "Concatenate", "priority", "department", "Dense, relu", "Dense · output", "Dense, softmax · output", "(None, 14)", "84 parameters", "15 parameters", "45 parameters" })
            Assert.Single(texts, once);
        Assert.Equal(2, texts.Count(text => text == "Input"));
    }

    [Fact]
    public void Inputs_are_blue_outputs_vermilion_and_all_others_grey_where_the_layout_has_them()
    {
        Model model = TwoHeads();
        ModelDiagram diagram = ModelDiagram.Of(model);
        var drawing = new GraphDrawing(diagram);
        using SKBitmap pixels = model.PlotGraph().Pixels();
        Assert.Equal((drawing.DefaultWidth, drawing.DefaultHeight), (pixels.Width, pixels.Height));
        foreach ((ModelBox box, SKRect place) in diagram.Boxes.Zip(drawing.Layout.Boxes))
        {
            ScottPlot.Color expected = box.IsInput ? Palette.PaleTraining : box.IsOutput ? Palette.PaleValidation : Palette.PaleGrey;
            Assert.Equal(expected.ToSKColor(), pixels.GetPixel((int)place.Left + 5, (int)place.MidY));
            Assert.Equal(expected.ToSKColor(), pixels.GetPixel((int)place.Right - 5, (int)place.MidY));
        }
    }

    [Fact]
    public void Each_arrow_ends_in_a_head_at_its_box()
    {
        Model model = TwoHeads();
        var drawing = new GraphDrawing(ModelDiagram.Of(model));
        using SKBitmap pixels = model.PlotGraph().Pixels();
        Assert.Equal(5, drawing.Layout.Edges.Count);
        Assert.All(drawing.Layout.Edges, edge =>
        {
            // Six pixels above its tip a head is six wide, where the line alone is one and a half.
            int dark = Enumerable.Range(-4, 9).Count(x => pixels.GetPixel((int)edge[^1].X + x, (int)edge[^1].Y - 6).Red < 130);
            Assert.InRange(dark, 4, 8);
        });
    }

    [Fact]
    public void A_given_size_scales_the_boxes_but_not_beyond_double()
    {
        Model model = TwoHeads();
        var drawing = new GraphDrawing(ModelDiagram.Of(model));
        Assert.InRange(Blue(1600, 1600) / Blue(drawing.DefaultWidth, drawing.DefaultHeight), 3.5, 4.3);
        Assert.InRange(Blue(drawing.DefaultWidth * 7 / 10, drawing.DefaultHeight * 7 / 10) / Blue(drawing.DefaultWidth, drawing.DefaultHeight), 0.4, 0.55);

        double Blue(int width, int height)
        {
            using SKBitmap pixels = model.PlotGraph().Pixels(width, height);
            return pixels.Pixels.Count(pixel => pixel == Palette.PaleTraining.ToSKColor());
        }
    }

    [Fact]
    public void A_model_whose_shapes_are_not_known_is_refused() =>
        Assert.Equal("Sequential \"sequential\" is not built yet, so the shapes of its layers are not known: fit it first, or state inputShape in its first layer.",
            Assert.Throws<InvalidOperationException>(() => new Sequential(new Dense(1)).PlotGraph()).Message);
}
