using NanoMonitor.Tools.NanoSurface.Findings;

namespace NanoMonitor.Tools.NanoSurface.Tests;

public class FirmwareTests
{
    [Fact]
    public void The_firmware_sources_run_on_the_node_as_they_are()
    {
        GateReport report = Repository.Report;

        Assert.True(report.Findings.Count == 0, string.Join('\n', report.Findings));
        Assert.Equal(["NanoMonitor.Core", "NanoMonitor.Sensors", "NanoMonitor.Node", "NFUnitTest"], report.Assemblies.Select(assembly => assembly.Name));
    }
}
