namespace Keratin.Formats.Tests;

public sealed class DamagedNpzTests
{
    [Fact]
    public void Damaged_files_give_no_other_error_than_the_documented_one()
    {
        byte[] whole = ZipBytes.Make(
            ("x.npy", NpyBytes.Make("|O", "(3,)", Convert.FromBase64String("gANjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJDAWJxA4dxBFJxBShLAUsDhXEGY251bXB5CmR0eXBlCnEHWAIAAABPOHEIiYiHcQlScQooSwNYAQAAAHxxC05OTkr/////Sv////9LP3RxDGKJXXENKF1xDihLAUsCTSwBZV1xDyhKcBEBAEr7////ZV1xEGV0cRFiLg=="))),
            ("y.npy", NpyBytes.Make("<f4", "(2, 3)", new byte[24], fortran: true)));
        byte[] member = NpyBytes.Make("|O", "(3,)", Convert.FromBase64String("gASVpAAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwOFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlChdlChLAUsCTSwBZV2UKEpwEQEASvv///9lXZRldJRiLg=="));
        var random = new Random(1);
        int refused = 0;
        for (int mutant = 0; mutant < 20_000; mutant++)
        {
            bool archive = mutant % 2 == 0;
            byte[] bytes = archive ? [.. whole] : [.. member];
            for (int change = random.Next(1, 4); change > 0; change--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            try
            {
                if (archive) NpzReader.Read(new MemoryStream(bytes), "data.npz");
                else NpyReader.Read(bytes, "data.npz");
            }
            catch (InvalidDataException error)
            {
                Assert.StartsWith("data.npz", error.Message);
                refused++;
            }
        }
        Assert.InRange(refused, 10_000, 20_000);
    }
}
