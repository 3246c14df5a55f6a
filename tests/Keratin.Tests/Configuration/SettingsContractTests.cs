namespace Keratin.Tests;

/// <summary>What every class of a noun that a layer holds promises of its settings in files.</summary>
/// <typeparam name="T">The noun: initializer, regularizer, constraint.</typeparam>
public abstract class SettingsContractTests<T>
    where T : class
{
    public static TheoryData<Type> Classes => ConfigContract.ClassesOf<T>();

    /// <summary>The noun's names.</summary>
    private protected abstract NameTable<T> Known { get; }

    /// <summary>A sample of each class, each setting another than its default. A class without a sample fails the suite.</summary>
    private protected abstract Dictionary<Type, (string KeysOfKeras, Func<T> Make)> Samples { get; }

    /// <summary>The class and its settings, as they stand in files.</summary>
    private protected abstract Config ToObject(T instance);

    /// <summary>Numbers that tell two objects with different settings apart.</summary>
    private protected abstract double[] Values(T instance);

    [Theory]
    [MemberData(nameof(Classes))]
    public void It_comes_back_from_its_configuration(Type type)
    {
        T sample = Sample(type).Make();
        ConfigContract.Unknown(Known, sample, ToObject);
        Assert.Equal(Values(sample), Values(ConfigContract.RoundTrip(Known, sample, ToObject)));
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void What_is_missing_has_the_constructors_default(Type type)
    {
        T withDefaults = ConfigContract.WithDefaults<T>(type)!;
        ConfigContract.Defaults(Known, withDefaults, ToObject);
        ConfigContract.NoDefaults(SettingsOf(withDefaults), [SettingsOf(Sample(type).Make())]);
    }

    [Theory]
    [MemberData(nameof(Classes))]
    public void Its_settings_are_those_of_Keras_in_their_order(Type type) =>
        Assert.Equal(Sample(type).KeysOfKeras, string.Join(' ', SettingsOf(Sample(type).Make()).Names));

    private Config SettingsOf(T instance) => ToObject(instance).GetOptionalConfig("config")!;

    private (string KeysOfKeras, Func<T> Make) Sample(Type type)
    {
        Assert.True(Samples.TryGetValue(type, out (string, Func<T>) sample), $"Add a sample of {type.Name} to {GetType().Name}.");
        return sample;
    }
}
