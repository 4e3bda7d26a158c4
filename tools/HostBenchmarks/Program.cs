using BenchmarkDotNet.Running;
using NanoMonitor.Tools.HostBenchmarks;

BenchmarkRunner.Run<WindowBenchmarks>(args: args);
