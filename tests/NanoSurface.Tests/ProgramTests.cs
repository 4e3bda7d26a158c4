namespace NanoMonitor.Tools.NanoSurface.Tests;

public class ProgramTests
{
    [Theory]
    [InlineData("--help", 0)]
    [InlineData("--rot", 2)]
    [InlineData("--root", 2)]
    public void Answers_wrong_usage_with_2(string argument, int exitCode) => Assert.Equal(exitCode, Run(argument));

    [Fact]
    public void Answers_findings_with_1_and_a_missing_project_with_2()
    {
        string root = Directory.CreateTempSubdirectory("nano-surface-").FullName;
        try
        {
            Assert.Equal(2, Run("--root", root));
            Copy("shared/NanoMonitor.Core/NanoMonitor.Core", root);
            Copy("device/NanoMonitor.Sensors/NanoMonitor.Sensors", root);
            Copy("device/NanoMonitor.Node/NanoMonitor.Node", root);
            Copy("device/NanoMonitor.UnitTests/NanoMonitor.UnitTests", root);
            File.WriteAllText(Path.Combine(root, "shared/NanoMonitor.Core/Bad.cs"), "namespace NanoMonitor.Core { public class Bad { public float X; } }");
            Assert.Equal(1, Run("--root", root));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public void Sync_puts_new_files_into_the_list_and_keeps_the_rest()
    {
        string root = Directory.CreateTempSubdirectory("nano-surface-").FullName;
        try
        {
            Copy("shared/NanoMonitor.Core/NanoMonitor.Core", root);
            string project = Path.Combine(root, "shared/NanoMonitor.Core/NanoMonitor.Core.nfproj");
            string before = File.ReadAllText(project);
            Directory.CreateDirectory(Path.Combine(root, "shared/NanoMonitor.Core/Signal"));
            File.WriteAllText(Path.Combine(root, "shared/NanoMonitor.Core/Signal/New.cs"), "");

            Assert.True(Firmware.NanoProject.UpdateFileList(project));
            Assert.False(Firmware.NanoProject.UpdateFileList(project));
            Firmware.NanoProject after = Firmware.NanoProject.Load(project);
            Assert.Equal(["Signal/New.cs"], after.Files);
            Assert.Equal(Outside(before), Outside(File.ReadAllText(project)));
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    private static string[] Outside(string project) => [.. project.Split('\n').Where(line => !line.Contains("<Compile", StringComparison.Ordinal))];

    private static int Run(params string[] arguments) => (int)typeof(Gate).Assembly.EntryPoint!.Invoke(null, [arguments])!;

    private static void Copy(string project, string root)
    {
        string folder = Path.GetDirectoryName(Path.Combine(root, project))!;
        Directory.CreateDirectory(folder);
        File.Copy(Path.Combine(Repository.Root, project + ".nfproj"), Path.Combine(root, project + ".nfproj"));
        File.Copy(Path.Combine(Repository.Root, Path.GetDirectoryName(project)!, "packages.config"), Path.Combine(folder, "packages.config"));
    }
}
