// expects finalizer at line 6
namespace NanoMonitor.Corpus
{
    public class Sample
    {
        ~Sample()
        {
        }
    }
}
