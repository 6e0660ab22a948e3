import LoyaltyWorkbench
import Testing

/// Vectors: NIST, "Cryptographic Standards and Guidelines: Examples with Intermediate Values", SHA-256 (one block, two
/// blocks), and FIPS 180-2 appendix B.3 (a million letters); the empty message from NIST's SHAVS byte vectors.
@Suite struct SHA256Tests {
    @Test(arguments: [
        ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func `published messages have their published digests`(message: String, digest: String) {
        #expect(SHA256.hex(of: message) == digest)
    }

    @Test func `a million letters in uneven pieces have their published digest`() {
        var digest = SHA256()
        var left = 1_000_000
        var piece = 1
        while left > 0 {
            let size = min(piece, left)
            digest.update([UInt8](repeating: UInt8(ascii: "a"), count: size))
            left -= size
            piece = (piece * 7 + 1) % 4099
        }
        #expect(digest.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
    }

    @Test func `a message that leaves no room for its length takes one more block`() {
        // 55 to 64 bytes cross both padding borders; the digests of a stream and of its whole agree.
        for length in 54...65 {
            let bytes = [UInt8](repeating: 7, count: length)
            var whole = SHA256()
            whole.update(bytes)
            var single = SHA256()
            for byte in bytes { single.update([byte]) }
            #expect(whole.hex() == single.hex(), "length \(length)")
        }
    }
}
