package io.ratinggrid.rating.catalog.source;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.MemberCapModel;
import io.ratinggrid.rating.quantity.Measure;

/** Keys {@code member-cap} and {@code member-caps}: what a member may draw of a pool in a cycle. */
final class MemberCapReader {
    private final Scope scope;

    MemberCapReader(final Scope scope) {
        this.scope = scope;
    }

    /** Of a bucket that counts in {@code measure}, or holds money. */
    MemberCapModel read(final YamlValue value, final boolean money, final Measure measure) {
        if (value.isText()) {
            return new MemberCapModel(amount(value, money, measure), false);
        }
        final YamlMap map = new YamlMap(value, "'member-cap'", scope.problems);
        final String key = money ? "amount" : "quantity";
        final BigDecimal amount = map.require(key, money ? "10.00" : "5 GB")
                .map(text -> amount(text, money, measure))
                .orElse(BigDecimal.ONE);
        final boolean hard = map.take("hard").map(scope.values::flag).orElse(false);
        map.close();
        return new MemberCapModel(amount, hard);
    }

    private BigDecimal amount(final YamlValue value, final boolean money, final Measure measure) {
        return money ? scope.values.amount(value) : BigDecimal.valueOf(scope.values.quantity(value, measure));
    }

    /** Of a plan, by bucket; empty where it says {@code all}. */
    Map<String, Optional<MemberCapModel>> readAll(final YamlValue value) {
        final Map<String, Optional<MemberCapModel>> caps = new LinkedHashMap<>();
        for (final YamlValue.Entry entry : new YamlMap(value, "'member-caps'", scope.problems).entries()) {
            scope.buckets.find(entry.key()).ifPresent(bucket -> caps.put(bucket.name(), read(entry, bucket)));
        }
        return caps;
    }

    private Optional<MemberCapModel> read(final YamlValue.Entry entry, final BucketModel bucket) {
        if (!bucket.pooled()) {
            scope.problems.error(
                    entry.key(), "bucket '" + bucket.name() + "' is not pooled and has no members", "a pooled bucket");
        }
        return entry.value().isText() && entry.value().text().equals("all")
                ? Optional.empty()
                : Optional.of(read(entry.value(), bucket.money(), Measure.of(bucket)));
    }
}
