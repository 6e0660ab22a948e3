/// A wrong word on the command line that only the workbench can judge.
public struct UsageProblem: Error, Hashable, Sendable, CustomStringConvertible {
    public let description: String

    public init(_ description: String) { self.description = description }
}
