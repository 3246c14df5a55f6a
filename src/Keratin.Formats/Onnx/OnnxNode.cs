namespace Keratin.Formats;

/// <summary>NodeProto: one operator applied to values.</summary>
/// <param name="Operator">The operator's name in the standard: <c>MatMul</c>.</param>
/// <param name="Name">The name of this use of it.</param>
/// <param name="Inputs">The names of the values that it reads.</param>
/// <param name="Outputs">The names of the values that it makes.</param>
/// <param name="Attributes">Its settings.</param>
/// <param name="Domain">Which set of operators it is of: the standard one, or <see cref="OnnxModel.TableDomain"/>.</param>
internal sealed record OnnxNode(string Operator, string Name, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyList<OnnxAttribute> Attributes, string Domain = "")
{
    /// <summary>The message.</summary>
    public ProtoMessage ToMessage()
    {
        var message = new ProtoMessage();
        foreach (string input in Inputs) message.Add(1, input);
        foreach (string output in Outputs) message.Add(2, output);
        message.Add(3, Name).Add(4, Operator).AddAll(5, Attributes.Select(attribute => attribute.ToMessage()));
        return Domain.Length == 0 ? message : message.Add(7, Domain);
    }
}
