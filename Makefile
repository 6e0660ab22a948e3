test:
	swift test -c release --disable-testable-imports
.PHONY: test
