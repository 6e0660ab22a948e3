import LoyaltyModel

/// Files of a fit's folder as they are written, with the digest of each.
struct FitFiles {
    let folder: String
    private(set) var digests: [String: String] = [:]
    private var tables: [TableDescription] = []

    init(_ folder: String) { self.folder = folder }

    mutating func table(_ description: TableDescription, _ rows: some Sequence<[TableValue]>) throws {
        var writer = try TableWriter(description, folder: folder)
        for row in rows { try writer.row(row) }
        digests[description.file] = try writer.finish()
        tables.append(description)
    }

    mutating func document(_ name: String, _ text: String) throws {
        try ResultFile.create(folder + "/" + name, text: text)
        digests[name] = SHA256.hex(of: text)
    }

    /// Writes the data dictionary of the tables and, last, the manifest.
    func finish(_ manifest: FitManifest) throws {
        let title = "Calibration of \(PopulationText.fileName(manifest.log))"
        let package = DataPackage(name: "fit", title: title, tables: tables)
        try ResultFile.create(folder + "/datapackage.json", text: ResultJSON.text(package))
        try ResultFile.create(folder + "/" + ResultFolder.lastFile, text: ResultJSON.text(manifest))
    }
}
