using NanoMonitor.Core.Model;

namespace NanoMonitor.Core.Tests.Model;

public class GroupOrderTests
{
    [Theory]
    [InlineData(new[] { 2, 3, 1 }, 4)]
    [InlineData(new[] { 1, 1 }, 3)]
    [InlineData(new[] { 4, 4, 4, 6 }, 24)]
    [InlineData(new[] { 1, 1, 1, 1, 1, 1 }, 3)]
    public void Reaches_are_the_masks_of_the_paper(int[] sizes, int hiddenCount)
    {
        var features = sizes.Sum();
        var order = new GroupOrder(sizes, [.. Enumerable.Range(0, features)]);
        var hiddenDegrees = Enumerable.Range(0, hiddenCount).Select(j => 1 + j % (sizes.Length - 1)).Order().ToArray();
        var inputDegrees = order.GroupAt.Select(group => group + 1).ToArray();
        Assert.Equal(hiddenDegrees.Select(hidden => inputDegrees.Count(input => input <= hidden)), order.HiddenReach(hiddenCount));
        Assert.Equal(inputDegrees.Select(output => hiddenDegrees.Count(hidden => hidden < output)), order.OutputReach(hiddenCount));
    }

    [Fact]
    public void Refuses_an_order_that_is_no_permutation()
    {
        Assert.Throws<ArgumentException>(() => new GroupOrder([2, 1], [0, 1, 1]));
        Assert.Throws<ArgumentException>(() => new GroupOrder([2, 2], [0, 1, 2]));
        Assert.Throws<ArgumentException>(() => new GroupOrder([2, 1], [0, 1, 3]));
    }
}
