// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

// A package of its own, so that nobody who only wants to use the workbench builds the measuring tools.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "engine-bench", targets: ["EngineBench"]),
        .executable(name: "scenario-bench", targets: ["ScenarioBench"]),
        .executable(name: "fit-bench", targets: ["FitBench"]),
        .executable(name: "tune-bench", targets: ["TuneBench"]),
        .executable(name: "random-bits", targets: ["RandomBits"]),
    ],
    dependencies: [
        // The name is needed: a clone's folder may be called anything.
        .package(name: "loyalty-workbench", path: "..")
    ],
    targets: [
        .target(
            name: "Measured",
            dependencies: [.product(name: "LoyaltyModel", package: "loyalty-workbench")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "EngineBench",
            dependencies: ["Measured", .product(name: "LoyaltyModel", package: "loyalty-workbench")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "ScenarioBench",
            dependencies: [
                "Measured",
                .product(name: "LoyaltyModel", package: "loyalty-workbench"),
                .product(name: "LoyaltyWorkbench", package: "loyalty-workbench"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "FitBench",
            dependencies: [
                "Measured",
                .product(name: "LoyaltyModel", package: "loyalty-workbench"),
                .product(name: "LoyaltyWorkbench", package: "loyalty-workbench"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "TuneBench",
            dependencies: [.product(name: "LoyaltyModel", package: "loyalty-workbench")],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "RandomBits",
            dependencies: [.product(name: "LoyaltyModel", package: "loyalty-workbench")],
            swiftSettings: strict
        ),
    ]
)
