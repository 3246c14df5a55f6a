using Keratin.Benchmarks;

return Commands.Root().Parse(args).Invoke();
