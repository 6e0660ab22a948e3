import Foundation
import LoyaltyWorkbench
import Synchronization

/// Says how far a run is and how long it will take: one line on a terminal, written anew; elsewhere, as in a scheduler's
/// log, a line every half a minute.
final class ProgressLine: Sendable {
    private struct State {
        let started = ContinuousClock.now
        var shown: ContinuousClock.Instant?
        var width = 0
    }

    private let state = Mutex(State())
    private let onTerminal: Bool

    init(onTerminal: Bool) { self.onTerminal = onTerminal }

    /// Shows the progress; called by any worker, shown five times a second at most.
    func show(_ progress: StudyProgress) {
        state.withLock { state in
            let now = ContinuousClock.now
            let pause: Duration = onTerminal ? .milliseconds(200) : .seconds(30)
            // A log hears of the first line too only after a pause.
            if let last = state.shown ?? (onTerminal ? nil : state.started), now - last < pause { return }
            state.shown = now
            let elapsed = (now - state.started) / .seconds(1)
            let text = Self.text(progress, elapsed: elapsed)
            guard onTerminal else { return Self.write(text + "\n") }
            Self.write("\r" + text + String(repeating: " ", count: max(0, state.width - text.count)))
            state.width = text.count
        }
    }

    /// Wipes the line.
    func clear() {
        state.withLock { state in
            if state.width > 0 { Self.write("\r" + String(repeating: " ", count: state.width) + "\r") }
            state.width = 0
        }
    }

    static func text(_ progress: StudyProgress, elapsed: Double) -> String {
        let share = progress.share
        var text = "replication \(progress.replicationsDone) of \(progress.replicationsAsked) done, "
        text += "\(Int(share * 100)) %"
        // The first moments are no basis for a forecast.
        guard share > 0.01, elapsed > 1 else { return text }
        return text + ", about \(duration(elapsed * (1 - share) / share)) left"
    }

    private static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded(.up))
        if whole < 100 { return "\(whole) s" }
        if whole < 6000 { return "\((whole + 30) / 60) min" }
        return "\((whole + 1800) / 3600) h"
    }

    private static func write(_ text: String) {
        try? ResultFile.write(Array(text.utf8), to: STDERR_FILENO, path: "standard error")
    }
}
