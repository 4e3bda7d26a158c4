namespace NanoMonitor.VirtualBoard.Tests.Network;

public class EmbeddedBrokerTests : BrokerTests
{
    protected override ITestBroker StartBroker() => new EmbeddedBroker();
}
