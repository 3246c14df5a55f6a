namespace Keratin.Tests;

public sealed class ModelDiagramTests
{
    [Fact]
    public void A_row_of_layers_begins_with_its_input_and_ends_with_its_output()
    {
        ModelDiagram diagram = ModelDiagram.Of(new Sequential(new Dense(64, activation: "relu", inputShape: [10_000]), new Dropout(0.5f), new Dense(1), new Activation("sigmoid")));
        Assert.Equal(
            [
                new ModelBox("input_layer", "Input", "(None, 10000)", "", IsInput: true, IsOutput: false),
                new ModelBox("dense", "Dense, relu", "(None, 64)", "640,064 parameters", IsInput: false, IsOutput: false),
                new ModelBox("dropout", "Dropout", "(None, 64)", "", IsInput: false, IsOutput: false),
                new ModelBox("dense_1", "Dense", "(None, 1)", "65 parameters", IsInput: false, IsOutput: false),
                new ModelBox("activation", "Activation, sigmoid", "(None, 1)", "", IsInput: false, IsOutput: true),
            ], diagram.Boxes, Same);
        Assert.Equal([(0, 1), (1, 2), (2, 3), (3, 4)], diagram.Edges);
    }

    [Fact]
    public void A_model_of_any_form_has_a_box_for_each_call()
    {
        var left = new Input([20], name: "left");
        var right = new Input([20], name: "right");
        var encoder = new Sequential([new Dense(8)], name: "encoder");
        KerasTensor l = encoder.Call(left), r = encoder.Call(right);
        var model = new Model([left, right], [new Add(name: "sum").Call(l, r), new Dense(1, useBias: false, name: "head").Call(l)]);
        ModelDiagram diagram = ModelDiagram.Of(model);
        Assert.Equal(["left", "right", "encoder", "encoder, call 2", "sum", "head"], diagram.Boxes.Select(box => box.Name));
        Assert.Equal(["", "", "168 parameters", "the same weights", "", "8 parameters"], diagram.Boxes.Select(box => box.Parameters));
        Assert.Equal([true, true, false, false, false, false], diagram.Boxes.Select(box => box.IsInput));
        Assert.Equal([false, false, false, false, true, true], diagram.Boxes.Select(box => box.IsOutput));
        Assert.Equal("Sequential", diagram.Boxes[2].Kind);
        Assert.Equal([(0, 2), (1, 3), (2, 4), (3, 4), (2, 5)], diagram.Edges);
    }

    [Fact]
    public void What_is_read_twice_by_one_call_has_one_arrow()
    {
        var x = new Input([3], name: "x");
        Assert.Equal([(0, 1)], ModelDiagram.Of(new Model(x, new Multiply().Call(x, x))).Edges);
    }

    [Fact]
    public void A_layer_with_several_outputs_says_all_their_shapes()
    {
        var a = new Input([3], name: "a");
        var two = new Model([a], [new Dense(2).Call(a), new Dense(5).Call(a)]);
        var x = new Input([3], name: "x");
        IReadOnlyList<KerasTensor> outputs = two.CallAll(x);
        ModelDiagram diagram = ModelDiagram.Of(new Model(x, new Concatenate().Call(outputs[0], outputs[1])));
        Assert.Equal("(None, 2), (None, 5)", diagram.Boxes[1].Shape);
        Assert.Equal([(0, 1), (1, 2)], diagram.Edges);
    }

    [Fact]
    public void Text_fits_its_box_and_too_long_text_is_cut()
    {
        ModelBox[] boxes =
        [
            new("x", "Input", "(None, 1)", "", true, false),
            new("a_layer_with_a_name_that_says_all_about_it_and_then_some_more", "Dense, softmax", "(None, 46)", "1,234,567,890 parameters", false, true),
            new("many", "Functional", string.Join(", ", Enumerable.Repeat("(None, 100, 100)", 9)), "", false, false),
        ];
        Assert.All(boxes, box => Assert.All(box.Lines.Index(), line =>
            Assert.True(Lettering.Width(line.Item, line.Index == 0 ? 14 : 12, line.Index == 0 ? InterTypeface.Bold : InterTypeface.Regular) <= box.Size.Width - 20)));
        Assert.Equal("x", boxes[0].Lines[0]);
        Assert.Contains('…', boxes[1].Lines[0]);
        Assert.Equal("Dense, softmax · output", boxes[1].Lines[1]);
        Assert.EndsWith("…", boxes[2].Lines[2], StringComparison.Ordinal);
        Assert.All(boxes, box => Assert.InRange(box.Size.Width, 40, 350));
        Assert.Equal(18, boxes[1].Size.Height - boxes[0].Size.Height);
    }

    private static bool Same(ModelBox one, ModelBox other) =>
        (one.Name, one.Kind, one.Shape, one.Parameters, one.IsInput, one.IsOutput) == (other.Name, other.Kind, other.Shape, other.Parameters, other.IsInput, other.IsOutput);
}
