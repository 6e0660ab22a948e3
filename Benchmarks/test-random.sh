#!/usr/bin/env bash
# Pipes the engine's random words through dieharder in three orders, and counts its verdicts.
#
# Usage: Benchmarks/test-random.sh [SEED [ORDER ...]]
#   SEED   seed of the words, 1 unless given.
#   ORDER  stream, customers, occurrences; all three unless given.
# Environment:
#   TESTS    tests to run in place of the list below, as "id:ntuple id:ntuple ...".
#   SCRATCH  build folder, Benchmarks/.build unless given.
#
# The list is that of `dieharder -a`, each test at dieharder's own sample sizes, less two parts:
#   * test 14 (diehard sums), which dieharder itself lists as "Do Not Use";
#   * of test 203 (lagged sums, lags 0 to 32) all lags but 0, 1, 2, 3, 4, 8, 16 and 32: a lag of n costs n + 1 words
#     for each one summed, and four words are one block of the generator.
# Each test reads the words from the first one on, so the verdicts on one seed are not independent of each other. A test
# with a verdict other than PASSED is run again with the next three seeds. Rows go to standard output as they come, the
# counts at the end. Exit status 1 if a verdict was FAILED or dieharder crashed.
set -euo pipefail
cd "$(dirname "$0")/.."

seed="${1:-1}"
if [ $# -gt 0 ]; then shift; fi
orders=("$@")
if [ ${#orders[@]} -eq 0 ]; then orders=(stream customers occurrences); fi

list="0:0 1:0 2:0 3:0 4:0 5:0 6:0 7:0 8:0 9:0 10:0 11:0 12:0 13:0 15:0 16:0 17:0 100:0 101:0 102:0
    200:1 200:2 200:3 200:4 200:5 200:6 200:7 200:8 200:9 200:10 200:11 200:12
    201:2 201:3 201:4 201:5 202:2 202:3 202:4 202:5
    203:0 203:1 203:2 203:3 203:4 203:8 203:16 203:32
    204:0 205:0 206:0 207:0 208:0 209:12"
list="${TESTS:-$list}"
scratch="${SCRATCH:-Benchmarks/.build}"

build=(swift build -c release --package-path Benchmarks --scratch-path "$scratch" --product random-bits)
"${build[@]}" --quiet
bits="$("${build[@]}" --show-bin-path)/random-bits"

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

# judge ORDER SEED ID:NTUPLE: the rows of one test.
judge() {
    # -g 200: raw words from standard input. The writer is cut off when dieharder has read enough.
    if { "$bits" "$1" "$2" || true; } 2>/dev/null | dieharder -g 200 -d "${3%:*}" -n "${3#*:}" \
        -D test_name -D ntuple -D tsamples -D psamples -D pvalues -D assessment >"$work/raw"; then
        awk -F'|' -v start="$1,$2" '/PASSED|WEAK|FAILED/ {
            line = start; for (i = 1; i <= NF; i++) { gsub(/ /, "", $i); line = line "," $i }; print line }' "$work/raw"
    else
        echo "$1,$2,${3%:*},${3#*:},,,,CRASHED"
    fi
}

count() {
    awk -F, '{ n[$NF]++ } END {
        printf "%d PASSED, %d WEAK, %d FAILED, %d CRASHED\n", n["PASSED"], n["WEAK"], n["FAILED"], n["CRASHED"] }' "$1"
}

echo "order,seed,test,ntuple,tsamples,psamples,p_value,assessment"
for order in "${orders[@]}"; do
    for item in $list; do
        judge "$order" "$seed" "$item" >"$work/rows"
        tee -a "$work/$order" <"$work/rows"
        if grep -qv PASSED "$work/rows"; then
            for again in 1 2 3; do judge "$order" $((seed + again)) "$item" | tee -a "$work/$order-again"; done
        fi
    done
done

echo
for order in "${orders[@]}"; do
    echo "$order, seed $seed: $(count "$work/$order")"
    if [ -e "$work/$order-again" ]; then
        echo "$order, not passed at first, run again with three other seeds: $(count "$work/$order-again")"
    fi
done
if grep -qE ',(FAILED|CRASHED)$' "$work"/*; then exit 1; fi
