namespace Keratin.Core;

/// <summary>Arithmetic over nodes, for layers, losses and metrics of your own: <c>(truth - predictions) * (truth - predictions)</c>.</summary>
public static class NodeOperators
{
    /// <summary>Arithmetic between nodes, and between nodes and numbers known when the graph is made.</summary>
    extension(Node)
    {
        /// <summary>x + y, element by element; one may repeat (<see cref="BinaryOperation"/>).</summary>
        public static Node operator +(Node x, Node y) => new(new Add(), x, y);

        /// <summary>x − y, element by element; one may repeat.</summary>
        public static Node operator -(Node x, Node y) => new(new Subtract(), x, y);

        /// <summary>x · y, element by element; one may repeat.</summary>
        public static Node operator *(Node x, Node y) => new(new Multiply(), x, y);

        /// <summary>x / y, element by element; one may repeat.</summary>
        public static Node operator /(Node x, Node y) => new(new Divide(), x, y);

        /// <summary>x · factor.</summary>
        public static Node operator *(Node x, float factor) => new(new Scale(factor), x);

        /// <summary>factor · x.</summary>
        public static Node operator *(float factor, Node x) => new(new Scale(factor), x);

        /// <summary>x + number.</summary>
        public static Node operator +(Node x, float number) => new(new Add(), x, new Node(new Literal(number)));

        /// <summary>x − number.</summary>
        public static Node operator -(Node x, float number) => new(new Subtract(), x, new Node(new Literal(number)));

        /// <summary>number − x.</summary>
        public static Node operator -(float number, Node x) => new(new Subtract(), new Node(new Literal(number)), x);

        /// <summary>−x.</summary>
        public static Node operator -(Node x) => new(new Scale(-1), x);
    }
}
