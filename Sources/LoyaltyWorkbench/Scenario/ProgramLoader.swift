public import LoyaltyModel

/// A program document without a scenario around it.
public struct LoneProgram: Sendable, Hashable {
    public var document: ProgramDocument
    /// The first date of the program, where the document states one.
    public var launch: CalendarDate?
    /// The document with what it derives from put in and every default filled in.
    public var resolvedText: String

    public var program: Program { document.program }
}

/// Reads a program document with everything that it derives from.
public enum ProgramLoader {
    /// - Parameter currency: how many decimals the program's amounts have.
    /// - Throws: ``Problems`` with every mistake found.
    public static func load(path: String, currency: Currency) throws -> LoneProgram {
        let decoding = Decoding()
        decoding.currency = currency
        let loader = DocumentLoader(decoding: decoding)
        guard let written = loader.read(path, kind: .program) else { throw Problems(decoding.sortedProblems) }
        let node = loader.expandProgram(written, path: "", stack: DocumentLoader.stack(adding: path))
        try decoding.throwProblems()
        let resolved = ResolvedBlock()
        let cursor = Cursor(node, path: "", row: DocumentKind.program.root, in: decoding, into: resolved)
        let document = ProgramDecoder.decode(cursor, schedule: nil)
        try decoding.throwProblems()
        return LoneProgram(
            document: document, launch: node["launch"]?.text.flatMap { CalendarDate(iso: $0) },
            resolvedText: resolved.text)
    }
}
