import Foundation
import LoyaltyWorkbench
import Testing

@Suite struct ResultFolderTests {
    @Test func `a folder appears when it is published, parents included, and nothing stays beside it`() throws {
        let scratch = try Scratch()
        let folder = try ResultFolder(target: scratch["deep/run/"], force: false)
        try ResultFile.create(folder.partial + "/manifest.json", text: "{}")
        #expect(!FileManager.default.fileExists(atPath: scratch["deep/run"]))
        try folder.publish()
        #expect(try scratch.text("deep/run/manifest.json") == "{}")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["deep"]) == ["run"])
    }

    @Test func `an existing folder is left alone without force`() throws {
        let scratch = try Scratch()
        try scratch.make("run", files: ["manifest.json": "old"])
        #expect(throws: ResultFolder.Refusal.exists(scratch["run"])) {
            _ = try ResultFolder(target: scratch["run"], force: false)
        }
        #expect(try scratch.names == ["run"])
        #expect(try scratch.text("run/manifest.json") == "old")
    }

    @Test func `force replaces a result whole, old files with it`() throws {
        let scratch = try Scratch()
        try scratch.make("run", files: ["manifest.json": "old", "stale.csv": "x"])
        let folder = try ResultFolder(target: scratch["run"], force: true)
        try ResultFile.create(folder.partial + "/manifest.json", text: "new")
        #expect(try scratch.text("run/manifest.json") == "old")
        try folder.publish()
        #expect(try scratch.text("run/manifest.json") == "new")
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["run"]) == ["manifest.json"])
        #expect(try scratch.names == ["run"])
    }

    @Test func `force does not delete a folder that is no result`() throws {
        let scratch = try Scratch()
        try scratch.make("photographs", files: ["one.jpg": "x"])
        for force in [false, true] {
            #expect(throws: ResultFolder.Refusal.notAResultFolder(scratch["photographs"])) {
                _ = try ResultFolder(target: scratch["photographs"], force: force)
            }
        }
        #expect(try scratch.names == ["photographs"])
    }

    @Test func `force fills an empty folder`() throws {
        let scratch = try Scratch()
        try scratch.make("new", files: [:])
        #expect(throws: ResultFolder.Refusal.exists(scratch["new"])) {
            _ = try ResultFolder(target: scratch["new"], force: false)
        }
        let folder = try ResultFolder(target: scratch["new"], force: true)
        try ResultFile.create(folder.partial + "/manifest.json", text: "new")
        try folder.publish()
        #expect(try scratch.text("new/manifest.json") == "new")
    }

    @Test func `a discarded folder leaves nothing`() throws {
        let scratch = try Scratch()
        let folder = try ResultFolder(target: scratch["run"], force: false)
        try ResultFile.create(folder.partial + "/summary.csv", text: "half")
        try folder.discard()
        #expect(try scratch.names == [])
    }

    @Test func `what a killed process left of its tables does not get into the next result`() throws {
        let scratch = try Scratch()
        try scratch.make(".run.loyalty-partial", files: ["half.csv": "x"])
        let folder = try ResultFolder(target: scratch["run"], force: false)
        try ResultFile.create(folder.partial + "/manifest.json", text: "new")
        try folder.publish()
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch["run"]) == ["manifest.json"])
    }

    @Test func `a swap cut short between its two renames is finished`() throws {
        let scratch = try Scratch()
        try scratch.make(".run.loyalty-old", files: ["manifest.json": "old"])
        try scratch.make(".run.loyalty-partial", files: ["manifest.json": "new"])
        #expect(throws: ResultFolder.Refusal.exists(scratch["run"])) {
            _ = try ResultFolder(target: scratch["run"], force: false)
        }
        #expect(try scratch.names == ["run"])
        #expect(try scratch.text("run/manifest.json") == "new")
    }

    @Test func `a swap cut short without a whole new folder is undone`() throws {
        let scratch = try Scratch()
        try scratch.make(".run.loyalty-old", files: ["manifest.json": "old"])
        #expect(throws: ResultFolder.Refusal.exists(scratch["run"])) {
            _ = try ResultFolder(target: scratch["run"], force: false)
        }
        #expect(try scratch.names == ["run"])
        #expect(try scratch.text("run/manifest.json") == "old")
    }

    @Test func `a swap cut short before its last deletion is tidied up`() throws {
        let scratch = try Scratch()
        try scratch.make(".run.loyalty-old", files: ["manifest.json": "old"])
        try scratch.make("run", files: ["manifest.json": "new"])
        let folder = try ResultFolder(target: scratch["run"], force: true)
        #expect(try scratch.names == [".run.loyalty-partial", "run"])
        try folder.discard()
        #expect(try scratch.text("run/manifest.json") == "new")
    }

    @Test func `two runs do not write the same folder at once`() throws {
        let scratch = try Scratch()
        let folder = try ResultFolder(target: scratch["run"], force: false)
        try ResultFile.create(folder.partial + "/manifest.json", text: "first")
        #expect(throws: ResultFolder.Refusal.busy(scratch["run"])) {
            _ = try ResultFolder(target: scratch["run"], force: true)
        }
        try folder.publish()
        #expect(try scratch.text("run/manifest.json") == "first")
    }

    @Test func `a target under a regular file cannot be created`() throws {
        let scratch = try Scratch()
        try "x".write(toFile: scratch["file"], atomically: false, encoding: .utf8)
        #expect(throws: FileFailure(.create, scratch["file"], code: ENOTDIR)) {
            _ = try ResultFolder(target: scratch["file/run"], force: false)
        }
        #expect(throws: FileFailure.self) { _ = try ResultFolder(target: scratch["file/deep/run"], force: true) }
        #expect(throws: ResultFolder.Refusal.notAResultFolder(scratch["file"])) {
            _ = try ResultFolder(target: scratch["file"], force: false)
        }
        #expect(try scratch.names == ["file"])
        #expect(try scratch.text("file") == "x")
    }
}
