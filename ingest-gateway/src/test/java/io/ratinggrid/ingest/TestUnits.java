package io.ratinggrid.ingest;

import java.util.Collection;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.ingest.input.ServiceUnits;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.quantity.Measure;

/** A catalog of voice, data, sms and energy, in EUR. */
public final class TestUnits implements ServiceUnits {
    @Override
    public Optional<Measure> service(final String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "voice" -> Measure.TIME;
                    case "data" -> Measure.VOLUME;
                    case "sms" -> new Measure(Dimension.COUNT, "message", 0);
                    case "energy" -> new Measure(Dimension.COUNT, "kWh", 3);
                    default -> null;
                });
    }

    @Override
    public Optional<Measure> bucket(final String name) {
        return Optional.ofNullable(
                switch (name) {
                    case "minutes" -> Measure.TIME;
                    case "purse" -> new Measure(Dimension.COUNT, "EUR", 6);
                    default -> null;
                });
    }

    @Override
    public String currency() {
        return "EUR";
    }

    @Override
    public Collection<String> services() {
        return List.of("voice", "data", "sms", "energy");
    }

    @Override
    public Collection<String> buckets() {
        return List.of("minutes", "purse");
    }
}
