using System.IO.Compression;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

/// <summary>Files that real Keras saved hold what NumPy says they hold.</summary>
public sealed class Hdf5GoldenTests
{
    public static TheoryData<string> Models =>
    [
        "conv2d", "dropout_batchnorm", "embedding_flatten", "embedding_pooling", "functional_two_inputs", "lstm", "seq_dense", "seq_dense_named_adam_l2", "uncompiled",
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void The_weights_in_a_Keras_archive_are_those_that_Keras_wrote(string model)
    {
        using ZipArchive archive = ZipFile.OpenRead(ReferenceFiles.Path("goldens", "models", $"{model}.keras"));
        var bytes = new MemoryStream();
        using (Stream member = archive.GetEntry("model.weights.h5")!.Open()) member.CopyTo(bytes);

        Check(bytes, model);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void The_weights_in_a_file_of_weights_are_those_that_Keras_wrote(string model)
    {
        using FileStream file = File.OpenRead(ReferenceFiles.Path("goldens", "models", $"{model}.weights.h5"));

        Check(file, model);
    }

    [Theory]
    [InlineData("tiny_adam.weights.h5")]
    [InlineData("tiny_rmsprop.weights.h5")]
    [InlineData("tiny_sgdm.weights.h5")]
    [InlineData("tiny_sgdm_legacy.h5")]
    public void Files_of_other_versions_of_Keras_are_walked_through(string name)
    {
        using FileStream stream = File.OpenRead(ReferenceFiles.Path("goldens", "numpy_backend", name));
        Hdf5File file = Hdf5File.Open(stream, name);

        Assert.NotEmpty(Hdf5Walk.Datasets(file));
    }

    [Fact]
    public void The_names_in_a_legacy_file_lead_to_its_datasets()
    {
        using FileStream stream = File.OpenRead(ReferenceFiles.Path("goldens", "numpy_backend", "tiny_sgdm_legacy.h5"));
        Hdf5File file = Hdf5File.Open(stream, "legacy.h5");

        Assert.Contains("\"class_name\"", file.Text("", "model_config"));
        IReadOnlyList<string> layers = file.Texts("model_weights", "layer_names")!;
        Assert.NotEmpty(layers);
        Assert.Equal([], file.Texts("model_weights/top_level_model_weights", "weight_names"));
        Assert.All(layers.SelectMany(layer => file.Texts($"model_weights/{layer}", "weight_names")!.Select(weight => $"model_weights/{layer}/{weight}")), path => Assert.True(file.Exists(path), path));
    }

    private static void Check(Stream stream, string model)
    {
        Hdf5File file = Hdf5File.Open(stream, model);
        NpzArchive expected = Npz.Load(ReferenceFiles.Path("goldens", "models", $"{model}.h5arrays.npz"));

        Assert.Equal(expected.Names.Order(StringComparer.Ordinal), Hdf5Walk.Datasets(file).Order(StringComparer.Ordinal));
        foreach (string path in expected.Names)
        {
            NpyArray array = expected[path];
            // NumPy's file has single numbers with an axis of one.
            Shape shape = file.ShapeOf(path) == Shape.Scalar ? [1] : file.ShapeOf(path);
            Assert.Equal(array.Shape, shape);
            if (array.Type == NpyType.Float32) Assert.Equal(array.ToArray<float>(), file.ReadSingles(path, file.ShapeOf(path)));
            else Assert.Equal(Assert.Single(array.ToArray<long>()), file.ReadInteger(path));
        }
    }
}
