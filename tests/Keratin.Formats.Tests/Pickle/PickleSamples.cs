namespace Keratin.Formats.Tests;

/// <summary>Pickles in base 64, by <c>pickle.dumps</c> of NumPy 1.24.</summary>
internal static class PickleSamples
{
    // numpy.array([[1, 2, 300], [70000, -5], []], object)
    public const string Protocol2 =
        "gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLA4VxCmNudW1weQpkdHlwZQpxC1gCAAAATzhxDImIh3ENUnEOKEsDWAEAAAB8cQ9OTk5K/////0r/////Sz90cRBiiV1xEShdcRIoSwFLAk0sAWVdcRMoSnARAQBK+////2VdcRRldHEVYi4=";
    public const string Protocol3 =
        "gANjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJDAWJxA4dxBFJxBShLAUsDhXEGY251bXB5CmR0eXBlCnEHWAIAAABPOHEIiYiHcQlScQooSwNYAQAAAHxxC05OTkr/////Sv////9LP3RxDGKJXXENKF1xDihLAUsCTSwBZV1xDyhKcBEBAEr7////ZV1xEGV0cRFiLg==";
    public const string Protocol4 =
        "gASVpAAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwOFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlChdlChLAUsCTSwBZV2UKEpwEQEASvv///9lXZRldJRiLg==";
    public const string Protocol5 =
        "gAWVpAAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwOFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlChdlChLAUsCTSwBZV2UKEpwEQEASvv///9lXZRldJRiLg==";

    // Of a row that is an array or a tuple: [[1, 2, 3], [4]]
    public const string Arrays2 =
        "gAJjbnVtcHkuY29yZS5tdWx0aWFycmF5Cl9yZWNvbnN0cnVjdApxAGNudW1weQpuZGFycmF5CnEBSwCFcQJjX2NvZGVjcwplbmNvZGUKcQNYAQAAAGJxBFgGAAAAbGF0aW4xcQWGcQZScQeHcQhScQkoSwFLAoVxCmNudW1weQpkdHlwZQpxC1gCAAAATzhxDImIh3ENUnEOKEsDWAEAAAB8cQ9OTk5K/////0r/////Sz90cRBiiV1xEShoAGgBSwCFcRJoB4dxE1JxFChLAUsDhXEVaAtYAgAAAGk0cRaJiIdxF1JxGChLA1gBAAAAPnEZTk5OSv////9K/////0sAdHEaYoloA1gMAAAAAAAAAQAAAAIAAAADcRtoBYZxHFJxHXRxHmJLBIVxH2V0cSBiLg==";
    public const string Arrays4 =
        "gASV2wAAAAAAAACMFW51bXB5LmNvcmUubXVsdGlhcnJheZSMDF9yZWNvbnN0cnVjdJSTlIwFbnVtcHmUjAduZGFycmF5lJOUSwCFlEMBYpSHlFKUKEsBSwKFlGgDjAVkdHlwZZSTlIwCTziUiYiHlFKUKEsDjAF8lE5OTkr/////Sv////9LP3SUYoldlChoAmgFSwCFlGgHh5RSlChLAUsDhZRoDIwCaTSUiYiHlFKUKEsDjAE+lE5OTkr/////Sv////9LAHSUYolDDAAAAAEAAAACAAAAA5R0lGJLBIWUZXSUYi4=";
}
