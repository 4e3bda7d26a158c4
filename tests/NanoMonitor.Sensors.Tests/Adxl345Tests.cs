namespace NanoMonitor.Sensors.Tests;

/// <summary>What the ADXL345 has besides what all have.</summary>
public class Adxl345Tests
{
    [Fact]
    public void Refuses_a_clock_that_leaves_its_fifo_no_time()
    {
        using PartBench bench = new("ADXL345 on SPI");
        bench.Run(() =>
        {
            ArgumentException error = Assert.Throws<ArgumentException>(() => new Adxl345(Bench.OpenSpi(5_000_000), 2, 100));
            Assert.Contains("1600000", error.Message, StringComparison.Ordinal);
        });
    }
}
