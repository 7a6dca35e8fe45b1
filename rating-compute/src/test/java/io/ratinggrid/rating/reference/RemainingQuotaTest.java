package io.ratinggrid.rating.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.partition.ResultRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a session is told that may still be reserved: usage, whatever the buckets that pay for it count in, and money. */
final class RemainingQuotaTest {
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: 1
            timezone: UTC
            currency: EUR
            effective: 2026-01-01T00:00:00Z
            services: {data: {unit: octet}}
            buckets:
              quota: {unit: MB, services: {data: 1}, priority: 1}
              credits: {unit: point, services: {data: 3 / MB}, priority: 2}
              shared: {unit: MB, services: {data: 1}, pooled: true, priority: 3, member-cap: 5 MB}
              purse: {money: true, services: [data], priority: 4}
            tariffs: {t: {charges: {c: {service: data, line: Data, price: 0.10 / MB, overage: block}}}}
            plans: {p: {tariffs: [t]}}
            """;

    @TempDir
    private Path directory;

    @Test
    void shouldAddWhatBucketsOfSeveralUnitsPay() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        final List<CatalogModel> catalogs = BothEngines.load(directory);
        final FastEngine engine = new FastEngine(catalogs);
        final RuleRequest requests = new RuleRequest(catalogs);
        requests.opening().forEach(command -> engine.execute(Commands.sealed(command)));
        for (final String topUp : List.of("quota 7 MB", "credits 20 point", "purse 1.50")) {
            run(engine, requests, "top-up " + topUp + " line 1");
        }
        run(engine, requests, "top-up shared 4 MB");
        run(engine, requests, "top-up shared 4 MB");

        run(engine, requests, "reserve 1 data 2 MB line 1");
        assertEquals(List.of(5_000_000L + 20_000_000L / 3 + 5_000_000L, 1_500_000L), left(engine));
        run(engine, requests, "reserve 2 data 20 MB line 1");
        assertEquals(
                List.of(0L, 1_500_000L - 333_334L),
                left(engine).stream().map(left -> left < 10 ? 0 : left).toList());
    }

    private static void run(final FastEngine engine, final RuleRequest requests, final String request) {
        requests.parse(request).forEach(command -> engine.execute(Commands.sealed(command)));
    }

    /** Usage and money of the last answer. */
    private static List<Long> left(final FastEngine engine) {
        final ByteSink records = engine.partition().records();
        final ByteSource source = new ByteSource().wrap(records.bytes(), 0, records.length());
        final ByteSource effects = new ByteSource();
        final Effect effect = new Effect();
        List<Long> left = List.of();
        while (source.remaining() > 0) {
            new ResultRecord().decode(source).effects(effects);
            while (effects.remaining() > 0) {
                effect.decode(effects);
                if (effect.kind() == EffectKind.QUOTA) {
                    left = List.of(effect.field(7), effect.field(8));
                }
            }
        }
        return left;
    }
}
