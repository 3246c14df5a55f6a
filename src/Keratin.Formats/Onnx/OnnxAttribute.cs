namespace Keratin.Formats;

/// <summary>AttributeProto: a setting of an operator.</summary>
/// <param name="Name">Its name in the standard: <c>axis</c>.</param>
internal abstract record OnnxAttribute(string Name)
{
    /// <summary>The message.</summary>
    public abstract ProtoMessage ToMessage();

    /// <summary>A float32 number.</summary>
    internal sealed record Real(string Name, float Value) : OnnxAttribute(Name)
    {
        public override ProtoMessage ToMessage() => new ProtoMessage().Add(1, Name).Add(2, Value).Add(20, 1);
    }

    /// <summary>A whole number.</summary>
    internal sealed record Integer(string Name, long Value) : OnnxAttribute(Name)
    {
        public override ProtoMessage ToMessage() => new ProtoMessage().Add(1, Name).Add(3, Value).Add(20, 2);
    }

    /// <summary>Whole numbers.</summary>
    internal sealed record Integers(string Name, params long[] Values) : OnnxAttribute(Name)
    {
        public override ProtoMessage ToMessage()
        {
            ProtoMessage message = new ProtoMessage().Add(1, Name);
            foreach (long value in Values) message.Add(8, value);
            return message.Add(20, 7);
        }
    }

    /// <summary>Float32 numbers.</summary>
    internal sealed record Reals(string Name, params float[] Values) : OnnxAttribute(Name)
    {
        public override ProtoMessage ToMessage()
        {
            ProtoMessage message = new ProtoMessage().Add(1, Name);
            foreach (float value in Values) message.Add(7, value);
            return message.Add(20, 6);
        }
    }

    /// <summary>Texts.</summary>
    internal sealed record Texts(string Name, params string[] Values) : OnnxAttribute(Name)
    {
        public override ProtoMessage ToMessage()
        {
            ProtoMessage message = new ProtoMessage().Add(1, Name);
            foreach (string value in Values) message.Add(9, value);
            return message.Add(20, 8);
        }
    }
}
