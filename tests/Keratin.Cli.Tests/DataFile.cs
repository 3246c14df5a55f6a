using System.Globalization;
using System.Text;

namespace Keratin.Cli.Tests;

/// <summary>Small files of separated values.</summary>
internal static class DataFile
{
    /// <summary>Numbers and a target that is their sum.</summary>
    /// <param name="rows">The number of rows.</param>
    public static string Sums(int rows)
    {
        var text = new StringBuilder("a,b,sum\n");
        for (int i = 0; i < rows; i++) text.Append(CultureInfo.InvariantCulture, $"{i % 7 + 0.5},{i * 3 % 11},{i % 7 + 0.5 + i * 3 % 11}\n");
        return text.ToString();
    }

    /// <summary>
    /// Customers of a telephone company: an identifier, numbers some of which are missing, a category, a date, a column that
    /// is always the same, and whether they left. Those on a monthly plan who joined late and pay much do.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="seed">What they are made of.</param>
    public static string Customers(int rows, int seed)
    {
        var random = new Random(seed);
        var text = new StringBuilder("customer,joined,plan,price,calls,country,left\n");
        for (int i = 0; i < rows; i++)
        {
            DateTime joined = new DateTime(2020, 1, 1).AddDays(random.Next(1500));
            string plan = random.Next(4) switch { 0 => "yearly", 1 => "prepaid", _ => "monthly" };
            double price = 10 + 40 * random.NextDouble();
            double unrest = (plan == "monthly" ? 2 : -1) + (price - 30) / 5 + (joined.Year >= 2022 ? 1.5 : -1.5);
            bool left = unrest + random.NextDouble() - 0.5 > 0;
            string number = random.Next(12) == 0 ? "" : price.ToString("F2", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"K-{seed}{i:D5},{joined:yyyy-MM-dd},{(random.Next(20) == 0 ? "NA" : plan)},{number},{random.Next(300)},DE,{(left ? "yes" : "no")}\n");
        }
        return text.ToString();
    }
}
