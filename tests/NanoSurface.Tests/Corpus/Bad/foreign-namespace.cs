// expects foreign-namespace at line 2
namespace System.Threading
{
    public static class Sample
    {
    }
}
