using System.Reflection;

[assembly: AssemblyTitle("NanoMonitor.Core")]
[assembly: AssemblyDescription("Signal, model and protocol code that node and host share.")]
[assembly: AssemblyProduct("NanoMonitor")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
