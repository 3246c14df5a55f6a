using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using ScottPlot;
using SkiaSharp;

namespace Keratin;

/// <summary>
/// The typeface of all pictures, brought along so that they look alike on every machine and have their text on one
/// without fonts: Inter, of the Inter project's authors, under the SIL Open Font License 1.1 (https://rsms.me/inter).
/// </summary>
/// <remarks>
/// The fonts are read out of Avalonia's resource list in the embedded assembly, as bytes; none of its code is loaded.
/// That list is a length, then a version, a count, and per file its path, its offset behind the list, and its size.
/// </remarks>
internal sealed class InterTypeface : IFontResolver
{
    /// <summary>The family's name, as ScottPlot is asked for it.</summary>
    public const string Family = "Inter";

    private static readonly Lazy<InterTypeface> Registered = new(() =>
    {
        var inter = new InterTypeface();
        Fonts.FontResolvers.Insert(0, inter);
        return inter;
    });

    private readonly SKTypeface _regular;
    private readonly SKTypeface _bold;

    private InterTypeface()
    {
        using Stream assembly = typeof(InterTypeface).Assembly.GetManifestResourceStream("Avalonia.Fonts.Inter.dll")!;
        using var reader = new PEReader(assembly);
        _regular = Load(reader, "/Assets/Inter-Regular.ttf");
        _bold = Load(reader, "/Assets/Inter-SemiBold.ttf");
    }

    /// <summary>The letters of legends.</summary>
    public static SKTypeface Regular => Registered.Value._regular;

    /// <summary>The letters of titles.</summary>
    public static SKTypeface Bold => Registered.Value._bold;

    /// <summary>Makes ScottPlot know the family; once is enough, and any number of times is allowed.</summary>
    public static void Register() => _ = Registered.Value;

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, FontWeight weight, FontSlant slant, FontSpacing spacing) =>
        CreateTypeface(fontName, bold: weight >= FontWeight.SemiBold, italic: slant != FontSlant.Upright);

    /// <inheritdoc/>
    public SKTypeface? CreateTypeface(string fontName, bool bold, bool italic) =>
        fontName != Family ? null : bold ? _bold : _regular;

    private static SKTypeface Load(PEReader assembly, string path)
    {
        MetadataReader metadata = assembly.GetMetadataReader();
        ManifestResource resource = metadata.ManifestResources.Select(metadata.GetManifestResource)
            .Single(candidate => metadata.StringComparer.Equals(candidate.Name, "!AvaloniaResources"));
        BlobReader blob = assembly.GetSectionData(assembly.PEHeaders.CorHeader!.ResourcesDirectory.RelativeVirtualAddress).GetReader();
        blob.Offset = (int)resource.Offset;
        byte[] bytes = blob.ReadBytes(blob.ReadInt32());

        using var list = new BinaryReader(new MemoryStream(bytes), Encoding.UTF8);
        int start = sizeof(int) + list.ReadInt32();
        list.ReadInt32();
        for (int files = list.ReadInt32(); files > 0; files--)
        {
            string name = list.ReadString();
            int offset = list.ReadInt32();
            int size = list.ReadInt32();
            if (name == path) return SKTypeface.FromData(SKData.CreateCopy(bytes.AsSpan(start + offset, size)));
        }
        throw new InvalidOperationException($"The embedded font package has no {path}.");
    }
}
