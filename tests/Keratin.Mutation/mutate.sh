#!/usr/bin/env bash
# Changes one part of the library in thousands of small ways, one at a time, and looks whether its tests notice.
#   tests/Keratin.Mutation/mutate.sh PART [FOLDER...]
# The report, with the survivors in their place in the code: artifacts/mutation/PART/reports/mutation-report.html
set -euo pipefail
cd "$(dirname "$0")"

part=${1:-}
case $part in
  losses) project=Keratin folders="Losses" ;;
  optimizers) project=Keratin folders="Optimizers" ;;
  graph) project=Keratin.Core folders="Graph Passes Autodiff" ;;
  arrays) project=Keratin.Formats folders="Npy Npz Pickle Zip" ;;
  tensors) project=Keratin.Formats folders="Safetensors Files" ;;
  hdf5) project=Keratin.Formats folders="Hdf5" ;;
  *) echo "Usage: mutate.sh losses | optimizers | graph | arrays | tensors | hdf5, and folders where not all of it is meant" >&2; exit 2 ;;
esac
[ $# -gt 1 ] && folders=${*:2}
files=()
for folder in $folders; do files+=(--mutate "**/$folder/**/*.cs"); done

export MutatedPart=$part MutatedProject=$project
dotnet tool restore
exec dotnet stryker --project "$project.csproj" "${files[@]}" --output "../../artifacts/mutation/$part" --skip-version-check
