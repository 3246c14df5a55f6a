using System.Text.Json;

namespace Keratin.Parity;

/// <summary>Optimizers as Keras's configurations describe them.</summary>
internal static class GoldenOptimizer
{
    /// <summary>Makes an optimizer.</summary>
    /// <param name="name">Its name in Keras, <c>rm_sprop</c>, perhaps with a number behind it.</param>
    /// <param name="config">Its configuration.</param>
    public static Optimizer Make(string name, JsonElement config)
    {
        double Number(string argument) => config.GetProperty(argument).GetDouble();
        bool Switch(string argument) => config.GetProperty(argument).GetBoolean();
        double? Option(string argument) => config.GetProperty(argument) is { ValueKind: JsonValueKind.Number } set ? set.GetDouble() : null;
        LearningRateSchedule? schedule = config.GetProperty("learning_rate") is { ValueKind: JsonValueKind.Object } given ? MakeSchedule(given) : null;
        double rate = schedule is null ? Number("learning_rate") : 1;
        double? decay = Option("weight_decay"), norm = Option("clipnorm"), value = Option("clipvalue"), global = Option("global_clipnorm");
        bool average = Switch("use_ema");
        double momentum = Number("ema_momentum");
        var collected = (int?)Option("gradient_accumulation_steps");
        return name.TrimEnd('_', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9') switch
        {
            "rm_sprop" => new RMSprop(rate, Number("rho"), Number("momentum"), Number("epsilon"), Switch("centered"))
            {
                WeightDecay = decay,
                ClipNorm = norm,
                UseEma = average,
                EmaMomentum = momentum,
                LearningRateSchedule = schedule,
            },
            "sgd" => new SGD(rate, Number("momentum"), Switch("nesterov")) { ClipNorm = norm, ClipValue = value, GlobalClipNorm = global, LearningRateSchedule = schedule },
            "adam" => new Adam(rate, Number("beta_1"), Number("beta_2"), Number("epsilon"), Switch("amsgrad")) { GradientAccumulationSteps = collected, LearningRateSchedule = schedule },
            "adam_w" => new AdamW(rate, decay!.Value, Number("beta_1"), Number("beta_2"), Number("epsilon"), Switch("amsgrad")),
            "adagrad" => new Adagrad(rate, Number("initial_accumulator_value"), Number("epsilon")),
            "adadelta" => new Adadelta(rate, Number("rho"), Number("epsilon")),
            "adamax" => new Adamax(rate, Number("beta_1"), Number("beta_2"), Number("epsilon")),
            "nadam" => new Nadam(rate, Number("beta_1"), Number("beta_2"), Number("epsilon")),
            var other => throw new NotSupportedException(other),
        };
    }

    private static LearningRateSchedule MakeSchedule(JsonElement schedule)
    {
        JsonElement config = schedule.GetProperty("config");
        double Number(string name) => config.GetProperty(name).GetDouble();
        return schedule.GetProperty("class_name").GetString() switch
        {
            "ExponentialDecay" => new ExponentialDecay(Number("initial_learning_rate"), (long)Number("decay_steps"), Number("decay_rate"), config.GetProperty("staircase").GetBoolean()),
            var other => throw new NotSupportedException(other),
        };
    }
}
