// expects extern at line 7
using System.Runtime.CompilerServices;
namespace NanoMonitor.Corpus
{
    public static class Sample
    {
        [MethodImpl(MethodImplOptions.InternalCall)]
        public static extern int Run();
    }
}
