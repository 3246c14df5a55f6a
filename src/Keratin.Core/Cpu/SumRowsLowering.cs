namespace Keratin.Core;

/// <summary>Makes the step of a sum over rows.</summary>
internal sealed unsafe class SumRowsLowering(Plan plan, Node node) : IEpilogueVisitor
{
    public void Visit<TEpilogue>(TEpilogue epilogue) where TEpilogue : struct, IEpilogue =>
        plan.Add(new SumRowsStep<TEpilogue>(epilogue, node.Inputs[0].Shape, plan.Pointer(node.Inputs[0]), node.Shape.Size), node);
}
