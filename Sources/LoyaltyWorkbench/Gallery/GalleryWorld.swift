package import LoyaltyModel

/// One simulated world of a gallery's scenario, as measures see it.
///
/// A measure names programs and segments; one that the scenario lacks has no value (the gallery refuses such a
/// scenario before it runs, see ``GalleryNeeds``).
package struct GalleryWorld: Sendable {
    package let scenario: Scenario
    package let outcome: Outcome
    /// Every customer of the base, indexed [customer][arm]; empty unless a measure of the scenario asks for them.
    package let lives: [[Life]]

    package init(scenario: Scenario, outcome: Outcome, lives: [[Life]] = []) {
        self.scenario = scenario
        self.outcome = outcome
        self.lives = lives
    }

    /// The place of a program's arm.
    package func arm(of program: String) -> Int? {
        scenario.programs.firstIndex { $0.name == program }.map { $0 + 1 }
    }

    /// A program's arm over one segment, or over all.
    package func view(_ program: String, segment: String? = nil) -> ArmView? {
        guard let arm = arm(of: program) else { return nil }
        guard let segment else { return ArmView(scenario: scenario, outcome: outcome, arm: arm) }
        guard let place = scenario.population.segments.firstIndex(where: { $0.name == segment }) else { return nil }
        return ArmView(scenario: scenario, outcome: outcome, arm: arm, segment: place)
    }

    /// A metric by its name, over one segment or over all.
    package func metric(_ name: String, _ program: String, segment: String? = nil) -> Double? {
        guard let index = Metric.index(of: name), let view = view(program, segment: segment) else { return nil }
        return Metric.all[index].value(view)
    }

    /// Each customer's life with a program beside the twin's.
    package func pairs(_ program: String) -> [LifePair] {
        guard let arm = arm(of: program) else { return [] }
        return lives.map { LifePair(life: $0[arm], twin: $0[0]) }
    }
}

/// The same customer with and without a program.
package struct LifePair: Sendable {
    package let life: Life
    package let twin: Life

    package init(life: Life, twin: Life) {
        self.life = life
        self.twin = twin
    }
}

/// How a figure is read from a world.
package struct Measure: Sendable {
    /// Whether single lives are needed, beyond the outcome's sums.
    package let needsLives: Bool
    /// Names of programs and segments that it reads.
    package let needs: GalleryNeeds
    private let formula: @Sendable (GalleryWorld) -> Double?

    private init(
        needsLives: Bool, _ needs: GalleryNeeds, _ formula: @escaping @Sendable (GalleryWorld) -> Double?
    ) {
        self.needsLives = needsLives
        self.needs = needs
        self.formula = formula
    }

    /// From metrics and sums.
    package static func sums(
        _ programs: [String], segments: [String] = [], _ formula: @escaping @Sendable (GalleryWorld) -> Double?
    ) -> Measure { Measure(needsLives: false, GalleryNeeds(programs: programs, segments: segments), formula) }

    /// From the lives of all customers.
    package static func lives(
        _ programs: [String], _ formula: @escaping @Sendable (GalleryWorld) -> Double?
    ) -> Measure { Measure(needsLives: true, GalleryNeeds(programs: programs, segments: []), formula) }

    /// One metric of one program.
    package static func metric(_ name: String, _ program: String) -> Measure {
        sums([program]) { $0.metric(name, program) }
    }

    /// One metric of a program divided by another one.
    package static func quotient(_ numerator: String, _ denominator: String, _ program: String) -> Measure {
        sums([program]) { GalleryMath.quotient($0.metric(numerator, program), $0.metric(denominator, program)) }
    }

    /// One metric of one segment less that of another.
    package static func contrast(_ name: String, _ program: String, _ segment: String, less other: String) -> Measure {
        sums([program], segments: [segment, other]) {
            GalleryMath.difference(
                $0.metric(name, program, segment: segment), $0.metric(name, program, segment: other))
        }
    }

    /// The value in a world; nil where it is undefined.
    package func value(_ world: GalleryWorld) -> Double? { formula(world) }
}

/// Names that a scenario of the gallery must have.
package struct GalleryNeeds: Sendable, Hashable {
    package let programs: [String]
    package let segments: [String]
}

/// Arithmetic of figures that may be undefined.
package enum GalleryMath {
    package static func quotient(_ a: Double?, _ b: Double?) -> Double? {
        guard let a, let b, b != 0 else { return nil }
        return a / b
    }

    package static func difference(_ a: Double?, _ b: Double?) -> Double? {
        guard let a, let b else { return nil }
        return a - b
    }

    /// a ÷ b − 1.
    package static func lift(_ a: Double?, _ b: Double?) -> Double? { quotient(a, b).map { $0 - 1 } }
}
