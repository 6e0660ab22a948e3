import LoyaltyModel

/// Reads a scenario with everything that it includes.
public enum ScenarioLoader {
    /// - Parameters:
    ///   - path: the scenario file.
    ///   - settings: overrides as `PATH=VALUE` texts, applied in order before checking.
    /// - Throws: ``Problems`` with every mistake found; nothing is half-loaded.
    public static func load(path: String, settings: [String] = []) throws -> Scenario {
        let decoding = Decoding()
        return try load(path: path, settings: settings, decoding)
    }

    /// - Parameter customers: at the start; new customers scale with them.
    static func load(
        path: String, settings: [String], customers: Int? = nil, _ decoding: Decoding
    ) throws -> Scenario {
        let loader = DocumentLoader(decoding: decoding)
        guard var document = loader.read(path, kind: .scenario) else { throw Problems(decoding.sortedProblems) }
        let settings = settings.compactMap { SettingText.parse($0, decoding) }
        // A whole document is replaced before it is looked for; everything else once it is there.
        let (whole, inner) = (settings.filter { !$0.path.contains(".") }, settings.filter { $0.path.contains(".") })
        document = SettingText.apply(whole, to: document, decoding)
        document = loader.expandScenario(document, file: path)
        document = SettingText.apply(inner, to: document, decoding)
        if let customers { document = try scaled(document, customers, decoding) }
        let scenario = ScenarioDecoder.decode(document, file: path, decoding, loader)
        try decoding.throwProblems()
        guard let scenario else { preconditionFailure("no scenario and no problem") }
        return scenario
    }

    /// The document with another number of customers, and as many more or fewer arrivals.
    ///
    /// - Throws: a ``UsageProblem`` where there is nobody to scale.
    private static func scaled(
        _ document: DocumentNode, _ customers: Int, _ decoding: Decoding
    ) throws -> DocumentNode {
        func number(_ path: String...) -> Double? {
            path.reduce(document) { $0?[$1] }?.plainText.flatMap(ExactDecimal.number)
        }
        var settings = ["population.customers=\(customers)"]
        let before = number("population", "customers") ?? Double(customers)
        guard before > 0 else {
            throw UsageProblem(
                "--customers scales the customers at the start and the arrivals with them, and this scenario begins with "
                    + "nobody: use --set population.customers=N, or --set population.arrivals.per_month=N")
        }
        if let arrivals = number("population", "arrivals", "per_month"), arrivals > 0 {
            let scaled = arrivals * Double(customers) / before
            settings.append("population.arrivals.per_month=\(NumberText.text(scaled))")
        }
        return SettingText.apply(settings.compactMap { SettingText.parse($0, decoding) }, to: document, decoding)
    }
}

/// `PATH=VALUE` as given on the command line.
enum SettingText {
    static let place = DocumentNode.Place(file: "--set")

    static func parse(_ text: String, _ decoding: Decoding) -> Setting? {
        guard let equals = text.firstIndex(of: "="), equals != text.startIndex else {
            decoding.report(place, path: "", found: "\"\(text)\"", expected: "PATH=VALUE")
            return nil
        }
        let path = String(text[..<equals])
        let written = String(text[text.index(after: equals)...])
        guard var value = try? DocumentReader.read(written, file: place.file) else {
            decoding.report(
                place, path: path, found: "\"\(written)\"", expected: "a value as a document would write it")
            return nil
        }
        value.moveAll(to: place)
        return Setting(path: path, value: value, place: place, problemPath: path)
    }

    static func apply(_ settings: [Setting], to document: DocumentNode, _ decoding: Decoding) -> DocumentNode {
        settings.reduce(document) { document, setting in
            do throws(Problem) { return try setting.applied(to: document, row: "", decoding.catalogue) } catch {
                decoding.report(Problems([error]))
                return document
            }
        }
    }
}
