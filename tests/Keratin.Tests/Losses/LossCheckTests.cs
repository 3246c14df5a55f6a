namespace Keratin.Tests;

public sealed class LossCheckTests
{
    private static readonly Shape Classes46 = [Shape.Batch, 46];
    private static readonly Shape One = [Shape.Batch, 1];

    private static string Words(Loss loss, NDArray truth, Shape predictions) =>
        Assert.Throws<ArgumentException>(() => loss.Check(truth, predictions)).Message;

    private static NDArray Labels(params float[] labels) => labels;

    [Fact]
    public void Integer_labels_for_one_hot_targets_are_answered_with_both_ways_out()
    {
        const string words = "categorical_crossentropy expects one-hot targets with 46 columns but got shape (3,): use sparse_categorical_crossentropy for integer labels or Encode.ToCategorical(labels, 46).";
        Assert.Equal(words, Words("categorical_crossentropy", Labels(1, 2, 3), Classes46));
        Assert.Equal(words.Replace("(3,)", "(3, 1)"), Words("categorical_crossentropy", new NDArray([1, 2, 3], [3, 1]), Classes46));
    }

    [Fact]
    public void Another_number_of_columns_is_answered_with_the_units_needed()
    {
        Assert.Equal("categorical_crossentropy expects one-hot targets with 46 columns but got shape (2, 10): the last layer needs as many units as the targets have columns, here 10.",
            Words("categorical_crossentropy", NDArray.Zeros([2, 10]), Classes46));
        Assert.Equal("mean_squared_error expects one target per output, so targets of the predictions' shape (None, 1), but got shape (2, 3): give the last layer as many units as there are targets.",
            Words("mse", NDArray.Zeros([2, 3]), One));
        Assert.Equal("mean_absolute_error expects one target per output, so targets of the predictions' shape (None, 46), but got shape (2, 1): give the last layer as many units as there are targets.",
            Words("mae", NDArray.Zeros([2, 1]), Classes46));
    }

    [Fact]
    public void One_hot_targets_for_labels_are_answered_with_the_loss_for_them()
    {
        Assert.Equal("sparse_categorical_crossentropy expects one integer label per row but got shape (2, 46): use categorical_crossentropy for one-hot targets.",
            Words("sparse_categorical_crossentropy", NDArray.Zeros([2, 46]), Classes46));
        Assert.Equal("sparse_categorical_crossentropy expects one integer label per row but got shape (2, 3): for predictions of shape (None, 46) the targets must have the shape (None,).",
            Words("sparse_categorical_crossentropy", NDArray.Zeros([2, 3]), Classes46));
    }

    [Theory]
    [InlineData(46, "46", "give the last layer one unit per class.")]
    [InlineData(-1, "-1", "number the classes from 0.")]
    [InlineData(1.5f, "1.5", "number the classes from 0.")]
    [InlineData(float.NaN, "NaN", "number the classes from 0.")]
    public void A_label_that_is_no_class_is_named_with_its_row(float label, string written, string advice)
    {
        Assert.Equal($"sparse_categorical_crossentropy expects whole numbers from 0 to 45 as labels, because the last layer has 46 units, but row 2 has the label {written}: {advice}",
            Words("sparse_categorical_crossentropy", Labels(0, 45, label, 99), Classes46));
    }

    [Fact]
    public void A_target_that_is_neither_no_nor_yes_is_named_with_its_row()
    {
        Assert.Equal("binary_crossentropy expects targets from 0 to 1 but row 1 has -1: write no as 0 and yes as 1.", Words("binary_crossentropy", Labels(1, -1), One));
        Assert.Equal("binary_crossentropy expects targets from 0 to 1 but row 1 has 2: write no as 0 and yes as 1.", Words("binary_crossentropy", new NDArray([0, 1, 0, 2], [2, 2]), [Shape.Batch, 2]));
        Assert.Contains("has NaN", Words("binary_crossentropy", Labels(float.NaN), One));
    }

    [Fact]
    public void The_row_is_counted_in_rows_of_several_targets()
    {
        var second = new NDArray([0, 1, 1, -1], [2, 2]);
        Assert.Contains("but row 1 has -1", Words("hinge", second, [Shape.Batch, 2]));
        Assert.Contains("but row 0 has -1", Words("hinge", Labels(-1, 0), One));
        Assert.Contains("but row 1 has the label -1", Words("sparse_categorical_crossentropy", second, [Shape.Batch, 2, 46]));
    }

    [Fact]
    public void Labels_have_every_axis_of_the_predictions_but_the_last()
    {
        ((Loss)"sparse_categorical_crossentropy").Check(NDArray.Zeros([2, 5]), [Shape.Batch, 5, 46]);
        Assert.Equal("sparse_categorical_crossentropy expects one integer label per row but got shape (2, 4): for predictions of shape (None, 5, 46) the targets must have the shape (None, 5).",
            Words("sparse_categorical_crossentropy", NDArray.Zeros([2, 4]), [Shape.Batch, 5, 46]));
    }

    [Fact]
    public void A_0_among_targets_of_a_hinge_loss_must_mean_no()
    {
        const string words = "hinge expects targets of −1 and 1, or of 0 and 1, but row 2 has -1 while others have 0: write no as −1 and yes as 1.";
        Assert.Equal(words, Words("hinge", Labels(0, 1, -1), One));
        Assert.Equal(words.Replace("hinge", "squared_hinge"), Words("squared_hinge", Labels(0, 1, -1), One));
        ((Loss)"hinge").Check(Labels(-1, 1), One);
        ((Loss)"hinge").Check(Labels(0, 1), One);
    }

    [Fact]
    public void Losses_of_one_hot_targets_and_of_labels_say_what_they_need()
    {
        Assert.Equal("categorical_hinge expects one-hot targets with 46 columns but got shape (3,): use Encode.ToCategorical(labels, 46).", Words("categorical_hinge", Labels(1, 2, 3), Classes46));
        Assert.Equal("categorical_focal_crossentropy expects one-hot targets with 46 columns but got shape (3,): use Encode.ToCategorical(labels, 46).", Words("categorical_focal_crossentropy", Labels(1, 2, 3), Classes46));
        Assert.Contains("from 0 to 45 as labels", Words("categorical_generalized_cross_entropy", Labels(46), Classes46));
        Assert.Contains("expects one integer label per row", Words("categorical_generalized_cross_entropy", NDArray.Zeros([2, 46]), Classes46));
        Assert.Contains("expects targets from 0 to 1", Words("binary_focal_crossentropy", Labels(2), One));
        Assert.Contains("expects targets from 0 to 1", Words("crossentropy", Labels(2), One));
        Assert.Contains("from 0 to 45 as labels", Words("crossentropy", Labels(46), Classes46));
    }

    [Fact]
    public void A_class_to_ignore_is_no_wrong_label()
    {
        new SparseCategoricalCrossentropy(ignoreClass: -1).Check(Labels(0, -1, 45), Classes46);
        Assert.Contains("has the label -2", Words(new SparseCategoricalCrossentropy(ignoreClass: -1), Labels(0, -2), Classes46));
    }

    [Fact]
    public void Targets_that_fit_pass()
    {
        ((Loss)"sparse_categorical_crossentropy").Check(Labels(0, 45), Classes46);
        ((Loss)"sparse_categorical_crossentropy").Check(new NDArray([0, 45], [2, 1]), Classes46);
        ((Loss)"sparse_categorical_crossentropy").Check(NDArray.Zeros([0]), Classes46);
        ((Loss)"categorical_crossentropy").Check(NDArray.Zeros([2, 46]), Classes46);
        ((Loss)"binary_crossentropy").Check(Labels(0, 1, 0.5f), One);
        ((Loss)"mse").Check(Labels(-3, 50), One);
        ((Loss)"mae").Check(new NDArray([-3, 50], [2, 1]), One);
        ((Loss)"binary_crossentropy").Check(NDArray.SparseFromRows([[0], [2]], 3), [Shape.Batch, 3]);
    }
}
