/// The workbench itself.
public enum Workbench {
    /// Semantic version, as the changelog and the manifest have it.
    public static let version = "0.1.0"
}
