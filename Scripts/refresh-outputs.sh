#!/bin/sh
# Puts into the pages what the commands shown there print today.
#
#   Scripts/refresh-outputs.sh            rewrites the blocks
#   Scripts/refresh-outputs.sh --check    shows what would change, and ends with status 1 if anything would
#
# "<!-- file: NAME -->" above a block of a page makes it a file for the commands of all pages; the block below
# "<!-- output: COMMAND -->" is what that command prints. LOYALTY names the program (.build/release/loyalty if not set).
set -eu

root=$(cd "$(dirname "$0")/.." && pwd)
program=${LOYALTY:-$root/.build/release/loyalty}
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir -p bin mine/populations mine/programs
ln -s "$program" bin/loyalty
ln -s "$root/scenarios" scenarios
PATH=$scratch/bin:$PATH

status=0
for page in README.md docs/TUTORIAL.md docs/TUTORIAL-tuning.md; do
    awk '
        /^<!-- file: .* -->$/ { file = substr($0, 12, length($0) - 15) }
        /^<!-- output: .* -->$/ { command = substr($0, 14, length($0) - 17) }
        /^```/ && !inside {
            inside = 1
            print
            if (command == "") next
            lines = 0
            while ((command | getline line) > 0) { print line; lines++ }
            close(command)
            if (lines == 0) { print "no output: " command > "/dev/stderr"; exit 2 }
            next
        }
        /^```$/ { inside = 0; if (file != "") close(file); file = command = "" }
        inside && file != "" { print > file }
        !inside || command == "" { print }
    ' "$root/$page" > shown.md
    if [ "${1:-}" = --check ]; then
        diff "$root/$page" shown.md || status=1
    else
        cmp -s "$root/$page" shown.md || cp shown.md "$root/$page"
    fi
done
exit $status
