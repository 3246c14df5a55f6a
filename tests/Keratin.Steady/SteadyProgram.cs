using System.Globalization;
using Keratin.Steady;

// What the tests run in a process of its own, and what gives the figures of a long run:
//   bits [threads [names]]  trains the courses, or those of these names: a line "hash name" for each
//   run count               so many steps and predictions: "name bytes collections-of-generation-2 growth-in-KiB"
//   models count            so many models made and dropped: "models alive managed-KiB resident-KiB threads"
//   find server home hash length   a dataset of a server on this machine: "hash path" of what is found
int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

switch (args is [var first, ..] ? first : "")
{
    case "bits":
        foreach (Course course in Courses.All)
            if (args.Length < 3 || args[2..].Contains(course.Name)) Console.WriteLine($"{course.Run(Number(1, 1))} {course.Name}");
        return 0;
    case "run":
        foreach (Growth growth in LongRun.Run(Number(1, 100_000))) Console.WriteLine(growth);
        return 0;
    case "models":
        Console.WriteLine(ManyModels.Run(Number(1, 10_000)));
        return 0;
    case "find":
        Console.WriteLine(SharedCache.Find(new Uri(args[1]), args[2], args[3], Number(4, 0)));
        return 0;
    default:
        Console.Error.WriteLine("Say bits, run, models or find.");
        return 1;
}
