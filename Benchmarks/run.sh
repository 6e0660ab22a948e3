#!/usr/bin/env bash
# Measures the engine beside peer.c on this machine, now, and prints ratios: absolute times say more about the machine.
#
# Usage: Benchmarks/run.sh [speed] [memory] [growth] [fit] [tune], all unless some are named
# Environment:
#   ROUNDS   how often each timed program runs, 7 unless given. Programs take turns, so that a slow spell of the
#            machine hits all of them.
#   SCALE    divides all sizes (of customers) for a quick look, 1 unless given; only 1 counts.
#   SCRATCH  build folder, Benchmarks/.build unless given.
set -euo pipefail
cd "$(dirname "$0")/.."

rounds="${ROUNDS:-7}"
scale="${SCALE:-1}"
scratch="${SCRATCH:-Benchmarks/.build}"
work="$(mktemp -d)"
mkdir "$work/bin"
trap 'rm -rf "$work"' EXIT

echo "Building the engine and its peer ..." >&2
build=(swift build -c release --package-path Benchmarks --scratch-path "$scratch")
"${build[@]}" --product engine-bench --quiet
"${build[@]}" --product scenario-bench --quiet
engine="$("${build[@]}" --show-bin-path)/engine-bench"
scenario="$("${build[@]}" --show-bin-path)/scenario-bench"
# shellcheck disable=SC2046  # pkg-config prints several words
"${CC:-$(command -v cc || command -v clang)}" -O3 -march=native -o "$work/bin/peer" Benchmarks/peer.c $(pkg-config --cflags --libs gsl)

# take NAME FIELD COMMAND...: runs the command and appends the field of its JSON line to the figures called NAME.
take() {
    local name="$1" field="$2" line
    shift 2
    line="$("$@")"
    sed -n "s/.*\"$field\": \([-0-9.e+]*\).*/\1/p" <<<"$line" >>"$work/$name"
}

smallest() { sort -g "$work/$1" | head -n 1; }
median() { sort -g | awk '{ v[NR] = $1 } END { print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }

# ratio TEXT NAME REFERENCE RELATION BAR: of the smallest figures, and the median of the ratios round by round.
ratio() {
    local best middle
    best="$(awk -v a="$(smallest "$2")" -v b="$(smallest "$3")" 'BEGIN { print a / b }')"
    middle="$(paste "$work/$2" "$work/$3" | awk '{ print $1 / $2 }' | median)"
    report "$1" "$best" "$middle" "$4" "$5"
}

# report TEXT BEST MEDIAN RELATION BAR
report() {
    awk -v text="$1" -v best="$2" -v middle="$3" -v relation="$4" -v bar="$5" 'BEGIN {
        held = relation == "<=" ? best <= bar : best >= bar
        printf "%-62s %8.3f %8.3f   %s %-5s %s\n", text, best, middle, relation, bar, held ? "held" : "MISSED" }'
}

n() { echo $(($1 / scale)); }

speed() {
    echo "Measuring, $rounds rounds ..." >&2
    for _ in $(seq "$rounds"); do
        take peer ns_per_purchase "$work/bin/peer" "$(n 500000)" 2 2 1 30 1
        take nine ns_per_purchase "$engine" --customers "$(n 100000)" --programs 8
        take pair ns_per_purchase "$engine" --customers "$(n 200000)" --programs 1
        take launch ns_per_purchase "$scenario" scenarios/launch.yaml "$(n 40000)"
        take nine-alone seconds "$engine" --customers "$(n 200000)" --programs 8 --workers 1
        take nine-together seconds "$engine" --customers "$(n 200000)" --programs 8 --workers 2
    done

    printf '%-62s %8s %8s   %s\n' "time per arm-purchase ÷ the peer's time per purchase" best median bar
    ratio "  baseline and eight programs, literature response, one worker" nine peer "<=" 1.0
    ratio "  baseline and one program, literature response, one worker" pair peer "<=" 1.5
    ratio "  scenarios/launch.yaml: baseline and eleven kinds of program" launch peer "<=" 1.5
    echo "time with one worker ÷ time with two"
    ratio "  baseline and eight programs" nine-alone nine-together ">=" 1.8
}

memory() {
    echo "Measuring memory ..." >&2
    take memory-large peak_mib "$engine" --customers "$(n 10000000)" --programs 8 --workers 2
    take memory-small peak_mib "$engine" --customers "$(n 1000000)" --programs 8 --workers 2
    large="$(smallest memory-large)"
    small="$(smallest memory-small)"
    echo "peak memory, baseline and eight programs, two workers"
    report "  $(n 10000000) customers, MiB" "$large" "$large" "<=" 200
    more="$(awk -v a="$large" -v b="$small" 'BEGIN { print a / b }')"
    report "  $(n 10000000) customers ÷ $(n 1000000) customers" "$more" "$more" "<=" 1.1
}

# growth compares the time per unit at two and four times a size with that at the size itself. A program's time is what
# it adds to the baseline's.
growth() {
    echo "Measuring growth ..." >&2
    for _ in $(seq "$rounds"); do
        take programs-0 seconds "$engine" --customers "$(n 100000)" --programs 0
        for factor in 1 2 4; do
            take "customers-$factor" seconds "$engine" --customers "$(n $((100000 * factor)))" --programs 4
            take "programs-$factor" seconds "$engine" --customers "$(n 100000)" --programs $((4 * factor))
            take "replications-$factor" seconds "$engine" --customers "$(n 100000)" --programs 4 --replications "$factor"
        done
    done
    printf '%-62s %8s %8s\n' "time per unit ÷ that at the smallest size (1 is linear)" "2 times" "4 times"
    local base
    for what in customers programs replications; do
        base=0
        if [ "$what" = programs ]; then base="$(smallest programs-0)"; fi
        awk -v text="  $what" -v o="$base" -v a="$(smallest $what-1)" -v b="$(smallest $what-2)" \
            -v c="$(smallest $what-4)" \
            'BEGIN { printf "%-62s %8.3f %8.3f\n", text, (b - o) / 2 / (a - o), (c - o) / 4 / (a - o) }'
    done
}

# fit compares calibration with SciPy on the same histories, in turns, and measures reading and a large fit.
fit() {
    local bench data=Tests/LoyaltyModelTests/Likelihood/Data/cdnow-full.csv
    echo "Building the calibration's bench ..." >&2
    build=(swift build -c release --package-path Benchmarks --scratch-path "$scratch" --product fit-bench)
    "${build[@]}" --quiet
    bench="$("${build[@]}" --show-bin-path)/fit-bench"
    if python3 -c 'import numpy, scipy' 2>/dev/null; then
        for _ in $(seq "$rounds"); do
            for model in bg-nbd pareto-nbd; do
                take "$model" seconds "$bench" fit "$data" "$model"
                take "$model-peer" seconds python3 Benchmarks/fit_peer.py "$data" "$model"
            done
        done
        printf '%-62s %8s %8s   %s\n' "SciPy's time for a fit to all of CDNOW ÷ ours" best median bar
        ratio "  BG/NBD" bg-nbd-peer bg-nbd ">=" 3
        ratio "  Pareto/NBD" pareto-nbd-peer pareto-nbd ">=" 3
    else
        echo "no numpy and scipy for python3: SciPy's fit is left out" >&2
    fi
    awk -v rows="$(n 1000000)" 'BEGIN {
        srand(1)
        print "customer_id,date,amount"
        for (i = 0; i < rows; i++) printf "c%d,%d-%02d-%02d,%.2f\n", rand() * rows / 10, 2020 + rand() * 3, 1 + rand() * 12, 1 + rand() * 28, rand() * 100
    }' >"$work/log.csv"
    take read seconds "$bench" read "$work/log.csv"
    take read-memory peak_mib "$bench" read "$work/log.csv"
    take large seconds "$bench" large pareto-nbd "$(n 250000)"
    echo "calibration, absolute"
    report "  reading $(n 1000000) rows, seconds" "$(smallest read)" "$(smallest read)" "<=" 2
    more="$(awk -v m="$(smallest read-memory)" -v b="$(wc -c <"$work/log.csv")" 'BEGIN { print m * 1048576 / b }')"
    report "  its peak memory ÷ the file" "$more" "$more" "<=" 5
    report "  Pareto/NBD on $(n 250000) customers, seconds" "$(smallest large)" "$(smallest large)" "<=" 60
}

# tune compares what it takes to choose the best of 50 candidates rightly in 95 of 100 trials, and the cost of a sweep.
tune() {
    local bench line path=programs.near.rewards.drink.points_price
    echo "Building the bench of tuning ..." >&2
    build=(swift build -c release --package-path Benchmarks --scratch-path "$scratch" --product tune-bench)
    "${build[@]}" --quiet
    bench="$("${build[@]}" --show-bin-path)/tune-bench"
    for problem in peak slippage; do
        line="$("$bench" "$problem")"
        echo "$line" | sed 's/[{}"]//g; s/^/'"$problem: "'/' >&2
        for field in equal_spent equal_right sure_spent kn_spent kn_right kn_ratio ocba_right ocba_ratio; do
            sed -n "s/.*\"$field\": \([-0-9.e+]*\).*/\1/p" <<<"$line" >"$work/$problem-$field"
        done
    done
    local equal right
    equal="$(cat "$work/peak-equal_spent")"
    right="$(cat "$work/peak-equal_right")"
    echo "the best of 50 candidates with one peak; equal allocation: $equal arm-replications, right in $right of trials"
    report "  tune (kn), arm-replications ÷ that" "$(cat "$work/peak-kn_ratio")" "$(cat "$work/peak-kn_ratio")" "<=" 0.25
    report "  tune (kn), right in so much of trials" "$(cat "$work/peak-kn_right")" "$(cat "$work/peak-kn_right")" ">=" 0.95
    report "  tune --procedure ocba at a quarter of it, right" "$(cat "$work/peak-ocba_right")" "$(cat "$work/peak-ocba_right")" ">=" 0.95
    echo "equal allocation that is as sure without knowing the means: $(cat "$work/peak-sure_spent") (slippage $(cat "$work/slippage-sure_spent"))"
    echo "all others equally near to the best: kn spends $(cat "$work/slippage-kn_ratio") of equal allocation, right in $(cat "$work/slippage-kn_right")"
    for _ in $(seq "$rounds"); do
        take sweep-fifty ns_per_purchase "$scenario" scenarios/coffee.yaml "$(n 4000)" "$path=20:118:2"
        take sweep-eight ns_per_purchase "$scenario" scenarios/coffee.yaml "$(n 4000)" "$path=20:118:14"
        take nine-of-engine ns_per_purchase "$engine" --customers "$(n 20000)" --programs 8
        # The most arms that a study walks at once.
        take most-of-engine ns_per_purchase "$engine" --customers "$(n 20000)" --programs 32
    done
    printf '%-62s %8s %8s   %s\n' "time per arm-purchase of a sweep of 50 thresholds" best median bar
    ratio "  ÷ that of a sweep of 8 thresholds (coffee.yaml)" sweep-fifty sweep-eight "<=" 1.0
    ratio "  engine: 32 programs ÷ 8 programs" most-of-engine nine-of-engine "<=" 1.0
}

if (($# == 0)); then set -- speed memory growth fit tune; fi
for part in "$@"; do
    case "$part" in
    speed | memory | growth | fit | tune) "$part" ;;
    *)
        echo "unknown part $part: expected speed, memory, growth, fit or tune" >&2
        exit 64
        ;;
    esac
done
