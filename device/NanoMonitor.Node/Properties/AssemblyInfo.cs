using System.Reflection;

[assembly: AssemblyTitle("NanoMonitor.Node")]
[assembly: AssemblyDescription("Firmware of a NanoMonitor node.")]
[assembly: AssemblyProduct("NanoMonitor")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
