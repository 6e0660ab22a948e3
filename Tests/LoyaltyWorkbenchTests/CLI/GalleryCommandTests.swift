import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct GalleryCommandTests {
    static let scenarios = "--scenarios '" + Loyalty.packageFile("scenarios/gallery") + "'"

    @Test func `the gallery writes its folder, and not over another one`() throws {
        let scratch = try Scratch()
        let run = try Loyalty("gallery \(Self.scenarios) --replications 2 --workers 2", in: scratch.path)
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.errors == "")
        #expect(run.output.hasPrefix("Findings of research\n"))
        let files = try FileManager.default.contentsOfDirectory(atPath: scratch["results/gallery"]).sorted()
        #expect(files == ["claims.csv", "datapackage.json", "gallery.csv", "manifest.json"])
        #expect(try Loyalty("gallery \(Self.scenarios) --replications 1", in: scratch.path).status == 73)
    }

    @Test func `a missing folder of scenarios is wrong input`() throws {
        let scratch = try Scratch()
        let run = try Loyalty("gallery", in: scratch.path)
        #expect(run.status == 65)
        #expect(run.errors.contains("scenarios/gallery: "))
        #expect(run.errors.contains("no such folder"))
        #expect(try scratch.names.contains("results") == false)
        #expect(try Loyalty("gallery --replications 0", in: scratch.path).status == 64)
    }
}
