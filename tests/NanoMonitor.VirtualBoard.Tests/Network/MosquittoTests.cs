namespace NanoMonitor.VirtualBoard.Tests.Network;

public class MosquittoTests : BrokerTests
{
    protected override ITestBroker StartBroker() => new MosquittoBroker();
}
