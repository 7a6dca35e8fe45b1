package io.ratinggrid.perf.kernel;

/** A way of pricing to measure: the plan in {@code catalog.yaml} and the usage that it is given. */
public enum Model {
    /** A 200,000-prefix deck or tiers of the month by time band, and a bucket: half of the accounts have one left. */
    FULL(Usage.CALL, "full", "full-of-bucket"),
    PER_UNIT(Usage.CALL, "per-unit"),
    BUCKET(Usage.CALL, "bucket"),
    PREPAID(Usage.CALL, "prepaid"),
    DISCOUNTED(Usage.CALL, "discounted"),
    GRADUATED(Usage.DATA, "graduated"),
    VOLUME(Usage.DATA, "volume"),
    STAIR_STEP(Usage.DATA, "stair-step"),
    PACKAGE(Usage.DATA, "package"),
    PERCENTAGE(Usage.PAYMENT, "percentage"),
    GRADUATED_PERCENTAGE(Usage.PAYMENT, "graduated-percentage"),
    FLAT(Usage.API, "flat"),
    CARRIED(Usage.PAYMENT, "carried"),
    MATRIX(Usage.DATA, "matrix"),
    DECK(Usage.CALL, "deck"),
    /** Calls that arrive as four records each. */
    SESSION(Usage.CALL, "session"),
    COUNT(Usage.API, "count"),
    MAXIMUM(Usage.DATA, "maximum"),
    LATEST(Usage.DATA, "latest"),
    UNIQUE(Usage.API, "unique");

    /** What is used. */
    enum Usage {
        /** Up to ten minutes to a number of the deck. */
        CALL("voice"),
        /** Up to 100 MB, with attributes. */
        DATA("data"),
        /** One request of one of a few users. */
        API("api"),
        /** Money that a percentage is taken of. */
        PAYMENT("payment");

        final String service;

        Usage(final String service) {
            this.service = service;
        }
    }

    final Usage usage;
    /** Plans that the accounts have in turn. */
    final String[] plans;

    Model(final Usage usage, final String... plans) {
        this.usage = usage;
        this.plans = plans;
    }

    /** Prices by prefixes, so that the size of the deck matters. */
    boolean usesDeck() {
        return this == FULL || this == DECK || this == SESSION;
    }
}
