package io.ratinggrid.node.demo;

/** Who has which plan of the sample carrier, and how many lines such an account has. */
enum CarrierPlan {
    PREPAID("prepaid", 25, 1, 1),
    PAY_AS_YOU_GO("pay-as-you-go", 25, 1, 1),
    BUNDLE("bundle", 30, 1, 1),
    WORLD("world", 3, 1, 1),
    FAMILY("family-line", 15, 2, 5),
    THINGS("things", 2, 10, 20);

    private static final CarrierPlan[] PLANS = values();

    private final String plan;
    private final int percent;
    private final int leastLines;
    private final int mostLines;

    CarrierPlan(final String plan, final int percent, final int leastLines, final int mostLines) {
        this.plan = plan;
        this.percent = percent;
        this.leastLines = leastLines;
        this.mostLines = mostLines;
    }

    /** Name in the catalog of each line's plan. */
    String plan() {
        return plan;
    }

    int leastLines() {
        return leastLines;
    }

    int mostLines() {
        return mostLines;
    }

    /** The plan of a number below 100. */
    static CarrierPlan of(final int hundredth) {
        int rest = hundredth;
        for (final CarrierPlan plan : PLANS) {
            if (rest < plan.percent) {
                return plan;
            }
            rest -= plan.percent;
        }
        throw new IllegalArgumentException("hundredth=" + hundredth);
    }
}
