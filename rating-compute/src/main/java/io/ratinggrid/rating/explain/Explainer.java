package io.ratinggrid.rating.explain;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Charge;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Increments;
import io.ratinggrid.rating.catalog.Pricing;
import io.ratinggrid.rating.catalog.TierTable;
import io.ratinggrid.rating.catalog.model.OverageModel;
import io.ratinggrid.rating.catalog.model.QuantitySource;
import io.ratinggrid.rating.catalog.model.ServiceModel;
import io.ratinggrid.rating.charging.SliceKind;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.explain.RatedEvent.Late;
import io.ratinggrid.rating.explain.RatedEvent.Part;
import io.ratinggrid.rating.explain.RatedEvent.Refilled;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** Explains a rated event line by line. */
public final class Explainer {
    private static final int PRICE_DIGITS = 12;

    private final Names names;

    public Explainer(final Names names) {
        this.names = names;
    }

    /** The explanation, a line each, most general first. */
    public List<String> explain(final RatedEvent event) {
        final List<String> lines = new ArrayList<>();
        lines.add(who(event));
        event.request()
                .ifPresent(request -> lines.add("used by session '" + request.session() + "' as its request "
                        + request.number() + " says, rating group " + request.group()));
        if (event.split()) {
            lines.add("part of an event of " + quantity(event, event.command().quantity) + " from "
                    + Instant.ofEpochMilli(event.command().startMs) + ", split at a period or version boundary");
        }
        if (event.command().payer != Payer.ANY) {
            lines.add(moved(event.command().payer));
        }
        event.late().ifPresent(late -> lines.add(late(event, late)));
        lines.add("catalog " + event.catalog().model().version() + ", charge '"
                + event.charge().name() + "'" + matched(event));
        lines.add(counted(event));
        for (final Part part : event.parts()) {
            lines.add("  " + part(event, part));
        }
        lines.add(result(event));
        if (event.unfunded() > 0) {
            lines.add("unfunded: " + quantity(event, event.unfunded()) + " by overage policy "
                    + policy(event.charge().overage()));
        }
        event.refills().forEach(refill -> lines.add(refilled(event, refill)));
        return lines;
    }

    private String who(final RatedEvent event) {
        final Command command = event.command();
        final String id = new String(command.id, 0, command.idLength, StandardCharsets.UTF_8);
        final String source = command.sourceFile == 0
                ? ""
                : " (" + names.file(command.sourceFile) + " line " + command.sourceLine + ")";
        final String to = command.numberLength == 0 ? "" : " to +" + Digits.text(command.number, command.numberLength);
        return "event " + id + source + ": " + service(event).name() + to + " at "
                + Instant.ofEpochMilli(event.startMs()) + ", account " + names.account(command.account)
                + (command.subscriber == 0
                        ? ""
                        : ", subscriber " + names.subscriber(command.account, command.subscriber));
    }

    private static String moved(final Payer to) {
        return to == Payer.UNBILLED
                ? "moved to unbilled: no bucket pays, and all of it is owed"
                : "moved to prepaid: buckets pay for all of it";
    }

    private String late(final RatedEvent event, final Late late) {
        final LocalDate cycle =
                LocalDate.ofInstant(Instant.ofEpochMilli(late.cycleFromMs()), names.zone(event.command().account));
        return late.correction()
                ? "late: corrects the cycle of " + cycle + ", which was closed before"
                : "late: counts in the cycle of " + cycle + ", which is still open";
    }

    private static String matched(final RatedEvent event) {
        final StringBuilder text = new StringBuilder();
        if (!event.zone().isEmpty()) {
            text.append(", zone ").append(event.zone());
        }
        if (event.prefixLength() > 0) {
            text.append(", prefix ").append(Digits.text(event.command().number, event.prefixLength()));
        }
        event.charge().model().when().forEach((name, value) -> {
            if (!name.equals("zone")) {
                text.append(", ").append(name).append(' ').append(value);
            }
        });
        return text.toString();
    }

    private static String counted(final RatedEvent event) {
        final Charge charge = event.charge();
        final String exact = quantity(event, event.used());
        if (charge.source() == QuantitySource.AMOUNT) {
            return "used " + exact + ", carries " + amount(event) + " "
                    + money(event).code();
        }
        return "used " + exact + ", rated " + quantity(event, event.counted()) + increments(event);
    }

    private static String amount(final RatedEvent event) {
        return BigDecimal.valueOf(event.command().amountUnscaled, event.command().amountDecimals)
                .toPlainString();
    }

    private static String increments(final RatedEvent event) {
        final Increments increments =
                deckIncrements(event) == null ? event.charge().increments() : deckIncrements(event);
        if (increments.groups() == 1 && increments.size(0) == 1) {
            return "";
        }
        final List<String> sizes = new ArrayList<>();
        for (int group = 0; group < increments.groups(); group++) {
            sizes.add(quantity(event, increments.size(group)));
        }
        return " in increments of " + String.join(", then ", sizes);
    }

    private static Increments deckIncrements(final RatedEvent event) {
        for (final Part part : event.parts()) {
            final Pricing pricing = event.charge().pricing(part.band());
            if (part.kind() == SliceKind.PRICED && pricing.deck() != null && part.detail() >= 0) {
                return pricing.deck().terms((int) part.detail()).increments();
            }
        }
        return null;
    }

    private static String part(final RatedEvent event, final Part part) {
        final String band = event.charge().bands() == null
                ? ""
                : ", band " + event.charge().bands().bandName(part.band());
        return switch (part.kind()) {
            case SliceKind.FREE -> quantity(event, part.units()) + " free" + band;
            case SliceKind.BUCKET -> quantity(event, part.units()) + " from bucket " + part.bucket() + band;
            case SliceKind.PRICED -> priced(event, part) + band + ": " + scaled(event, part.amount());
            case SliceKind.LEVEL -> level(event, part);
            case SliceKind.LEVEL_CARRIED ->
                "level " + quantity(event, part.units()) + " from " + Instant.ofEpochSecond(part.detail())
                        + " on, in the cycle that begins there: " + scaled(event, part.amount());
            case SliceKind.CONNECT -> "connect fee: " + scaled(event, part.amount());
            case SliceKind.ADJUSTMENT ->
                "discounts, bounds and rounding of the session: " + scaled(event, part.amount());
            case SliceKind.MONEY_BUCKET -> "paid from bucket " + part.bucket() + ": " + scaled(event, part.amount());
            default -> "part of kind " + part.kind() + ": " + scaled(event, part.amount());
        };
    }

    private static String level(final RatedEvent event, final Part part) {
        final TierTable table = event.charge().pricing(0).table();
        final String tier = table.tiers() == 1 ? "" : ", tier " + (part.tier() + 1) + " of " + table.tiers();
        return "level " + quantity(event, part.units()) + " for the "
                + Quantities.format(part.detail() * 1000, Measure.TIME) + " to the end of its cycle"
                + price(event, table, part.tier()) + tier + ": " + scaled(event, part.amount());
    }

    private static String priced(final RatedEvent event, final Part part) {
        final Pricing pricing = event.charge().pricing(part.band());
        final String units = units(event, part);
        if (pricing.carried()) {
            return units + " at the price that the event carries";
        }
        final TierTable table = table(pricing, part);
        if (table == null) {
            return units;
        }
        final String tier = table.tiers() == 1 ? "" : ", tier " + (part.tier() + 1) + " of " + table.tiers();
        final String row = pricing.deck() != null
                ? ", deck " + pricing.deck().name() + " (" + pricing.deck().destination((int) part.detail()) + ")"
                : pricing.rows() != null ? ", matrix row " + pricing.rows()[(int) part.detail()].name() : "";
        return units + price(event, table, part.tier()) + tier + row;
    }

    private static TierTable table(final Pricing pricing, final Part part) {
        if (pricing.deck() != null) {
            return pricing.deck().terms((int) part.detail()).table();
        }
        return pricing.rows() != null ? pricing.rows()[(int) part.detail()].table() : pricing.table();
    }

    private static String units(final RatedEvent event, final Part part) {
        return switch (event.charge().source()) {
            case USAGE -> quantity(event, part.units());
            case EVENTS -> part.units() == 1 ? "1 event" : part.units() + " events";
            case AMOUNT -> scaled(event, part.units());
        };
    }

    private static String price(final RatedEvent event, final TierTable table, final int tier) {
        return switch (table.shape()) {
            case STAIR_STEP -> ", step price " + scaled(event, table.flat(tier));
            case PACKAGE_UP, PACKAGE_DOWN ->
                " in blocks of " + quantity(event, table.per(0)) + " at " + scaled(event, table.price(0));
            case GRADUATED, VOLUME -> " at " + unitPrice(event, table, tier);
        };
    }

    private static String unitPrice(final RatedEvent event, final TierTable table, final int tier) {
        if (event.charge().source() == QuantitySource.AMOUNT) {
            return quotient(table.price(tier), table.per(tier), BigDecimal.valueOf(100)) + " %";
        }
        final Measure measure = Measure.of(service(event));
        final BigDecimal unit =
                event.charge().source() == QuantitySource.EVENTS ? BigDecimal.ONE : perUnit(service(event));
        final BigDecimal price = new BigDecimal(quotient(table.price(tier), table.per(tier), unit))
                .movePointLeft(money(event).scale())
                .stripTrailingZeros();
        final String per =
                event.charge().source() == QuantitySource.EVENTS ? "event" : Quantities.formatPer(unit, measure);
        return price.toPlainString() + " / " + per;
    }

    /** Base units that people name prices by. */
    private static BigDecimal perUnit(final ServiceModel service) {
        return switch (service.dimension()) {
            case TIME -> BigDecimal.valueOf(60_000);
            case VOLUME -> BigDecimal.valueOf(1_000_000_000);
            case COUNT -> BigDecimal.ONE.scaleByPowerOfTen(service.decimals());
        };
    }

    private static String quotient(final long price, final long per, final BigDecimal units) {
        return BigDecimal.valueOf(price)
                .multiply(units)
                .divide(BigDecimal.valueOf(per), PRICE_DIGITS, RoundingMode.HALF_UP)
                .stripTrailingZeros()
                .toPlainString();
    }

    private static String result(final RatedEvent event) {
        final String when = event.charge().roundingUnit() == 0
                ? "exact; its line is rounded half-up on the document"
                : "rounded per event, " + event.charge().model().rounding().mode();
        final String prepaid = event.prepaid() == 0 ? "" : ", of it prepaid " + scaled(event, event.prepaid());
        return event.code() + ": " + scaled(event, event.amount()) + " "
                + money(event).code() + " on line '" + event.charge().model().line() + "'" + prepaid + " (" + when
                + ")";
    }

    private static String refilled(final RatedEvent event, final Refilled refill) {
        final BucketType type = refill.type();
        final String granted = type.money()
                ? scaled(event, refill.amount()) + " " + money(event).code()
                : Quantities.format(refill.amount(), Measure.of(type.model()));
        final String price = refill.price() == 0
                ? ""
                : " for " + scaled(event, refill.price()) + " " + money(event).code() + " on line '" + refill.line()
                        + "'";
        return "then refilled: bucket " + type.model().name() + " by " + granted + price + ", number " + refill.number()
                + " of its cycle";
    }

    private static String policy(final OverageModel overage) {
        return overage.policy().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String scaled(final RatedEvent event, final long amount) {
        return money(event).decimal(amount).toPlainString();
    }

    private static Money money(final RatedEvent event) {
        return event.catalog().money();
    }

    private static String quantity(final RatedEvent event, final long units) {
        return Quantities.format(units, Measure.of(service(event)));
    }

    private static ServiceModel service(final RatedEvent event) {
        final String name = event.charge().model().service();
        return event.catalog().model().services().stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
