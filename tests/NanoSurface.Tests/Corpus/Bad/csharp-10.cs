// expects CS8773 at line 2
namespace NanoMonitor.Corpus;

public static class Sample
{
}
