extension ParameterCatalogue {
    static let scenarioRows: [Parameter] = [
        Parameter("document", .choice(["scenario"]), .required, "What kind of document this is."),
        Parameter("title", .text, .required, "The question that the scenario answers, in a line."),
        Parameter("source", .text, .required, "Where its numbers come from; \"illustration\" where from nowhere."),
        Parameter("description", .text, .value(""), "What is compared and why, in a few sentences."),
        Parameter(
            "currency", .currency, .required, "ISO 4217 code of all money; it says how many decimals an amount has."),
        Parameter("start", .date, .required, "First day; every customer of the base makes a first purchase on it."),
        Parameter(
            "months", .whole(.from(1, to: 1200)), unit: "calendar months", .absent,
            "How long the study lasts. Exactly one of months, weeks and days is given."),
        Parameter("weeks", .whole(.from(1, to: 5200)), unit: "weeks", .absent, "How long the study lasts."),
        Parameter("days", .whole(.from(1, to: 36_525)), unit: "days", .absent, "How long the study lasts."),
        Parameter(
            "launch", .date, .derived("start"),
            "First day of the programs, within the study; before it nothing differs from the baseline."),
        Parameter(
            "replications", .whole(.from(1, to: 1_000_000)), unit: "worlds", .value("20"),
            "Number of independent worlds to simulate."),
        Parameter(
            "seed", .whole(.from(0, to: 9_007_199_254_740_992)), .value("1"),
            "Which luck the worlds have; the same seed gives the same numbers."),
        Parameter(
            "discount_rate", .number(.between(-1, 10)), unit: "a year, effective", .value("0"),
            "Rate at which later money counts less in net present value."),
        Parameter(
            "uncertainty", .choice(Uncertainty.allCases.map(\.rawValue)), .value("none"),
            "Whether figures hold what is not known about people: none uses the value of each of the response's "
                + "numbers; parameters draws each that has low and high once a replication, the same for all programs; "
                + "population draws the parameters of segments that have a covariance; all draws both."),
        Parameter(
            "finance", .block, .absent,
            "Books of points by month of issue: liabilities and their distribution, deferred revenue, triangles, a "
                + "journal. The run walks every world again, so it takes two to three times as long; it needs two "
                + "replications and a study that ends with a calendar month."),
        Parameter(
            "finance.run_off", .whole(.from(0, to: 600)), unit: "calendar months", .value("24"),
            "How long each world is followed after the study, programs and behaviour as they are, to know what becomes "
                + "of its points; what is undecided then is told."),
        Parameter(
            "finance.estimator", .choice(RedemptionEstimator.names), .value("other-worlds"),
            "Who says, at each month's end, what will be redeemed of a cohort in the end: other-worlds reads it off the "
                + "other replications; chain-ladder, bornhuetter-ferguson and cape-cod see the world's own triangle to "
                + "date; curve is yours; truth knows the world's future, and is there to be compared with."),
        Parameter(
            "finance.tail", .number(.from(1, to: 1000)),
            .derived("fitted to the triangle, 1 once no point outlives it"),
            "Of an estimator that sees the own triangle: factor from its last age to the end."),
        Parameter(
            "finance.prior_rate", .number(.from(0, to: 1)), .derived("the rate of the other worlds"),
            "Of bornhuetter-ferguson: share of what is issued that is redeemed in the end, known beforehand."),
        Parameter(
            "finance.curve", .plainList, .value("[]"),
            "Of estimator curve: how much of what was issued is redeemed by the end of an age, straight between the "
                + "points given and none after the last."),
        Parameter(
            "finance.curve.N.age", .whole(.from(1, to: 1800)), unit: "months", .required,
            "Age of a cohort; 1 is the month of issue."),
        Parameter(
            "finance.curve.N.share", .number(.from(0, to: 1)), .required, "Redeemed by its end, of what was issued."),
        Parameter(
            "finance.laboratory", .block, .absent,
            "Try reserving methods on worlds whose end is known: the scenario's programs as they are, growing, with an "
                + "expiry that is lifted, and in a run on the bank. Every world is walked four times more; shared limits "
                + "hold nobody back there."),
        Parameter(
            "finance.laboratory.growth", .number(.from(0, to: 10)), unit: "of the customers at the start, a month",
            .value("0.05"), "Customers who arrive in the state of growth, beside those who do anyway."),
        Parameter(
            "finance.laboratory.months", .whole(.from(1, to: 1200)), unit: "calendar months", .value("6"),
            "How long before the study's end expiry is lifted or the run begins."),
        Parameter(
            "finance.laboratory.rush", .number(.from(0, to: 100)), .value("3"),
            "What the propensity to redeem is multiplied by in the run on the bank, up to the study's end."),
        Parameter(
            "finance.joining_fee_months", .whole(.from(1, to: 600)), unit: "calendar months", .value("12"),
            "Over how many months a fee that is paid once on joining is earned in the journal: how long what it opens is "
                + "used.", source: "IFRS 15 B48 to B51"),
        Parameter(
            "finance.status", .block, .absent,
            "Levels' benefits in later months as a right of their own, to which a part of the price is allocated."),
        Parameter(
            "finance.status.value", .factor(.from(0, to: 1)), .required,
            "Stand-alone selling price of what members' purchases of a month bring them in a level's benefits later, for "
                + "each unit of money of the goods: an estimate of your own.", source: "IFRS 15 B40, B42"),
        Parameter(
            "finance.status.months", .whole(.from(1, to: 600)), unit: "calendar months", .value("12"),
            "Months over which those benefits are had, evenly, the month of the purchase being the first."),
        Parameter(
            "finance.stress", .namedList, .value("[]"),
            "What may happen to the points outstanding when the study ends: each is walked on from there, like the run-off, "
                + "which takes as long again, and has its rows in stress.csv."),
        Parameter("finance.stress.NAME.name", .name, .required, "Name of the stress; not none."),
        Parameter(
            "finance.stress.NAME.earning", .flag, .value("true"),
            "Whether points are still issued; false closes the program, whose members use up what they have."),
        Parameter(
            "finance.stress.NAME.expiry", .flag, .value("true"), "Whether points expire; false lifts every last day."),
        Parameter(
            "finance.stress.NAME.redemption", .number(.from(0, to: 1000)), .value("1"),
            "The propensity to redeem on a visit is multiplied by this, up to certainty: above 1 a run on the bank."),
        Parameter(
            "finance.stress.NAME.months", .whole(.from(1, to: 600)), unit: "calendar months", .absent,
            "How long redemption stays so; without it, for good."),
        Parameter(
            "finance.stress.NAME.price_factor", .factor(.from(0.01, to: 100)), .value("1"),
            "Prices in points are multiplied by this and rounded up, once months are over: above 1 a devaluation, and "
                + "redemption what happens before it."),
        Parameter(
            "finance.stress.NAME.partner_leaves", .name, .absent,
            "A coalition's partner at whose till points are neither given nor taken any more."
        ),
        Parameter("population", .document(.population), .required, "The customers: a file or its contents."),
        Parameter("response", .document(.response), .required, "How customers react: a file or its contents."),
        Parameter(
            "programs", .namedList, .value("[]"),
            "The programs to compare with the baseline: files, contents, or `from` a file with differences."),
    ]
}
