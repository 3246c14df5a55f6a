using System.Diagnostics;
using Keratin.Tests;

namespace Keratin.Formats.Tests;

public sealed class Hdf5LibraryTests
{
    [Fact]
    public void The_HDF5_library_reads_what_is_written()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.Path("model.h5"), Hdf5WriterTests.Write(Hdf5WriterTests.LargeModel()));
        File.WriteAllText(folder.Path("look.py"), """
            import sys
            import h5py

            with h5py.File(sys.argv[1], "r") as file:
                kernel = file["layers/dense/vars/0"]
                print(kernel.dtype, kernel.shape, kernel[:].ravel().tolist())
                print(file["layers/dense/vars"].attrs["name"] == "gr\u00f6\u00dfe", repr(file["layers/dropout/vars"].attrs["name"]))
                for i in range(3):
                    print(file["optimizer/vars/%d" % i].dtype, file["optimizer/vars/%d" % i].shape, file["optimizer/vars/%d" % i][()])
                print(sorted(file), list(file["vars"]), file["empty/0"].shape)
                print(all(file["many/dense_%d" % i].attrs["name"] == "the layer %d" % i for i in range(1000)), len(file["many"]))

            with h5py.File(sys.argv[1], "r+") as file:
                file["many/new"] = [1.5]
                file["layers/dense/vars"].attrs["more"] = "text"
                del file["vars"]

            with h5py.File(sys.argv[1], "r") as file:
                print(len(file["many"]), file["many/new"][0], file["layers/dense/vars"].attrs["more"], "vars" in file)
            """);

        Assert.Equal(
            """
            float32 (2, 3) [1.0, 2.0, 3.0, 4.0, 5.0, -6.5]
            True ''
            int64 () 9000000000
            float32 () 0.001
            int32 () -3
            ['empty', 'layers', 'many', 'optimizer', 'vars'] [] (0, 4)
            True 1000
            1001 1.5 text False

            """, Python(folder.Path("look.py"), folder.Path("model.h5")));

        Hdf5File changed = Hdf5File.Open(new MemoryStream(File.ReadAllBytes(folder.Path("model.h5"))), "model.h5");
        Assert.Equal([1.5f], changed.ReadSingles("many/new", [1]));
        Assert.Equal("text", changed.Text("layers/dense/vars", "more"));
    }

    // The first Python that has h5py; where none has it, the test is skipped.
    private static string Python(string script, string file)
    {
        foreach (string python in (string[])["python3", "/usr/bin/python3", "python"])
        {
            try
            {
                if (Run(python, "-c", "import h5py").Code != 0) continue;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                continue;
            }
            var (code, output, errors) = Run(python, script, file);
            return code == 0 ? output.ReplaceLineEndings("\n") : errors;
        }
        Assert.Skip("No Python with h5py is installed (apt-get install python3-h5py).");
        return "";
    }

    private static (int Code, string Output, string Errors) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.Result);
    }
}
