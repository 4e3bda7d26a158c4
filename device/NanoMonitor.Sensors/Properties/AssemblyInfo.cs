using System.Reflection;

[assembly: AssemblyTitle("NanoMonitor.Sensors")]
[assembly: AssemblyDescription("Drivers of the supported vibration and temperature sensors.")]
[assembly: AssemblyProduct("NanoMonitor")]
[assembly: AssemblyVersion("0.1.0.0")]
[assembly: AssemblyFileVersion("0.1.0.0")]
