extension BrokenScenarioTests {
    /// The mistakes of mechanics beyond points.
    static let mechanics = [
        "annual-brackets": """
        annual-brackets.yaml:6:11: mechanics.annual.brackets.1: found share and bonus, expected exactly one \
        of share, bonus, bonus_points
        annual-brackets.yaml:7:39: mechanics.annual.brackets.2.bonus_points: found points, expected bonus, \
        an amount of money, or paid_as: points
        annual-brackets.yaml:8:11: mechanics.annual.brackets.3: found none of spend, visits, points, \
        expected exactly one of spend, visits, points
        """,
        "annual-measures": """
        annual-measures.yaml:5:7: mechanics.annual.valid: found nothing, expected how long the voucher is \
        valid
        annual-measures.yaml:5:17: mechanics.annual.brackets: found brackets of spend and visits, expected \
        one measure in all brackets
        annual-measures.yaml:5:69: mechanics.annual.brackets.2.share: found a share of visits paid as \
        money, expected a share of spend, or a fixed bonus
        """,
        "annual-without-points": """
        annual-without-points.yaml:5:13: mechanics.annual: found points, which the program does not have, \
        expected a points mechanic beside it, or spend or visits paid as money or voucher
        annual-without-points.yaml:5:48: mechanics.annual.brackets.1.bonus: found money, expected \
        bonus_points, since it is paid as points
        annual-without-points.yaml:5:78: mechanics.annual.valid: found a validity of what is no voucher, \
        expected no valid, or paid_as: voucher
        """,
        "coalition-settling-with-itself": """
        coalition-settling-with-itself.yaml:6:13: mechanics.coalition.home: found terms with a coalition \
        that the company runs itself, expected terms of the company where a third party runs the \
        coalition, and only there
        """,
        "coalition-without-points": """
        coalition-without-points.yaml:5:7: mechanics.coalition: found a coalition without points, expected \
        a points mechanic beside it, whose points the partners share
        """,
        "coalition-without-terms": """
        coalition-without-terms.yaml:6:7: mechanics.coalition.home: found nothing, expected terms of the \
        company where a third party runs the coalition, and only there
        """,
        "partner-burns-as-nowhere": """
        partner-burns-as-nowhere.yaml:7:74: mechanics.coalition.partners.fuel.burn: found as-at-home, \
        where points pay nothing at the till, expected as_money here, or as_money in the points mechanic
        """,
        "partner-home": """
        partner-home.yaml:7:19: mechanics.coalition.partners.home.name: found "home", expected another \
        name: it means the company itself
        """,
        "referral-points-nowhere": """
        referral-points-nowhere.yaml:4:27: mechanics.referral.referrer: found points in a program without \
        a points mechanic, expected voucher or money, or a points mechanic beside it
        """,
        "cause-nothing": """
        cause-nothing.yaml:4:12: mechanics.cause: found a cause to which nothing is given, expected share, \
        per_visit or points
        cause-nothing.yaml:4:21: mechanics.cause.match: found match without points, expected points, which \
        the company matches
        cause-nothing.yaml:4:30: mechanics.cause.year: found year without cap_per_year, expected \
        cap_per_year, which it is for
        """,
        "cause-without-points": """
        cause-without-points.yaml:4:3: mechanics: found a cause that takes points, and none to give, expected \
        points among the mechanics
        """,
        "game-category": """
        game-category.yaml:11:60: programs.game.mechanics.game.missions.1.category: found "food", expected no \
        category: no segment has any
        """,
        "game-empty": """
        game-empty.yaml:4:11: mechanics.game: found a game in which nothing is played, expected missions, \
        streaks, spins, season or events
        """,
        "game-missions": """
        game-missions.yaml:4:3: mechanics: found a game that gives points, and no rules for them, expected \
        points among the mechanics
        game-missions.yaml:5:7: mechanics.game: found a reward of spins, and no prizes, expected spins with \
        the prizes that they win
        game-missions.yaml:6:11: mechanics.game.missions.1: found purchases and spend, expected either \
        purchases, a number, or spend, an amount
        game-missions.yaml:7:11: mechanics.game.missions.2: found neither purchases nor spend, expected either \
        purchases, a number, or spend, an amount
        game-missions.yaml:8:37: mechanics.game.missions.3.category: found category without spend, expected \
        spend, the amount spent in it
        game-missions.yaml:9:15: mechanics.game.season: found a season in which nothing scores, expected \
        per_purchase, per_money, per_point, or the score of an event
        """,
        "game-app": """
        game-app.yaml:5:7: mechanics.game.app: found an unknown key, expected "events": app was renamed to it
        """,
        "game-season": """
        game-season.yaml:5:15: mechanics.game.season: found best and best_share, expected exactly one of wins_at, a \
        score, best, a number of members, and best_share, a part of them
        game-season.yaml:5:15: mechanics.game.season: found a score for points, and no points, expected points among \
        the mechanics
        game-season.yaml:7:9: mechanics.game.events: found stamps for "review", and no card, expected a punch-card \
        among the mechanics
        game-season.yaml:7:11: mechanics.game.events.idle: found an event that never happens, expected either \
        a_month, a mean number of times, or a_visit, a probability
        """,
        "game-odds": """
        game-odds.yaml:8:11: mechanics.game.spins.prizes: found probabilities that sum to 1.2, expected a sum \
        of at most 1; the rest of the spins wins nothing
        """,
        "card-head-start": """
        card-head-start.yaml:4:102: mechanics.punch-card.head_start.new_card: found 10, expected fewer than \
        a full card's 10
        """,
        "card-two-rewards": """
        card-two-rewards.yaml:4:17: mechanics.punch-card: found face_value and unit_cost and same_up_to, \
        expected either face_value and unit_cost, or same_up_to and cost_share
        """,
        "reward-replaces": """
        reward-replaces.yaml:7:112: mechanics.points.rewards.show.replaces: found a ticket that takes the place of a \
        purchase, expected 0, or a reward that the shop sells: one of free-product, free-sample, free-service
        """,
        "cashback-expiring-money": """
        cashback-expiring-money.yaml:4:37: mechanics.cashback.valid: found a cashback in money that runs \
        out, expected no valid, or paid_as: bonus, which is used on later bills
        """,
        "cashback-share-twice": """
        cashback-share-twice.yaml:4:15: mechanics.cashback: found share and brackets, expected either \
        share, the same on all spending, or brackets, by what has been spent
        cashback-share-twice.yaml:4:40: mechanics.cashback.brackets: found a threshold not above the one \
        before it (number 2), expected thresholds that rise from one to the next
        """,
        "offer-of-two": """
        offer-of-two.yaml:6:11: mechanics.offer.offers.two: found gift and sample, expected exactly one of coupon, \
        gift and sample
        offer-of-two.yaml:9:11: mechanics.offer.offers.none: found an offer of nothing, expected exactly one of \
        coupon, gift and sample
        offer-of-two.yaml:10:50: mechanics.offer.offers.none.when.dates.to: found 2026-02-01, expected a date on or \
        after from, 2026-03-01
        """,
        "gift-items": """
        gift-items.yaml:6:72: mechanics.offer.offers.jams.gift.items: found items without a price, expected items, a \
        number, and item_price, the mean price of one
        gift-items.yaml:7:104: mechanics.offer.offers.teas.gift.minimum_bill: found minimum_bill and items, expected \
        either minimum_bill, or items at item_price each
        """,
        "mechanic-card-twice": """
        mechanic-card-twice.yaml:5:5: mechanics.punch-card: found "punch-card" again, expected each mechanic once in a \
        program: a second card is a mission of a game (purchases, gives), or a reward for points
        mechanic-card-twice.yaml:9:24: mechanics.offer.offers.jam.name: found "jam" again, expected a name not used \
        before (mechanic-card-twice.yaml:7)
        """,
    ]
}
