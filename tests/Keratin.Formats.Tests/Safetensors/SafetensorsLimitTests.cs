using static Keratin.Formats.Tests.SafetensorsBytes;

namespace Keratin.Formats.Tests;

/// <summary>The limits that only large files reach.</summary>
public sealed class SafetensorsLimitTests
{
    [Theory]
    [InlineData(99_999)]
    [InlineData(100_000)]
    [InlineData(100_001)]
    public void A_file_has_up_to_100000_arrays_and_as_many_texts(int count)
    {
        byte[] arrays = Make("{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":{{\"dtype\":\"U8\",\"shape\":[0],\"data_offsets\":[0,0]}}")) + "}", []);
        byte[] texts = Make("{\"__metadata__\":{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"{i}\":\"\"")) + "}}", []);

        if (count <= 100_000)
        {
            Assert.Equal(count, Read(arrays).Names.Count);
            Assert.Equal(count, Read(texts).Metadata.Count);
            return;
        }
        Assert.Equal("model.safetensors cannot be read: it has more than 100,000 arrays.", ErrorOf(arrays));
        Assert.Equal("model.safetensors cannot be read: its metadata have more than 100,000 texts.", ErrorOf(texts));
    }
}
