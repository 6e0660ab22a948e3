import LoyaltyModel

/// What to measure, from the command line.
struct Options {
    static let usage = """
        usage: engine-bench [--customers N] [--programs N] [--replications N] [--workers N]
                            [--response literature|none] [--enrolment automatic|till]
        """

    enum ResponseName: String { case literature, none }
    enum EnrolmentName: String { case automatic, till }

    struct Wrong: Error, CustomStringConvertible {
        let description: String
    }

    var customers = 100_000
    /// Programs beside the baseline.
    var programs = 8
    var replications = 1
    var workers = 1
    var response = ResponseName.literature
    var enrolment = EnrolmentName.automatic

    init(_ arguments: [String]) throws {
        var rest = arguments[...]
        while let name = rest.popFirst() {
            guard let text = rest.popFirst() else { throw Wrong(description: "\(name) needs a value") }
            switch name {
            case "--customers": customers = try Self.count(text, for: name, from: 1)
            case "--programs": programs = try Self.count(text, for: name, from: 0)
            case "--replications": replications = try Self.count(text, for: name, from: 1)
            case "--workers": workers = try Self.count(text, for: name, from: 1)
            case "--response": response = try Self.known(text, for: name)
            case "--enrolment": enrolment = try Self.known(text, for: name)
            default: throw Wrong(description: "unknown option \(name)")
            }
        }
    }

    private static func count(_ text: String, for name: String, from least: Int) throws -> Int {
        guard let number = Int(text), number >= least else {
            throw Wrong(description: "\(name): found \(text), expected a whole number from \(least)")
        }
        return number
    }

    private static func known<Name: RawRepresentable<String>>(_ text: String, for name: String) throws -> Name {
        guard let value = Name(rawValue: text) else {
            throw Wrong(description: "\(name): found \(text), expected one of the names below")
        }
        return value
    }
}
