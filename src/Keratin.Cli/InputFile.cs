namespace Keratin.Cli;

/// <summary>Files that were typed to be looked into or loaded: what they are not is said before anything is tried.</summary>
internal static class InputFile
{
    /// <summary>Tells what is in a file.</summary>
    /// <exception cref="UserError">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or of no kind that is known.</exception>
    public static ModelFileDescription Inspect(string path)
    {
        Require(path);
        return Model.Inspect(path);
    }

    /// <summary>Throws where there is no file of that name.</summary>
    /// <exception cref="UserError">There is none; the message names the one that may be meant.</exception>
    public static void Require(string path)
    {
        if (Directory.Exists(path)) throw new UserError($"'{path}' is a folder: give a file in it.");
        if (!File.Exists(path)) throw new UserError($"There is no file '{path}'{(Nearest(path) is { } near ? $": did you mean '{near}'?" : ": look at its name and its folder.")}");
    }

    /// <summary>Loads a model that was looked into.</summary>
    /// <param name="file">What was found.</param>
    /// <param name="compile">Whether it is compiled as its file says.</param>
    /// <exception cref="UserError">There is no whole model in it.</exception>
    /// <exception cref="InvalidDataException">It is damaged, or holds what is not known here.</exception>
    public static Model Load(ModelFileDescription file, bool compile) => file.Format is ModelFileFormat.Keras or ModelFileFormat.KerasHdf5
        ? Model.Load(file.Path, compile)
        : throw new UserError($"{file.Path} holds no Keras model but {file.Kind}: give the .keras or .h5 file of the model.");

    // Among the files beside it that end in the same way.
    private static string? Nearest(string path)
    {
        string? folder = Path.GetDirectoryName(path), end = Path.GetExtension(path);
        if (string.IsNullOrWhiteSpace(path) || string.IsNullOrEmpty(end) || (!string.IsNullOrEmpty(folder) && !Directory.Exists(folder))) return null;
        string[] names = [.. Directory.EnumerateFiles(string.IsNullOrEmpty(folder) ? "." : folder, "*" + end).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];
        return names.Length == 0 ? null : Path.Combine(folder ?? "", NearestName.Of(Path.GetFileName(path), names));
    }
}
