using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Keratin.Tests;

/// <summary>What compiled code calls, told from its metadata.</summary>
internal static class ForbiddenCalls
{
    // By these a name out of a file becomes a type, code or a process.
    private static readonly Dictionary<string, string[]> Members = new()
    {
        ["System.Type"] = ["GetType", "InvokeMember", "GetTypeFromProgID", "GetTypeFromCLSID"],
        ["System.Activator"] = [],
        ["System.AppDomain"] = [],
        ["System.Reflection.Assembly"] = ["Load", "LoadFrom", "LoadFile", "LoadWithPartialName", "UnsafeLoadFrom", "GetType", "CreateInstance"],
        ["System.Reflection.MethodBase"] = ["Invoke"],
        ["System.Runtime.Loader.AssemblyLoadContext"] = [],
        ["System.Runtime.Serialization.Formatters.Binary.BinaryFormatter"] = [],
        ["System.Diagnostics.Process"] = ["Start"],
        ["System.Linq.Expressions.LambdaExpression"] = [],
    };

    /// <summary>The forbidden members that an assembly refers to.</summary>
    public static IEnumerable<string> In(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        MetadataReader metadata = file.GetMetadataReader();
        foreach (MemberReferenceHandle handle in metadata.MemberReferences)
        {
            MemberReference member = metadata.GetMemberReference(handle);
            if (member.Parent.Kind != HandleKind.TypeReference) continue;
            TypeReference type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent);
            string owner = $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}", name = metadata.GetString(member.Name);
            // An object's own GetType is one of System.Object.
            if (Members.TryGetValue(owner, out string[]? names) && (names.Length == 0 || names.Contains(name))) yield return $"{owner}.{name}";
        }
    }
}
