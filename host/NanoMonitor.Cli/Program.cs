using NanoMonitor.Cli.Usage;

return await CommandLineProgram.RunAsync(args);
