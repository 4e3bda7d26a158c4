// expects foreign-namespace at line 2
public static class Sample
{
}
