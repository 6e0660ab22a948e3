import LoyaltyModel

/// Reads a scenario document whose includes are in place.
enum ScenarioDecoder {
    /// Nil only with a problem reported.
    static func decode(
        _ document: DocumentNode, file: String, _ decoding: Decoding, _ loader: DocumentLoader
    ) -> Scenario? {
        let resolved = ResolvedBlock()
        let cursor = Cursor(document, path: "", row: "", in: decoding, into: resolved)
        _ = cursor.optionalChoice("document")
        let (title, source, description) = (cursor.text("title"), cursor.text("source"), cursor.text("description"))
        decoding.currency = cursor.currency("currency")
        let schedule = schedule(cursor)
        let replications = cursor.whole("replications")
        let seed = cursor.whole("seed")
        let discountRate = cursor.number("discount_rate")
        let uncertainty = cursor.choice("uncertainty", Uncertainty.none)
        let finance = finance(cursor, schedule, replications: replications)
        let customers = part("population", cursor, loader).map(PopulationDecoder.decode)
        let population = customers?.population
        let response = part("response", cursor, loader).map(ResponseDecoder.decode)
        let programs = programs(cursor, loader).map { ProgramDecoder.decode($0, schedule: schedule) }
        checkCategories(programs.map(\.program), population, cursor)
        checkChannels(programs.map(\.program), population, cursor)
        checkLeavers(finance, programs.map(\.program), cursor)
        OfferNames.check(programs.map(\.program), population, cursor)
        guard decoding.problems.isEmpty, let currency = decoding.currency, let schedule, let population, let response
        else { return nil }
        var scenario = Scenario(
            name: name(of: file), title: title, source: source, description: description, currency: currency,
            calendar: schedule.calendar, replications: replications, seed: UInt64(seed), discountRate: discountRate,
            population: population, programs: programs.map(\.program), response: response.response,
            uncertainty: uncertainty, finance: finance, present: customers?.facts, resolvedText: resolved.text,
            programDocuments: programs,
            responseDocument: response)
        scenario.remarks = decoding.remarks
        return scenario
    }

    private static func name(of file: String) -> String {
        let last = file.split(separator: "/").last.map(String.init) ?? file
        let stem = last.split(separator: ".").dropLast().joined(separator: ".")
        return stem.isEmpty ? last : stem
    }

    private static func schedule(_ cursor: Cursor) -> Schedule? {
        let start = cursor.optionalDate("start")
        let keys = ["months", "weeks", "days"]
        let lengths = keys.map(cursor.optionalWhole)
        let written = keys.filter(cursor.isWritten)
        if written.count != 1 {
            cursor.decoding.report(
                cursor.node[written.last ?? ""]?.place ?? cursor.node.place, path: written.last ?? "months",
                found: written.isEmpty ? "no length of the study" : written.joined(separator: " and "),
                expected: "exactly one of months, weeks and days")
        }
        let launch = cursor.optionalDate("launch")
        guard let start, written.count == 1 else { return nil }
        var schedule: Schedule
        if let months = lengths[0] {
            schedule = Schedule(calendar: StudyCalendar(start: start, months: months))
        } else if let days = lengths[2] ?? lengths[1].map({ $0 * 7 }) {
            schedule = Schedule(calendar: StudyCalendar(start: start, days: days))
        } else {
            return nil
        }
        if let launch { schedule.launchDay = schedule.day(ofLaunch: launch, cursor) }
        return schedule
    }

    private static func finance(_ cursor: Cursor, _ schedule: Schedule?, replications: Int) -> FinanceTerms? {
        guard let block = cursor.optionalBlock("finance") else { return nil }
        let status = block.optionalBlock("status")
        let terms = FinanceTerms(
            runOff: block.whole("run_off"), joiningFeeMonths: block.whole("joining_fee_months"),
            statusMillionths: status?.millionths("value") ?? 0, statusMonths: status?.whole("months") ?? 12,
            stress: block.named("stress").map(stress),
            estimator: EstimatorDecoder.decode(block), laboratory: EstimatorDecoder.laboratory(block))
        if let calendar = schedule?.calendar, case let last = calendar.date(ofDay: calendar.days - 1),
            last != last.endOfMonth
        {
            cursor.report("finance", found: "a study that ends on \(last)", expected: "one that ends with a month")
        }
        if replications < 2 {
            cursor.report(
                "finance", found: "\(replications) replication",
                expected: "at least 2: what a world will redeem is read off the others")
        }
        return terms
    }

    private static func stress(_ cursor: Cursor) -> Stress {
        let name = cursor.name("name")
        if name == Stress.unstressed {
            cursor.report("name", found: "\"\(name)\"", expected: "another name: it means that nothing happens")
        }
        let leaver = cursor.name("partner_leaves")
        return Stress(
            name: name, issues: cursor.flag("earning"), expires: cursor.flag("expiry"),
            redemption: cursor.number("redemption"), months: cursor.optionalWhole("months"),
            pointsPriceMillionths: cursor.millionths("price_factor"),
            leaver: leaver.isEmpty ? nil : leaver)
    }

    /// A stress that meets nobody would silently be none.
    private static func checkLeavers(_ finance: FinanceTerms?, _ programs: [Program], _ cursor: Cursor) {
        let known = Set(programs.flatMap { $0.coalition?.partners.map(\.name) ?? [] }).sorted()
        let nodes = cursor.node["finance"]?["stress"]?.elements ?? []
        for (stress, node) in zip(finance?.stress ?? [], nodes) {
            guard let leaver = stress.leaver, !known.contains(leaver) else { continue }
            cursor.decoding.report(
                node["partner_leaves"]?.place ?? node.place, path: "finance.stress.\(stress.name).partner_leaves",
                found: "\"\(leaver)\"",
                expected: known.isEmpty ? "a partner: no program has any" : NearestName.oneOf(known),
                suggestion: NearestName.of(leaver, among: known))
        }
    }

    private static func part(_ key: String, _ cursor: Cursor, _ loader: DocumentLoader) -> Cursor? {
        if loader.isUnread(cursor.node[key]) {
            _ = cursor.rowOf(key)
            return nil
        }
        return cursor.optionalBlock(key)
    }

    private static func programs(_ cursor: Cursor, _ loader: DocumentLoader) -> [Cursor] {
        guard let programs = cursor.node["programs"], let elements = programs.elements else {
            return cursor.named("programs")
        }
        var readable = cursor.node
        let read = elements.filter { !loader.isUnread($0) }
        readable.set("programs", to: DocumentNode(.list(read), at: programs.place))
        return Cursor(readable, continuing: cursor).named("programs")
    }

    /// A category that no segment buys would silently earn nothing more.
    private static func checkCategories(_ programs: [Program], _ population: Population?, _ cursor: Cursor) {
        guard let population else { return }
        let known = Set(population.segments.flatMap { $0.categories.map(\.name) })
        let nodes = cursor.node["programs"]?.elements ?? []
        for program in programs {
            let node = nodes.first { $0["name"]?.text == program.name }
            for case .points(let mechanic) in program.mechanics {
                for category in mechanic.earn.categories where !known.contains(category.name) {
                    report(category.name, known, program.name, node, cursor)
                }
            }
            for case .game(let game) in program.mechanics {
                checkMissions(game, known, program.name, node, cursor)
            }
        }
    }

    private static func checkMissions(
        _ game: GameMechanic, _ known: Set<String>, _ program: String, _ node: DocumentNode?, _ cursor: Cursor
    ) {
        let missions = node?["mechanics"]?.elements?.compactMap { $0["game"] }.first?["missions"]?.elements ?? []
        for (place, mission) in game.missions.enumerated() {
            guard case .spend(_, let category?) = mission.target, !known.contains(category) else { continue }
            let written = missions.indices.contains(place) ? missions[place]["category"] : nil
            cursor.decoding.report(
                written?.place ?? cursor.node.place,
                path: "programs.\(program).mechanics.game.missions.\(place + 1).category", found: "\"\(category)\"",
                expected: categoryWords(known), suggestion: NearestName.of(category, among: known.sorted()))
        }
    }

    private static func categoryWords(_ known: Set<String>) -> String {
        known.isEmpty
            ? "no category: no segment has any" : "a category of a segment: " + known.sorted().joined(separator: ", ")
    }

    /// A program that no customer can join would silently do nothing.
    private static func checkChannels(_ programs: [Program], _ population: Population?, _ cursor: Cursor) {
        guard let population, !population.segments.isEmpty else { return }
        let used = population.segments.reduce(ChannelSet()) { $0.union($1.responseTraits.channel.used) }
        let nodes = cursor.node["programs"]?.elements ?? []
        for program in programs where !program.enrolment.channels.isEmpty && !used.isEmpty {
            guard program.enrolment.channels.isDisjoint(with: used) else { continue }
            let node = nodes.first { $0["name"]?.text == program.name }
            cursor.decoding.report(
                node?["enrolment"]?.place ?? cursor.node.place, path: "programs.\(program.name).enrolment",
                found: "only customers of " + program.enrolment.channels.names.joined(separator: ", "),
                expected: "a channel that some segment has: " + used.names.joined(separator: ", "))
        }
    }

    private static func report(
        _ category: String, _ known: Set<String>, _ program: String, _ node: DocumentNode?, _ cursor: Cursor
    ) {
        let points = node?["mechanics"]?.elements?.compactMap { $0["points"] }.first
        let entry = points?["earn"]?["categories"]?.entries?.first { $0.key == category }
        cursor.decoding.report(
            entry?.keyPlace ?? cursor.node.place,
            path: "programs.\(program).mechanics.points.earn.categories.\(category)", found: "\"\(category)\"",
            expected: categoryWords(known),
            suggestion: NearestName.of(category, among: known.sorted()))
    }
}
