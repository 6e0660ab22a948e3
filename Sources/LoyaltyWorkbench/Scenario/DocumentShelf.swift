internal import Synchronization

/// Documents as they were when they were first read.
///
/// A study loads its scenario once for each point. All points are then of the same documents, whatever becomes of the
/// files meanwhile, and a file is parsed once.
final class DocumentShelf: Sendable {
    private let documents = Mutex<[String: DocumentNode]>([:])

    /// By the path that it was read from; nil for one that has not been.
    func document(_ file: String) -> DocumentNode? { documents.withLock { $0[file] } }

    func put(_ document: DocumentNode, from file: String) { documents.withLock { $0[file] = document } }
}
