# What a newcomer needs: `make demo` and `make test`. Both install what is missing first.
SWIFT_SOURCES = Package.swift Sources Tests Benchmarks/Package.swift Benchmarks/Sources

.PHONY: help demo test test-long bench test-random format check-format dependencies

help:
	@echo "make demo          eleven kinds of loyalty program on the same simulated customers, and the answer"
	@echo "make test          check the format, then run every test but the long ones"
	@echo "make test-long     longer studies of correctness: some minutes (docs/CORRECTNESS.md)"
	@echo "make bench         speed and memory beside a hand-written C program, as ratios"
	@echo "make test-random   the random bits through dieharder, three ways (long)"
	@echo "make format        put all Swift files into the common format"
	@echo "make check-format  say where a file departs from it"

demo: dependencies
	@echo "Building loyalty (a few minutes the first time) ..."
	@swift build -c release --quiet --product loyalty
	@"$$(swift build -c release --show-bin-path)/loyalty" run scenarios/launch.yaml --output results/launch --force

test: dependencies check-format
	@swift test -c release --disable-testable-imports

test-long: dependencies
	@LOYALTY_LONG_TESTS=1 swift test -c release --disable-testable-imports --filter LongStudies

bench: dependencies
	@Benchmarks/run.sh

test-random:
	@Scripts/install-dependencies.sh dieharder
	@Benchmarks/test-random.sh

format:
	@swift format format --in-place --parallel --recursive $(SWIFT_SOURCES)

check-format:
	@swift format lint --strict --parallel --recursive $(SWIFT_SOURCES)

dependencies:
	@Scripts/install-dependencies.sh
