using System.Diagnostics;
using System.Reflection;

namespace Keratin.Tests;

/// <summary>The source keeps the house rules, and each rule bites: a planted violation is found.</summary>
public sealed class HouseRulesTests
{
    private static readonly Assembly[] Libraries = [typeof(Core.Node).Assembly, typeof(Formats.Npz).Assembly, typeof(Sequential).Assembly];

    [Fact]
    public void The_source_is_found() => Assert.Contains(SourceFile.All, file => file.Path == "Keratin/Models/Sequential.cs");

    [Fact]
    public void A_folder_of_the_core_uses_only_those_above_it()
    {
        Assert.Empty(HouseRules.UsesOfLaterFolders(SourceFile.All));

        SourceFile executor = new("Keratin.Core/Execution/Executor.cs", "namespace Keratin.Core;\npublic sealed class Executor { }");
        foreach (string use in (string[])["new Executor()", "Executor.Run()", "typeof(Executor)", "x is Executor", "(Executor)x", "new List<Executor>()"])
            Assert.Equal(["Keratin.Core/Graph/Early.cs uses Executor of Execution."], HouseRules.UsesOfLaterFolders([executor, new("Keratin.Core/Graph/Early.cs", $"sealed class Early {{ object M(object x) => {use}; }}")]));
        foreach (string member in (string[])["private Executor _field;", "Executor? Property { get; }", "void M(Executor executor) { }", "List<Executor> Many();"])
            Assert.Single(HouseRules.UsesOfLaterFolders([executor, new("Keratin.Core/Graph/Early.cs", $"sealed class Early {{ {member} }}")]));
        Assert.Single(HouseRules.UsesOfLaterFolders([executor, new("Keratin.Core/Graph/Early.cs", "sealed class Early : Executor { }")]));
        Assert.Single(HouseRules.UsesOfLaterFolders([new("Keratin.Core/Elsewhere/Other.cs", "sealed class Other { }")]));
        Assert.Empty(HouseRules.UsesOfLaterFolders([executor, new("Keratin.Core/Graph/Early.cs", "// new Executor()\nsealed class Early { string Text => \"new Executor()\"; void Executor() => x.Executor(); }")]));
        Assert.Empty(HouseRules.UsesOfLaterFolders([executor, new("Keratin.Core/Cpu/Late.cs", "sealed class Late { object M() => new Executor(); }")]));
    }

    [Fact]
    public void Every_class_is_sealed_or_abstract_or_static()
    {
        Assert.Empty(HouseRules.OpenClasses(SourceFile.All));
        Assert.All(Libraries.SelectMany(library => library.GetExportedTypes()).Where(type => type.IsClass && type != typeof(Model)), type => Assert.True(type.IsSealed || type.IsAbstract, $"{type} can be inherited from."));
        Assert.Equal([typeof(Sequential)], Libraries.SelectMany(library => library.GetTypes()).Where(type => type.IsSubclassOf(typeof(Model))));

        Assert.Equal(["Planted.cs: Planted is neither sealed nor abstract nor static."], HouseRules.OpenClasses([new("Planted.cs", "public class Planted { }")]));
        Assert.Single(HouseRules.OpenClasses([new("Planted.cs", "public sealed class Outer\n{\n    private class Inner { }\n}")]));
        Assert.Single(HouseRules.OpenClasses([new("Planted.cs", "internal record Planted(int X);")]));
        Assert.Empty(HouseRules.OpenClasses([new("Planted.cs", "// a class of its own\npublic sealed partial class Planted { }\npublic readonly record struct Pair(int X);\ninterface IThing<T> where T : class { }")]));
    }

    [Fact]
    public void A_file_declares_one_public_type_and_is_named_after_it()
    {
        Assert.Empty(HouseRules.TypesWithoutAFileOfTheirOwn(SourceFile.All));

        Assert.Equal(["One.cs declares One and Two."], HouseRules.TypesWithoutAFileOfTheirOwn([new("One.cs", "public sealed class One { }\npublic enum Two { }")]));
        Assert.Equal(["Other.cs declares One."], HouseRules.TypesWithoutAFileOfTheirOwn([new("Other.cs", "public interface One { }")]));
        Assert.Empty(HouseRules.TypesWithoutAFileOfTheirOwn([new("One.Part.cs", "public sealed partial class One\n{\n    public sealed class Nested { }\n}\ninternal sealed class Beside { }")]));
    }

    [Fact]
    public void Nothing_is_unfinished_and_no_warning_is_switched_off()
    {
        Assert.Empty(HouseRules.ForbiddenWords(SourceFile.All));

        foreach (string word in (string[])["throw new NotImplementedException();", "// TODO", "#pragma warning disable CS0001", "[SuppressMessage(\"a\", \"b\")]"])
            Assert.Single(HouseRules.ForbiddenWords([new("Planted.cs", word)]));
    }

    [Fact]
    public void What_users_reference_has_no_unsafe_code()
    {
        Assert.Empty(HouseRules.UnsafeCode(SourceFile.All));

        Assert.Single(HouseRules.UnsafeCode([new("Keratin/Models/Planted.cs", "internal unsafe struct Planted { }")]));
        Assert.Empty(HouseRules.UnsafeCode([new("Keratin/Models/Planted.cs", "// not unsafe\nstring Text => \"unsafe\";"), new("Keratin.Core/Cpu/Planted.cs", "unsafe struct Planted { }")]));
    }

    [Fact]
    public void Keras_nouns_and_the_training_loop_leave_loops_over_elements_to_kernels()
    {
        Assert.Empty(HouseRules.LoopsOverElements(SourceFile.All));

        foreach (string body in (string[])
            [
                "void M(Span<float> values)\n{\n    for (int i = 0; i < values.Length; i++)\n    {\n        if (i > 0) values[i] = 0;\n    }\n}",
                "void M(Variable weight) { for (int i = 0; i < 3; i++) weight.Values[i] = 0; }",
                "void M(Variable weight) { foreach (float value in weight.Values) Use(value); }",
                "void M(Variable weight) { foreach (ref var value in weight.Values) value = 0; }",
                "void M(float[] values) { int i = 0; while (i < 3) values[i++] = 0; }",
            ])
            Assert.Single(HouseRules.LoopsOverElements([new("Keratin/Losses/Planted.cs", body)]));
        Assert.Empty(HouseRules.LoopsOverElements(
            [
                new("Keratin/Losses/Fine.cs", "void M(NDArray x, List<Layer> layers) { foreach (Layer layer in layers) Use(layer); for (int i = 0; i < 9; i += 3) Use(x[i..(i + 3)]); float y = values[0]; }"),
                new("Keratin.Core/Cpu/Kernels/Fine.cs", "void M(Span<float> values) { for (int i = 0; i < values.Length; i++) values[i] = 0; }"),
            ]));
    }

    [Fact]
    public void The_word_gradient_is_in_no_backend()
    {
        Assert.Empty(HouseRules.BackendsThatKnowGradients(SourceFile.All));

        Assert.Single(HouseRules.BackendsThatKnowGradients([new("Keratin.Core/Cpu/Kernels/Planted.cs", "// the gradient of the weights")]));
        Assert.Empty(HouseRules.BackendsThatKnowGradients([new("Keratin.Core/Operations/Fine.cs", "Node Gradient();")]));
    }

    // Whatever a file says, no name in it becomes a type, code or a process.
    [Fact]
    public void What_reads_files_never_makes_types_of_names_and_starts_nothing()
    {
        foreach (Assembly library in Libraries) Assert.Empty(ForbiddenCalls.In(library));

        // These tests do both, here and where they measure.
        Assert.Contains("System.Type.GetType", ForbiddenCalls.In(typeof(HouseRulesTests).Assembly));
        Assert.Null(Type.GetType("Keratin.NoSuchType"));
    }

    // Without -c, `dotnet test` and `dotnet run file.cs` build Debug; the libraries must be optimised there too.
    [Fact]
    public void Libraries_are_optimised_in_every_configuration() =>
        Assert.All(Libraries, library => Assert.NotEqual(true, library.GetCustomAttribute<DebuggableAttribute>()?.IsJITOptimizerDisabled));
}
