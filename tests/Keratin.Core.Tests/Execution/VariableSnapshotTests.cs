using Keratin.Core;

namespace Keratin.Core.Tests;

public sealed class VariableSnapshotTests
{
    [Fact]
    public void What_the_nodes_write_is_put_back_and_what_they_read_is_left_alone()
    {
        Variable count = new("count", Shape.Scalar, ElementType.Int64), total = new("total", Shape.Scalar, ElementType.Float64), read = new("read", [3]);
        count.Counter = 5_000_000_000;
        total.Total = 1e-200;
        var snapshot = new VariableSnapshot([new Node(new Increment(), count.Read), new Node(new Accumulate(), total.Read, read.Read)]);
        (count.Counter, total.Total, read.Values[1]) = (1, 2, 3);

        snapshot.Restore();

        Assert.Equal((5_000_000_000, 1e-200, 3f), (count.Counter, total.Total, read.Values[1]));
    }
}
