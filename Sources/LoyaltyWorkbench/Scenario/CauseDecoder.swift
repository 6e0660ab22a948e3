import LoyaltyModel

/// Reads a cause mechanic.
enum CauseDecoder {
    static func decode(_ cursor: Cursor) -> CauseMechanic {
        let points = cursor.optionalBlock("points").map {
            CauseMechanic.PointsGiving(points: $0.points("points"), worth: $0.money("worth"))
        }
        let cause = CauseMechanic(
            shareMillionths: cursor.millionths("share"), perVisit: cursor.money("per_visit"), points: points,
            matchMillionths: cursor.millionths("match"), capPerYear: cursor.optionalMoney("cap_per_year"),
            year: cursor.choice("year", .calendar), appeal: cursor.number("appeal"))
        if !["share", "per_visit", "points"].contains(where: cursor.isWritten) {
            cursor.decoding.report(
                cursor.node.place, path: cursor.path, found: "a cause to which nothing is given",
                expected: "share, per_visit or points")
        }
        if cursor.isWritten("match"), !cursor.isWritten("points") {
            cursor.report("match", found: "match without points", expected: "points, which the company matches")
        }
        if cursor.isWritten("year"), !cursor.isWritten("cap_per_year") {
            cursor.report("year", found: "year without cap_per_year", expected: "cap_per_year, which it is for")
        }
        return cause
    }
}
