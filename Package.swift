// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

let package = Package(
    name: "loyalty-workbench",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "loyalty", targets: ["LoyaltyCLI"]),
        .library(name: "LoyaltyModel", targets: ["LoyaltyModel"]),
        .library(name: "LoyaltyWorkbench", targets: ["LoyaltyWorkbench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        .systemLibrary(
            name: "CGSL",
            pkgConfig: "gsl",
            providers: [.apt(["libgsl-dev"]), .brew(["gsl"])]
        ),
        .target(name: "CPhilox"),
        .target(name: "LoyaltyModel", dependencies: ["CGSL", "CPhilox"], swiftSettings: strict),
        .target(
            name: "LoyaltyWorkbench",
            dependencies: [
                "LoyaltyModel",
                .product(name: "Yams", package: "Yams"),
            ],
            // Compiled into the program, so that it needs no files beside it.
            resources: [.embedInCode("Starters/Documents")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "LoyaltyCLI",
            dependencies: [
                "LoyaltyWorkbench",
                "LoyaltyModel",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LoyaltyModelTests",
            dependencies: ["LoyaltyModel"],
            exclude: ["Likelihood/Data"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LoyaltyWorkbenchTests",
            dependencies: ["LoyaltyWorkbench", "LoyaltyModel"],
            exclude: ["BrokenScenarios", "FinanceVectors/finance_vectors.json", "Scenario/Documents"],
            swiftSettings: strict
        ),
    ]
)
