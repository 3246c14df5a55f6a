#:project ../src/Keratin/Keratin.csproj

// A layer of your own: override Build, which makes the weights, and Call, which writes the graph. Its gradient, its
// kernels and its place in summaries follow by themselves.
//
//     dotnet run samples/custom-layer.cs
using Keratin;
using Keratin.Core;

var (train, test) = BostonHousing.LoadData();
var scale = new Normalization();
scale.Adapt(train.X);

var model = new Sequential([scale, new Dense(64, activation: "relu"), new Gate(), new Dense(1)], seed: 42);
model.Compile(optimizer: "rmsprop", loss: "mse", metrics: ["mae"]);
model.Fit(train.X, train.Y, batchSize: 16, epochs: 100, verbose: 0);
model.Summary();
Console.WriteLine($"test {model.Evaluate(test.X, test.Y)}");

/// <summary>Lets each feature through in part: x · sigmoid(x · kernel), with a kernel (features, features).</summary>
internal sealed class Gate : Layer
{
    private Variable? _kernel;

    protected override void Build(Shape inputShape) =>
        _kernel = AddWeight("kernel", [inputShape.Last, inputShape.Last], "glorot_uniform");

    protected override Node Call(Node x, LayerContext context) =>
        x * Activations.Sigmoid.Apply(new Node(new MatMul(), x, _kernel!.Read));
}
