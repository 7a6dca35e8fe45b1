package io.ratinggrid.ingest.input;

import java.util.Collection;
import java.util.Optional;

import io.ratinggrid.rating.quantity.Measure;

/** What the catalog says about names that inputs use. Any thread; the answers may change when a catalog is published. */
public interface ServiceUnits {
    /** What usage of a service is counted in. */
    Optional<Measure> service(String name);

    /** What a bucket holds; money is a count of the currency with the decimals of the currency's scale. */
    Optional<Measure> bucket(String name);

    /** ISO 4217 code of the catalog. */
    String currency();

    Collection<String> services();

    Collection<String> buckets();
}
