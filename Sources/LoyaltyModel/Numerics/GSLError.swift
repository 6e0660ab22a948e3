internal import CGSL

/// A status that a GSL routine returned in place of a result.
public struct GSLError: Error, Hashable, Sendable, CustomStringConvertible {
    /// GSL's own code, `gsl_errno.h`.
    public let status: Int32
    /// The routine that returned it.
    public let routine: String

    public var description: String { "\(routine): \(String(cString: gsl_strerror(status)))" }

    /// Throws unless `status` is success.
    static func check(_ status: Int32, _ routine: String) throws(GSLError) {
        if status != 0 { throw GSLError(status: status, routine: routine) }
    }
}

/// GSL as this process uses it.
public enum GSL {
    /// Version of the library's headers, for the manifest.
    public static var version: String { String(cString: loyalty_gsl_version()) }

    /// Turns GSL's aborting error handler off, once; every owner of a GSL handle asks for it first.
    static let prepared: Void = { _ = gsl_set_error_handler_off() }()
}
