using NanoMonitor.Fleet.Broker.Access;

namespace NanoMonitor.Fleet.Tests.Broker.Access;

public sealed class PasswordFileTests
{
    // mosquitto_passwd 2.0.11 -b FILE plant/fan-7 secret
    private const string OfMosquitto =
        "plant/fan-7:$7$101$t9RIS/rdrAEg02z7$qExF6jLUc650vdQAc2B++aORYVlKeSunYTFJ6hrZo3fMIAanbggV9uBlNq8Jki5e+lFZ/9vr4BVKEzSP/X6G7g==\n";

    [Fact]
    public void Reads_what_mosquitto_wrote_and_writes_it_again()
    {
        PasswordFile file = PasswordFile.Parse(OfMosquitto, "passwords");
        Assert.True(file.Accepts(new BrokerAccount("plant/fan-7", "secret")));
        Assert.False(file.Accepts(new BrokerAccount("plant/fan-7", "Secret")));
        Assert.False(file.Accepts(new BrokerAccount("plant/fan-8", "secret")));
        Assert.Equal(OfMosquitto, file.ToString());
    }

    [Fact]
    public void Keeps_the_line_of_a_user_whose_password_stays()
    {
        PasswordFile file = PasswordFile.Parse(OfMosquitto, "passwords");
        Assert.False(file.Set(new BrokerAccount("plant/fan-7", "secret")));
        Assert.Equal(OfMosquitto, file.ToString());
        Assert.True(file.Set(new BrokerAccount("plant/fan-7", "other")));
        Assert.True(file.Accepts(new BrokerAccount("plant/fan-7", "other")));
        Assert.False(file.Accepts(new BrokerAccount("plant/fan-7", "secret")));
    }

    [Fact]
    public void Salts_each_password_anew()
    {
        var file = new PasswordFile();
        file.Set(new BrokerAccount("a", "secret"));
        file.Set(new BrokerAccount("b", "secret"));
        string[] lines = file.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.NotEqual(lines[0].Split(':')[1], lines[1].Split(':')[1]);
        Assert.DoesNotContain("secret", file.ToString());
    }

    [Theory]
    [InlineData("nobody", "line 2: expected user:hash")]
    [InlineData("fan:plain", "line 2, user 'fan': expected a hash")]
    [InlineData("fan:$6$c2FsdA==$aGFzaA==", "line 2, user 'fan': expected a hash")]
    [InlineData("fan:$7$0$c2FsdA==$aGFzaA==", "line 2, user 'fan': expected a hash")]
    [InlineData("fan:$7$101$c2FsdA==$aGFzaA==", "line 2, user 'fan': expected a salt of 12 bytes")]
    [InlineData("fan:$7$101$***$aGFzaA==", "line 2, user 'fan'")]
    public void Says_where_a_line_is_damaged(string line, string expected)
    {
        FleetException refusal = Assert.Throws<FleetException>(() => PasswordFile.Parse($"\n{line}\n", "passwords"));
        Assert.Contains(expected, refusal.Message);
        Assert.Contains("passwords", refusal.Message);
    }

    [Fact]
    public void Refuses_a_user_who_stands_there_twice() =>
        Assert.Throws<FleetException>(() => PasswordFile.Parse(OfMosquitto + OfMosquitto, "passwords"));
}
