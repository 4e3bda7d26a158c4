// expects conditional-source at line 6
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
#if NANOFRAMEWORK_1_0
        public const int Node = 1;
#endif
    }
}
