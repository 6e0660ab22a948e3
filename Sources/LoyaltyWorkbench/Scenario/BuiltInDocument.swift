/// Documents that every installation has.
enum BuiltInDocument {
    /// A response by its name, as a scenario may write it in place of a file.
    static func response(_ name: String) -> String? {
        switch name {
        case "literature": String(decoding: PackageResources.literature_yaml, as: UTF8.self)
        case "none": String(decoding: PackageResources.none_yaml, as: UTF8.self)
        default: nil
        }
    }
}
