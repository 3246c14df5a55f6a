using Keratin.Cli;

return CommandLine.Run(args, Screen.OfConsole());
