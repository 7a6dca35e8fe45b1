package io.ratinggrid.ingest.cdr;

import java.nio.charset.Charset;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import io.ratinggrid.ingest.directory.IdentityType;
import io.ratinggrid.ingest.input.InputFormat;
import io.ratinggrid.ingest.input.InputLimits;
import io.ratinggrid.ingest.input.LineDecoder;
import io.ratinggrid.ingest.input.ServiceUnits;

/**
 * How the records of a CSV file become usage events; see {@link MappingFile} for the file it is read from. Where a source may
 * be missing it is null.
 *
 * @param zone          of times without offset
 * @param region        country whose national writing of numbers is meant, empty: none
 * @param receivedNow   true: events are received when the file is read; false: when they started
 * @param serviceValues by value of the service's column: the service; empty: the value is the service
 * @param quantities    by service; under the empty name: of all services that are not named
 */
public record CdrMapping(
        String name,
        Dialect dialect,
        Source origin,
        ZoneId zone,
        String timeFormat,
        String region,
        boolean receivedNow,
        Source id,
        IdentityType identityType,
        Source identity,
        Source account,
        Source subscriber,
        Source service,
        Map<String, String> serviceValues,
        Source start,
        Map<String, QuantityRule> quantities,
        Source to,
        Source session,
        FilterRule last,
        Source amount,
        Map<String, Source> attributes,
        List<FilterRule> filtered)
        implements InputFormat {

    @Override
    public String label() {
        return name;
    }

    @Override
    public Charset charset() {
        return dialect.charset();
    }

    @Override
    public LineDecoder decoder(final ServiceUnits units, final InputLimits limits) {
        return new CsvDecoder(this, units, limits);
    }
}
