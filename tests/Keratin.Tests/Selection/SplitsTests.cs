using CsCheck;

namespace Keratin.Tests;

public sealed class SplitsTests
{
    private static void AssertRefused<T>(string expected, Action act) where T : Exception =>
        Assert.Equal(expected, Assert.Throws<T>(act).Message);

    [Fact]
    public void Without_a_seed_folds_are_consecutive_rows_and_the_rest_is_always_trained_on()
    {
        IReadOnlyList<Split> splits = Splits.KFold(rows: 7, k: 3);
        Assert.Equal([[0, 1], [2, 3], [4, 5]], splits.Select(split => split.Test));
        Assert.Equal([2, 3, 4, 5, 6], splits[0].Train);
        Assert.Equal("5 rows to train on, 2 to test", splits[0].ToString());
    }

    [Fact]
    public void With_a_seed_every_row_is_held_out_once_in_folds_of_nearly_one_size() =>
        Gen.Select(Gen.Int[2, 12], Gen.Int[0, 60], Gen.Int).Sample((k, more, seed) =>
        {
            int rows = k + more;
            IReadOnlyList<Split> splits = Splits.KFold(rows, k, seed);
            Assert.Equal(Enumerable.Range(0, rows), splits.SelectMany(split => split.Test).Order());
            Assert.True(splits.Max(split => split.Test.Count) - splits.Min(split => split.Test.Count) <= 1);
            foreach (Split split in splits) Assert.Equal(Enumerable.Range(0, rows), split.Train.Concat(split.Test).Order());
            Assert.Equal(splits.Select(split => split.Test), Splits.KFold(rows, k, seed).Select(split => split.Test));
        });

    [Fact]
    public void Another_seed_gives_other_folds() =>
        Assert.NotEqual(Splits.KFold(100, 4, seed: 1)[0].Test, Splits.KFold(100, 4, seed: 2)[0].Test);

    [Fact]
    public void Stratified_folds_give_every_fold_its_share_of_every_class() =>
        Gen.Select(Gen.Int[2, 5], Gen.Int[0, 20].Array[1, 4], Gen.Int.Nullable()).Sample((k, more, seed) =>
        {
            float[] labels = [.. more.SelectMany((count, label) => Enumerable.Repeat((float)label, k + count))];
            Splits.StratifiedKFold(labels, k, seed).ToList().ForEach(split =>
            {
                for (int label = 0; label < more.Length; label++)
                    Assert.InRange(split.Test.Count(row => labels[row] == label), (k + more[label]) / k, (k + more[label] + k - 1) / k);
            });
            IReadOnlyList<Split> splits = Splits.StratifiedKFold(labels, k, seed);
            Assert.Equal(Enumerable.Range(0, labels.Length), splits.SelectMany(split => split.Test).Order());
            Assert.True(splits.Max(split => split.Test.Count) - splits.Min(split => split.Test.Count) <= 1);
        });

    [Fact]
    public void One_hot_labels_are_the_same_classes_as_numbers()
    {
        int[] labels = [0, 1, 2, 0, 1, 2, 0, 1, 2, 0, 0, 1];
        Assert.Equal(Splits.StratifiedKFold(labels, 3, seed: 5).Select(split => split.Test), Splits.StratifiedKFold(Encode.ToCategorical(labels, 3), 3, seed: 5).Select(split => split.Test));
    }

    [Fact]
    public void No_group_is_on_both_sides_and_the_folds_are_balanced()
    {
        string[] groups = ["a", "a", "a", "a", "b", "b", "c", "c", "d", "e"];
        IReadOnlyList<Split> splits = Splits.GroupKFold(groups, k: 3);
        foreach (Split split in splits) Assert.Empty(split.Train.Select(row => groups[row]).Intersect(split.Test.Select(row => groups[row])));
        Assert.Equal(Enumerable.Range(0, 10), splits.SelectMany(split => split.Test).Order());
        Assert.Equal([4, 3, 3], splits.Select(split => split.Test.Count));
    }

    [Fact]
    public void Leaving_one_out_holds_out_each_row() =>
        Assert.Equal([[0], [1], [2]], Splits.LeaveOneOut(3).Select(split => split.Test));

    [Theory]
    [InlineData(10, 0.2, 2)]
    [InlineData(10, 0.01, 1)]
    [InlineData(10, 0.99, 9)]
    [InlineData(2246, 0.25, 562)]
    public void A_share_of_the_rows_is_held_out(int rows, double share, int expected)
    {
        Split split = Splits.TrainTest(rows, share, seed: 3);
        Assert.Equal(expected, split.Test.Count);
        Assert.Equal(Enumerable.Range(0, rows), split.Train.Concat(split.Test).Order());
        Assert.NotEqual(split.Test, Splits.TrainTest(rows, share, seed: 4).Test);
    }

    [Fact]
    public void A_stratified_share_is_taken_of_every_class()
    {
        int[] labels = [.. Enumerable.Repeat(7, 100), .. Enumerable.Repeat(3, 10), 9, 9];
        Split split = Splits.StratifiedTrainTest(labels, 0.2, seed: 1);
        Assert.Equal([20, 2, 1], ((int[])[7, 3, 9]).Select(label => split.Test.Count(row => labels[row] == label)));
        Assert.Equal(Enumerable.Range(0, 112), split.Train.Concat(split.Test).Order());
    }

    [Fact]
    public void A_split_takes_inputs_and_targets_apart()
    {
        var split = new Split(train: [2, 0], test: [1]);
        (NDArray train, NDArray test) = split.Apply(new float[,] { { 0, 1 }, { 2, 3 }, { 4, 5 } });
        Assert.Equal([4f, 5, 0, 1], train.ToArray());
        Assert.Equal([2f, 3], test.ToArray());
        Assert.True(split.Apply(NDArray.SparseFromRows([[0], [1], [0]], 2)).Train.IsSparse);
    }

    [Fact]
    public void Misuse_is_told_in_words()
    {
        AssertRefused<ArgumentException>("The test part of a split has no rows: each part needs at least one. (Parameter 'test')", () => new Split([1], []));
        AssertRefused<ArgumentException>("The train part of a split has the row -1: rows are counted from 0. (Parameter 'train')", () => new Split([-1], [1]));
        AssertRefused<ArgumentException>("Row 1 is in both parts of a split: a model would have seen the rows it is judged by. (Parameter 'test')", () => new Split([0, 1], [1]));
        AssertRefused<ArgumentOutOfRangeException>("The split names row 7, but there are only 3 rows, numbered from 0: make the split for these data. (Parameter 'rows')", () => new Split([0], [7]).Apply(new float[3]));
        AssertRefused<ArgumentOutOfRangeException>("k was 5 but there are only 4 rows: each fold needs at least one row, so k can be at most 4. (Parameter 'k')", () => Splits.KFold(4, 5, seed: 1));
        AssertRefused<ArgumentOutOfRangeException>("k was 3, but the smallest class has only 1 row: use at most as many folds as that, leave such classes out, or use KFold, which does not look at classes. (Parameter 'k')", () => Splits.StratifiedKFold(new float[] { 0, 0, 0, 1 }, 3));
        AssertRefused<ArgumentOutOfRangeException>("k was 3, but there are only 2 groups: each fold holds out whole groups, so k can be at most 2. (Parameter 'k')", () => Splits.GroupKFold([1, 1, 2, 2], 3));
        AssertRefused<ArgumentOutOfRangeException>("Leaving one row out needs at least 2 rows, but there are 1. (Parameter 'rows')", () => Splits.LeaveOneOut(1));
        AssertRefused<ArgumentOutOfRangeException>("testShare is the share of the rows that is held out, between 0 and 1, such as 0.2, but was 1.5. (Parameter 'testShare')", () => Splits.TrainTest(10, 1.5));
        AssertRefused<ArgumentOutOfRangeException>("A split needs at least 2 rows, one for each part, but there are 1. (Parameter 'rows')", () => Splits.TrainTest(1));
        AssertRefused<ArgumentException>("Row 2 is the only one of its class: each class needs at least 2 rows, one for each part. Leave it out, or use TrainTest, which does not look at classes. (Parameter 'labels')", () => Splits.StratifiedTrainTest(new float[] { 0, 0, 1 }));
        AssertRefused<ArgumentException>("labels must hold a class per row, of shape (rows), (rows, 1) or one-hot (rows, classes), but have the shape (2, 2, 2). (Parameter 'labels')", () => Splits.StratifiedTrainTest(new NDArray(new float[8], [2, 2, 2])));
    }
}
