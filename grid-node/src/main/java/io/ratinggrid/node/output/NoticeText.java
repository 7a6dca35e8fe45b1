package io.ratinggrid.node.output;

import java.io.StringWriter;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.WatchSlot;
import io.ratinggrid.rating.catalog.BillCycle;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.ChargeModel;
import io.ratinggrid.rating.catalog.model.Metric;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PendingNotice;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Notices as JSON (docs/FORMATS.md, "Notices"). */
public final class NoticeText {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private NoticeText() {}

    /** One notice: what a webhook is sent. */
    public static String of(final PartitionEngine engine, final PendingNotice notice) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, engine, notice);
        }
        return text.toString();
    }

    /** Those of an account that are not delivered; empty if it is not open. */
    public static String of(final PartitionEngine engine, final long key) {
        final Account account = engine.account(key);
        return account == null ? "" : list(engine, engine.notices(account));
    }

    /** {@code {"notices": [...]}}. */
    public static String list(final PartitionEngine engine, final List<PendingNotice> notices) {
        final StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeArrayPropertyStart("notices");
            notices.forEach(notice -> write(json, engine, notice));
            json.writeEndArray();
            json.writeEndObject();
        }
        return text.toString();
    }

    private static void write(final JsonGenerator json, final PartitionEngine engine, final PendingNotice notice) {
        final Catalog catalog = engine.catalogs().at(notice.at() * 1000);
        json.writeStartObject();
        json.writeNumberProperty("v", Json.FORMAT);
        json.writeStringProperty("type", "threshold");
        json.writeStringProperty("id", notice.id());
        Json.time(json, "at", notice.at() * 1000);
        json.writeStringProperty("account", notice.name());
        if (!notice.subscriber().isEmpty()) {
            json.writeStringProperty("subscriber", notice.subscriber());
        }
        json.writeStringProperty(word(notice), catalog.name(notice.symbol()));
        if (notice.from() != 0) {
            Json.cycle(json, zone(engine, notice), notice.from());
        }
        if (notice.percent() > 0) {
            json.writeNumberProperty("percent", notice.percent());
        }
        final boolean left = notice.what() == WatchSlot.BALANCE && notice.percent() == 0;
        json.writeStringProperty("threshold", quantity(catalog, notice, notice.threshold()));
        json.writeStringProperty(left ? "left" : "reached", quantity(catalog, notice, notice.reached()));
        if (notice.of() != 0) {
            json.writeStringProperty("of", quantity(catalog, notice, notice.of()));
        }
        if (notice.givenUp()) {
            json.writeBooleanProperty("given-up", true);
        }
        json.writeEndObject();
    }

    private static String word(final PendingNotice notice) {
        return switch (notice.what()) {
            case WatchSlot.BALANCE -> "bucket";
            case WatchSlot.ACCUMULATOR -> "accumulator";
            default -> "plan";
        };
    }

    private static ZoneId zone(final PartitionEngine engine, final PendingNotice notice) {
        return BillCycle.zone(AccountSlot.zone(engine.account(notice.account()).head()));
    }

    private static String quantity(final Catalog catalog, final PendingNotice notice, final long amount) {
        return switch (notice.what()) {
            case WatchSlot.BALANCE -> BucketQuantity.text(catalog.bucket(notice.symbol()), catalog, amount);
            case WatchSlot.ACCUMULATOR -> counted(catalog, notice.symbol(), amount);
            default -> money(catalog, amount);
        };
    }

    private static String money(final Catalog catalog, final long amount) {
        return catalog.money().decimal(amount).toPlainString() + " "
                + catalog.money().code();
    }

    /** In the units of the first charge that counts it. */
    private static String counted(final Catalog catalog, final int accumulator, final long amount) {
        final Optional<Charge> found = catalog.model().tariffs().stream()
                .flatMap(tariff -> tariff.charges().stream())
                .map(ChargeModel::name)
                .map(name -> catalog.charge(Symbol.of(name)))
                .filter(charge -> charge.accumulator() == accumulator)
                .findFirst();
        if (found.isEmpty()) {
            return Long.toString(amount);
        }
        final Charge charge = found.get();
        if (charge.metric() == Metric.COUNT
                || charge.metric() == Metric.UNIQUE
                || charge.source() == QuantitySource.EVENTS) {
            return Long.toString(amount);
        }
        return charge.source() == QuantitySource.AMOUNT
                ? money(catalog, amount)
                : Quantities.format(amount, Measure.of(service(catalog, charge)));
    }

    private static ServiceModel service(final Catalog catalog, final Charge charge) {
        return catalog.model().services().stream()
                .filter(service -> service.name().equals(charge.model().service()))
                .findFirst()
                .orElseThrow();
    }
}
