namespace Keratin.Core;

/// <summary>Makes the step of an update that stands alone.</summary>
internal sealed unsafe class UpdateLowering(Plan plan, Node node) : IEpilogueVisitor
{
    public void Visit<TEpilogue>(TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        plan.Add(new UpdateStep<TEpilogue>(node.Shape, plan.Pointer(node.Inputs[^1]), epilogue), node);
}
