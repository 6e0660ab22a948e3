/// Checks documents of any kind without running them.
public enum DocumentChecker {
    /// Every problem of the files and of what they include, file by file, each once.
    ///
    /// A program or a response checked alone is judged by what it says itself: decimals of money and dates of launch
    /// need a scenario.
    public static func check(paths: [String]) -> [Problem] {
        var seen: Set<Problem> = []
        return paths.flatMap { check($0, Decoding()) }.filter { seen.insert($0).inserted }
    }

    /// What is worth telling of files without a problem: rules that can never act, or give nothing; each once.
    public static func remarks(paths: [String]) -> [String] {
        var seen: Set<String> = []
        return paths.flatMap { path in
            let decoding = Decoding()
            _ = check(path, decoding)
            return decoding.remarks
        }.filter { seen.insert($0).inserted }
    }

    /// Paths of the catalogue's rows that reading these files asks for; a row that no document can make the code read
    /// is a wrong row.
    package static func rowsRead(paths: [String]) -> Set<String> {
        paths.reduce(into: []) { rows, path in
            let decoding = Decoding()
            _ = check(path, decoding)
            rows.formUnion(decoding.rowsRead)
        }
    }

    /// The same by another catalogue.
    package static func check(path: String, catalogue: ParameterCatalogue) -> [Problem] {
        check(path, Decoding(catalogue: catalogue))
    }

    private static func check(_ path: String, _ decoding: Decoding) -> [Problem] {
        let loader = DocumentLoader(decoding: decoding)
        guard let node = loader.read(path), let kind = node["document"]?.text.flatMap({ DocumentKind(rawValue: $0) })
        else { return decoding.sortedProblems }
        func cursor(_ node: DocumentNode) -> Cursor {
            Cursor(node, path: "", row: kind.root, in: decoding, into: ResolvedBlock())
        }
        switch kind {
        case .scenario:
            let document = loader.expandScenario(node, file: path)
            _ = ScenarioDecoder.decode(document, file: path, decoding, loader)
        case .population: _ = PopulationDecoder.decode(cursor(node))
        case .response: _ = ResponseDecoder.decode(cursor(node))
        case .program:
            let program = loader.expandProgram(node, path: "", stack: DocumentLoader.stack(adding: path))
            if !loader.isUnread(program) { _ = ProgramDecoder.decode(cursor(program), schedule: nil) }
        }
        return decoding.sortedProblems
    }
}
