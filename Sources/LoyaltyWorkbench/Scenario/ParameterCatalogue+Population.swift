extension ParameterCatalogue {
    static let populationRows: [Parameter] =
        [
            Parameter(
                "population.document", .choice(["population"]), .value("population"),
                "What kind of document this is."),
            Parameter("population.title", .text, .value(""), "The customer base in a line."),
            Parameter("population.source", .text, .value(""), "Where its parameters come from."),
            Parameter("population.description", .text, .value(""), "What should be known before using it."),
            Parameter(
                "population.unit", .choice(["day", "week", "month", "year"]), .required,
                "Time unit of all rates below; a month is 30.4375 days and a year 365.25."),
            Parameter(
                "population.currency", .currency, .absent,
                "Currency of the baskets, ISO 4217: a scenario in another one is refused. Written by loyalty fit."),
            Parameter(
                "population.customers", .whole(.from(0, to: 1_000_000_000)), unit: "customers", .required,
                "Customers present at the start, each making a first purchase on the start date; with a present block "
                    + "those of its file, again from its beginning where these are more, some of them where less."),
            Parameter("population.arrivals", .block, .value("{}"), "Customers who come during the study."),
            Parameter(
                "population.arrivals.per_month", .number(.from(0, to: 100_000_000)), unit: "customers a month",
                .value("0"), "Mean number of new customers in a calendar month (Poisson)."),
            Parameter(
                "population.season", .numbers(count: 12...12, .from(0, to: 12)),
                .value("[1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]"),
                "Twelve factors on the purchase rate, January first; their mean is 1 within 1e-9."),
            Parameter(
                "population.yearly_growth", .number(.between(-1, 10)), unit: "a year", .value("0"),
                "Growth of the purchase rate: 0.05 is 5 % a year, held constant within a calendar month."),
            Parameter("population.segments", .namedList, .required, "Parts of the population, each with its models."),
            segment("name", .name, .required, "Name of the segment; not all, which means the sum of the segments."),
            segment(
                "share", .number(.above(0, to: 1)), .required,
                "Share of the customers; the shares of all segments sum to 1 within 1e-9."),
            segment("margin", .factor(.from(0, to: 1)), .required, "Gross margin as a share of the basket."),
            segment(
                "categories", .entries, .value("{}"),
                "Lines of every basket: a category's name and its share of the basket; the shares sum to 1."),
            segment("categories.NAME", .factor(.above(0, to: 1)), .required, "Share of the basket."),
        ] + presentRows + covarianceRows + purchaseRows + attritionRows + basketRows + responseTraitRows
        + dependenceRows

    /// A row of a segment.
    static func segment(
        _ path: String, _ kind: Parameter.Kind, unit: String = "", _ value: Parameter.Default, _ meaning: String,
        source: String = "", confidence: Confidence? = nil
    ) -> Parameter {
        Parameter(
            "population.segments.NAME." + path, kind, unit: unit, value, meaning, source: source,
            confidence: confidence)
    }

    /// A positive parameter of a distribution in a segment.
    static func positive(_ path: String, _ meaning: String, unit: String = "") -> Parameter {
        segment(path, .number(.above(0, to: 1_000_000)), unit: unit, .required, meaning)
    }

    private static let presentRows: [Parameter] = [
        Parameter(
            "population.present", .block, .absent,
            "Who the customers at the start are: those of a log, who go on from the state in which it leaves them. Each "
                + "may have left already; traits are drawn from what the history says of them. Written by loyalty fit.",
            source: "conjugate posteriors of the models; with dependence resampled (Smith, Gelfand 1992)"),
        Parameter(
            "population.present.file", .file, .required,
            "CSV beside this document: segment, repeats, recency and age in time units, paid_repeats and mean_spend."),
        Parameter(
            "population.present.as_of", .date, .required,
            "Last day of the histories. A study is meant to start on the day after; another start is told."),
        Parameter(
            "population.present.used", .flag, .value("true"),
            "False begins with new customers in their place."),
        Parameter(
            "population.present.holdout", .file, .absent,
            "CSV with what these customers did in the months after as_of; a run then writes validation.csv."),
        Parameter(
            "population.present.digest", .text, .absent,
            "What the file must be: 64 bits of FNV-1a in hexadecimal. Any file does where it is left out."),
    ]

    private static let covarianceRows: [Parameter] = [
        segment(
            "covariance", .block, .absent,
            "How well the parameters are known: covariance of their logarithms, the lower triangle by rows. Used under "
                + "uncertainty: population."),
        segment(
            "covariance.timing", .numbers(count: 3...15, .between(-1000, 1000)), .absent,
            "Of purchase and attrition in the order in which the models list their parameters, without k; under "
                + "contract attrition of alpha and beta alone."),
        segment(
            "covariance.basket", .numbers(count: 6...6, .between(-1000, 1000)), .absent,
            "Of gamma-gamma spend: p, q, gamma."),
        segment(
            "covariance.estimate", .name, .derived("the segment's name"),
            "What the covariances are of. Segments that say the same here have the same parameters from one estimate, and "
                + "the same draw of them."),
    ]

    private static let purchaseRows: [Parameter] = [
        segment("purchase", .oneOf(words: []), .required, "When customers buy: the purchase-timing model."),
        segment(
            "purchase.poisson-gamma", .block, .absent,
            "Poisson purchases, rate λ ~ Gamma(r, rate alpha) between customers (NBD).",
            source: "Ehrenberg 1959; Schmittlein, Morrison, Colombo 1987"),
        positive("purchase.poisson-gamma.r", "Shape of the rates: small for very unlike customers."),
        positive("purchase.poisson-gamma.alpha", "Rate parameter: the mean rate is r / alpha.", unit: "time units"),
        segment(
            "purchase.erlang-gamma", .block, .absent,
            "Regular buyers: gaps Erlang(k) of phases with rate λ ~ Gamma(r, rate alpha).",
            source: "Chatfield, Goodhardt 1973; Platzer 2016 ((M)BG/CNBD-k)"),
        segment(
            "purchase.erlang-gamma.k", .whole(.from(1, to: 1000)), .required,
            "Phases in a gap: 1 for Poisson purchases, more for more regular ones."),
        positive("purchase.erlang-gamma.r", "Shape of the phase rates."),
        positive(
            "purchase.erlang-gamma.alpha", "Rate parameter: the mean purchase rate is r / (alpha k).",
            unit: "time units"),
        segment(
            "purchase.gamma-gamma-gaps", .block, .absent,
            "Gaps Gamma(k, mean 1/λ): regularity k ~ Gamma(t, rate gamma), λ ~ Gamma(r, rate alpha).",
            source: "Platzer, Reutterer 2016 (Pareto/GGG)"),
        positive("purchase.gamma-gamma-gaps.t", "Shape of the regularities."),
        positive("purchase.gamma-gamma-gaps.gamma", "Rate parameter of the regularities: their mean is t / gamma."),
        positive("purchase.gamma-gamma-gaps.r", "Shape of the purchase rates."),
        positive(
            "purchase.gamma-gamma-gaps.alpha", "Rate parameter: the mean rate is r / alpha.", unit: "time units"),
        segment("purchase.fixed", .block, .absent, "Poisson purchases at the same rate for everyone."),
        segment(
            "purchase.fixed.rate", .number(.from(0, to: 100_000)), unit: "purchases a time unit", .required,
            "The rate."),
        segment("purchase.lognormal", .block, .absent, "Poisson purchases, rates lognormal between customers."),
        positive("purchase.lognormal.mean", "Mean rate.", unit: "purchases a time unit"),
        segment(
            "purchase.lognormal.sigma", .number(.from(0, to: 5)), .required,
            "Standard deviation of the logarithm of the rate."),
    ]

    private static let attritionRows: [Parameter] = [
        segment(
            "attrition", .oneOf(words: ["none"]), .required,
            "When customers leave for good: the attrition model, or none."),
        segment(
            "attrition.exponential-gamma", .block, .absent,
            "A constant hazard μ ~ Gamma(s, rate beta) between customers.",
            source: "Schmittlein, Morrison, Colombo 1987 (Pareto/NBD)"),
        positive("attrition.exponential-gamma.s", "Shape of the hazards."),
        positive(
            "attrition.exponential-gamma.beta", "Rate parameter: the mean hazard is s / beta.", unit: "time units"),
        segment(
            "attrition.beta-geometric", .block, .absent,
            "A coin after each repeat purchase, probability p ~ Beta(a, b).", source: "Fader, Hardie, Lee 2005 (BG/NBD)"
        ),
        positive("attrition.beta-geometric.a", "First parameter: the mean probability of leaving is a / (a + b)."),
        positive("attrition.beta-geometric.b", "Second parameter."),
        segment(
            "attrition.modified-beta-geometric", .block, .absent,
            "A coin after every purchase, the first included, probability p ~ Beta(a, b).",
            source: "Batislam, Denizel, Filiztekin 2007 (MBG/NBD)"),
        positive(
            "attrition.modified-beta-geometric.a",
            "First parameter: the mean probability of leaving is a / (a + b)."),
        positive("attrition.modified-beta-geometric.b", "Second parameter."),
        segment(
            "attrition.gompertz-gamma", .block, .absent,
            "A hazard that grows with age: survival exp(−η (exp(b t) − 1)), η ~ Gamma(s, rate beta).",
            source: "Bemmaor, Glady 2012 (G/G/NBD)"),
        positive("attrition.gompertz-gamma.b", "Growth of the hazard.", unit: "a time unit"),
        positive("attrition.gompertz-gamma.s", "Shape of the scales η."),
        segment(
            "attrition.gompertz-gamma.beta", .number(.above(0, to: 1e15)), .required,
            "Rate parameter of the scales η; huge where a hazard that nearly nobody meets for long grows fast."),
        segment(
            "attrition.contract", .block, .absent,
            "A coin at each renewal, probability of leaving ~ Beta(alpha, beta).",
            source: "Fader, Hardie 2007 (sBG)"),
        positive(
            "attrition.contract.alpha", "First parameter: the mean probability is alpha / (alpha + beta)."),
        positive("attrition.contract.beta", "Second parameter."),
        positive("attrition.contract.period", "Time between renewals.", unit: "time units"),
    ]

    private static let basketRows: [Parameter] = [
        segment("basket", .oneOf(words: []), .required, "How much a purchase is worth: the basket model."),
        segment(
            "basket.gamma-gamma", .block, .absent,
            "Baskets Gamma(p, rate ν), ν ~ Gamma(q, rate gamma): mean p gamma / (q − 1).",
            source: "Colombo, Jiang 1999; Fader, Hardie, Lee 2005"),
        positive("basket.gamma-gamma.p", "Shape within a customer."),
        segment(
            "basket.gamma-gamma.q", .number(.above(1, to: 1_000_000)), .required,
            "Shape between customers; at 1 or below the mean basket would be infinite."),
        segment(
            "basket.gamma-gamma.gamma", .number(.above(0, to: 10_000_000)), unit: "major units", .required,
            "Scale between customers."),
        segment("basket.lognormal", .block, .absent, "Baskets lognormal between customers and within each."),
        segment(
            "basket.lognormal.mean", .number(.above(0, to: 10_000_000)), unit: "major units", .required,
            "Mean basket over all customers."),
        segment(
            "basket.lognormal.between", .number(.from(0, to: 5)), .required,
            "Standard deviation of the logarithm between customers."),
        segment(
            "basket.lognormal.within", .number(.from(0, to: 5)), .required,
            "Standard deviation of the logarithm within a customer."),
        segment("basket.fixed", .block, .absent, "The same basket every time, for everyone."),
        segment(
            "basket.fixed.amount", .money(.above(0, to: 10_000_000)), unit: "major units", .required,
            "The amount."),
    ]

    private static let dependenceRows: [Parameter] =
        [
            segment(
                "dependence", .block, .absent,
                "Correlations of a Gaussian copula between customers' traits; together positive definite.")
        ]
        + [
            ("purchase_attrition", "purchase rate and speed of attrition"),
            ("purchase_basket", "purchase rate and mean basket"),
            ("purchase_sensitivity", "purchase rate and reward sensitivity"),
            ("attrition_basket", "speed of attrition and mean basket"),
            ("attrition_sensitivity", "speed of attrition and reward sensitivity"),
            ("basket_sensitivity", "mean basket and reward sensitivity"),
        ].map {
            segment("dependence." + $0.0, .number(.between(-1, 1)), .value("0"), "Correlation of \($0.1).")
        }
}
