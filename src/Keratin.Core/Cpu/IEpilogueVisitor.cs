namespace Keratin.Core;

/// <summary>Makes a step once the epilogue is known as a type.</summary>
internal interface IEpilogueVisitor
{
    void Visit<TEpilogue>(TEpilogue epilogue) where TEpilogue : struct, IEpilogue;
}
