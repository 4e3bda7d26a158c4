namespace NanoMonitor.Fleet.Tests;

public sealed class FleetExceptionTests
{
    [Fact]
    public void What_a_node_says_does_not_reach_the_terminals_controls() =>
        Assert.Equal("it refused: \uFFFD]0;owned\uFFFD\uFFFD", new FleetException("it refused: \u001b]0;owned\u0007\n").Message);
}
