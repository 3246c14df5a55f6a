#!/usr/bin/env bash
# Which lines and branches of the libraries the tests run: artifacts/coverage/index.html, in short artifacts/coverage/Summary.txt.
# Counting slows the kernels and changes their machine code: tests that look at code or at allocations fail beside it.
set -uo pipefail
cd "$(dirname "$0")/.."

# Seen by the build: the test projects take the package that counts.
export Coverage=true
hits=artifacts/coverage/hits
rm -rf artifacts/coverage
dotnet tool restore && dotnet build -c Release || exit 1
# Not those that mostly start programs, whose lines are not counted, and stop them in the middle of writing what they have counted.
for part in Keratin Keratin.Core Keratin.Formats Keratin.Onnx Keratin.Plots Keratin.Reports Keratin.Cli; do
  # The command line's tests train for minutes, and for far longer beside the counting of kernels.
  case $part in Keratin.Cli) counted="[Keratin.Cli]*" ;; *) counted="[Keratin*]*" ;; esac
  dotnet test -c Release --no-build --project "tests/$part.Tests" --results-directory "$hits" \
    --coverlet --coverlet-output-format cobertura --coverlet-include "$counted" --coverlet-exclude "[*.Tests]*"
done
dotnet reportgenerator "-reports:$hits/*.xml" "-targetdir:artifacts/coverage" "-reporttypes:Html;TextSummary" \
  "-assemblyfilters:+Keratin;+Keratin.Core;+Keratin.Formats;+Keratin.Cli;+Keratin.Plots;+Keratin.Reports"
