#!/usr/bin/env bash
# Lets afl-fuzz look for inputs of a target that reach new code: coverage-guided.sh TARGET [SECONDS]
# Needs afl++ (apt-get install afl++) and NuGet. Works on copies below the folder KERATIN_GUIDED, by default a new one.
set -euo pipefail
target=${1:?"Usage: coverage-guided.sh TARGET [SECONDS]"}
seconds=${2:-600}
fuzz=$(cd "$(dirname "$0")" && pwd)
work=${KERATIN_GUIDED:-$(mktemp -d)}
version=2.3.0

mkdir -p "$work/program"
cat > "$work/program/Keratin.Fuzz.Guided.csproj" <<PROJECT
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <Nullable>enable</Nullable>
    <ImplicitUsings>enable</ImplicitUsings>
    <UseCurrentRuntimeIdentifier>true</UseCurrentRuntimeIdentifier>
    <SelfContained>false</SelfContained>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="SharpFuzz" Version="$version" />
    <ProjectReference Include="$fuzz/Keratin.Fuzz.csproj" />
  </ItemGroup>
</Project>
PROJECT
cat > "$work/program/Program.cs" <<'PROGRAM'
using Keratin.Fuzz;
using SharpFuzz;

if (args.Length > 1)
{
    foreach ((int place, Seed seed) in FuzzTargets.Find(args[0])!.Seeds.Index()) File.WriteAllBytes(Path.Combine(args[1], $"seed-{place}"), seed.Bytes);
    return;
}
// Nothing that is instrumented may run before.
FuzzTarget? target = null;
Fuzzer.OutOfProcess.Run(stream =>
{
    using var input = new MemoryStream();
    stream.CopyTo(input);
    target ??= FuzzTargets.Find(args[0])!;
    try
    {
        target.Read(input.ToArray());
    }
    catch (Exception error) when (target.IsDocumented(error))
    {
    }
});
PROGRAM

[ -x "$work/tool/sharpfuzz" ] || dotnet tool install --tool-path "$work/tool" SharpFuzz.CommandLine --version "$version"
dotnet publish -c Release -o "$work/published" "$work/program" >&2
mkdir -p "$work/corpus-$target"
# The first inputs are written before anything is instrumented.
dotnet "$work/published/Keratin.Fuzz.Guided.dll" "$target" "$work/corpus-$target"
cp "$fuzz/Findings/$target"/* "$work/corpus-$target" 2>/dev/null || true
for library in Keratin.Core Keratin.Formats Keratin Keratin.Cli; do "$work/tool/sharpfuzz" "$work/published/$library.dll"; done

export AFL_SKIP_BIN_CHECK=1 AFL_SKIP_CPUFREQ=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_NO_UI=1 AFL_NO_AFFINITY=1
afl-fuzz -V "$seconds" -t 10000 -m none -i "$work/corpus-$target" -o "$work/findings-$target" -- "$(command -v dotnet)" "$work/published/Keratin.Fuzz.Guided.dll" "$target"
grep -E "execs_done|execs_per_sec|corpus_count|saved_crashes|saved_hangs" "$work/findings-$target/default/fuzzer_stats"
echo "Inputs that do harm, if any: $work/findings-$target/default/crashes and hangs"
