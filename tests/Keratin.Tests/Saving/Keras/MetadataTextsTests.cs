using System.Text;

namespace Keratin.Tests;

/// <summary>Texts of the user's own that go with a model.</summary>
public sealed class MetadataTextsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Texts_come_back_from_the_file()
    {
        Sequential model = Model();
        model.Metadata["größe"] = "line\nline \"quoted\" \\ 𝄞";
        model.Metadata["empty"] = "";
        model.Save(_folder.Path("m.keras"));
        Model loaded = Keratin.Model.Load(_folder.Path("m.keras"));
        Assert.Equal(model.Metadata.OrderBy(text => text.Key, StringComparer.Ordinal), loaded.Metadata);
        loaded.Metadata["more"] = "can be added";
    }

    [Fact]
    public void A_model_without_texts_has_none_in_its_file()
    {
        Model().Save(_folder.Path("m.keras"));
        Assert.Empty(Keratin.Model.Load(_folder.Path("m.keras")).Metadata);
        Assert.DoesNotContain("\"metadata\"", Encoding.Latin1.GetString(File.ReadAllBytes(_folder.Path("m.keras"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_clone_begins_without_them()
    {
        Sequential model = Model();
        model.Metadata["accuracy"] = "0.81";
        Assert.Empty(model.Clone().Metadata);
        Assert.Equal("0.81", model.Metadata["accuracy"]);
    }

    [Fact]
    public void What_a_file_cannot_hold_is_refused_before_it_is_written()
    {
        Refused("half", "\ud834", "The model's Metadata cannot be saved: \"half\" has half of a character, which no file can hold.");
        Refused("", "x", "The model's Metadata cannot be saved: a text has no name.");
        Refused("none", null!, "The model's Metadata cannot be saved: the text \"none\" is null.");
        Refused("long", new string('x', 16 << 20), "The model's Metadata cannot be saved: the texts have 16,777,220 bytes, and 16,777,216 are the most that a file holds.");
        Sequential many = Model();
        for (int i = 0; i <= 10_000; i++) many.Metadata[$"{i}"] = "";
        Assert.Equal("The model's Metadata cannot be saved: there are 10,001 texts, and 10,000 are the most that a file holds.", Assert.Throws<InvalidOperationException>(() => many.Save(_folder.Path("m.keras"))).Message);

        void Refused(string name, string text, string message)
        {
            Sequential model = Model();
            model.Metadata[name] = text;
            Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => model.Save(_folder.Path("m.keras"))).Message);
            Assert.False(File.Exists(_folder.Path("m.keras")));
        }
    }

    [Theory]
    [InlineData("""{"metadata":{"a":1}}""", "The setting \"a\" must be a text but is 1")]
    [InlineData("""{"metadata":["a"]}""", "The setting \"metadata\" must be an object")]
    [InlineData("""{"metadata":{"a":null}}""", "The setting \"a\" is missing")]
    public void Metadata_that_are_no_texts_are_refused(string own, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => MetadataTexts.Read(ConfigJson.Read(Encoding.UTF8.GetBytes(own)))).Message, StringComparison.Ordinal);

    [Fact]
    public void More_than_is_written_is_not_read()
    {
        var texts = new Config();
        for (int i = 0; i <= 10_000; i++) texts.Set($"{i}", "");
        var own = new Config();
        own.SetValue("metadata", texts);
        Assert.Contains("there are 10,001 texts", Assert.Throws<InvalidDataException>(() => MetadataTexts.Read(own)).Message, StringComparison.Ordinal);
    }

    private static Sequential Model() => new(new Dense(1, inputShape: [2]));
}
