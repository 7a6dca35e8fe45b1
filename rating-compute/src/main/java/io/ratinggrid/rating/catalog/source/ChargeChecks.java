package io.ratinggrid.rating.catalog.source;

import java.util.List;

import io.ratinggrid.rating.catalog.model.ChargeModel;

/** Checks the charges of one tariff against each other. */
final class ChargeChecks {
    private final Scope scope;

    ChargeChecks(final Scope scope) {
        this.scope = scope;
    }

    void check(final List<ChargeModel> charges) {}
}
