package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.quantity.Measure;

/**
 * Figures of an account in the words of rule tables: {@code amount} of an event; {@code unbilled} in all; {@code left TYPE} in
 * buckets, {@code reserved TYPE} the part of it that sessions hold, {@code credit-held} what they hold of the credit limit, and
 * {@code granted} in base units to each session and rating group; {@code transit TYPE} on its way to other accounts; exact totals {@code line NAME}, {@code fee NAME}, {@code credit NAME},
 * {@code carried NAME}, {@code spend NAME} and {@code prepaid NAME}; {@code counted NAME} of an
 * accumulator in base units; {@code drawn TYPE}: by line what it has drawn of a pool in the latest cycle; {@code documents} that a request issued; the last {@code statement TYPE}: opening, granted,
 * drawn, expired, rolled over = closing; what a request was {@code told} of: name and percent, or quantity; what is {@code owed} on documents by number, and paid {@code ahead}.
 */
final class FigureText {
    private final CatalogModel catalog;
    private final Money money;

    FigureText(final CatalogModel catalog) {
        this.catalog = catalog;
        money = Money.of(catalog.currency());
    }

    String of(final String column, final AccountFigures before, final AccountFigures after) {
        final int space = column.indexOf(' ');
        final String name = column.substring(space + 1);
        final String kind = space < 0 ? column : column.substring(0, space);
        return switch (kind) {
            case "amount" -> money(after.eventAmounts().minus(before.eventAmounts()));
            case "unbilled" -> money(after.unbilled());
            case "left" -> inUnits(after.remaining(name), name);
            case "reserved" -> inUnits(after.reserved(name), name);
            case "credit-held" -> money(after.held(0));
            case "granted" -> granted(after);
            case "transit" -> inUnits(after.inTransit(name), name);
            case "line" -> total(after, name, "usage");
            case "fee", "credit", "carried", "spend", "prepaid" -> total(after, name, kind);
            case "counted" -> counted(after, name);
            case "drawn" -> drawn(after, name);
            case "documents" ->
                documents(after.documents()
                        .subList(before.documents().size(), after.documents().size()));
            case "told" -> told(before, after);
            case "owed" -> owed(after);
            case "ahead" -> money(after.paidAhead());
            case "statement" -> statement(after.statements().getOrDefault(name, List.of()), name);
            default -> throw new IllegalArgumentException("column=" + column);
        };
    }

    private String total(final AccountFigures figures, final String name, final String kind) {
        return money(figures.lines().entrySet().stream()
                .filter(line -> line.getKey().name().equals(name)
                        && line.getKey().kind().equals(kind))
                .map(line -> line.getValue().total())
                .reduce(Fraction.ZERO, Fraction::plus));
    }

    private static String granted(final AccountFigures figures) {
        final TreeMap<String, Long> granted = new TreeMap<>();
        figures.reservations()
                .forEach(
                        (name, reservation) -> granted.put(name.session() + "/" + name.group(), reservation.granted()));
        return granted.isEmpty()
                ? "none"
                : granted.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue())
                        .collect(Collectors.joining(", "));
    }

    /** In the latest cycle of each line. */
    private String drawn(final AccountFigures figures, final String type) {
        final long cycle = figures.poolDraws().keySet().stream()
                .filter(name -> name.name().equals(type))
                .mapToLong(AccountFigures.AccumulatorName::cycleFrom)
                .max()
                .orElse(0);
        final String drawn = figures.poolDraws().entrySet().stream()
                .filter(entry ->
                        entry.getKey().name().equals(type) && entry.getKey().cycleFrom() == cycle)
                .map(entry -> entry.getKey().owner() + ": " + inUnits(entry.getValue(), type))
                .sorted()
                .collect(Collectors.joining(", "));
        return drawn.isEmpty() ? "none" : drawn;
    }

    private static String counted(final AccountFigures figures, final String name) {
        return figures.accumulators().entrySet().stream()
                .filter(entry -> entry.getKey().name().equals(name))
                .map(Map.Entry::getValue)
                .reduce(Fraction.ZERO, Fraction::plus)
                .toString();
    }

    private String documents(final List<AccountFigures.DocumentFigure> issued) {
        return issued.isEmpty()
                ? "none"
                : issued.stream()
                        .map(document ->
                                document.kind().name().toLowerCase(Locale.ROOT) + " " + money(document.total()))
                        .collect(Collectors.joining(", "));
    }

    private String told(final AccountFigures before, final AccountFigures after) {
        final List<AccountFigures.NoticeFigure> told = new ArrayList<>(after.notices());
        before.notices().forEach(told::remove);
        return told.isEmpty() ? "none" : told.stream().map(this::text).sorted().collect(Collectors.joining(", "));
    }

    private String text(final AccountFigures.NoticeFigure notice) {
        final boolean money = notice.what().equals("spend")
                || catalog.buckets().stream()
                        .anyMatch(bucket -> bucket.money() && bucket.name().equals(notice.name()));
        return notice.name() + " "
                + (notice.percent() > 0
                        ? notice.percent() + "%"
                        : money ? money(notice.threshold()) : notice.threshold().toString());
    }

    private String owed(final AccountFigures figures) {
        return figures.invoices().isEmpty()
                ? "none"
                : new TreeMap<>(figures.invoices())
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + " "
                                        + money(entry.getValue().open()))
                                .collect(Collectors.joining(", "));
    }

    private String statement(final List<AccountFigures.StatementFigure> all, final String type) {
        if (all.isEmpty()) {
            return "none";
        }
        final AccountFigures.StatementFigure last = all.get(all.size() - 1);
        return Stream.of(last.opening(), last.granted(), last.drawn(), last.expired(), last.rolledOver())
                        .map(part -> inUnits(part, type))
                        .collect(Collectors.joining(" "))
                + " = " + inUnits(last.closing(), type);
    }

    private String inUnits(final Fraction quantity, final String type) {
        final BucketModel bucket = catalog.buckets().stream()
                .filter(model -> model.name().equals(type))
                .findFirst()
                .orElseThrow();
        return bucket.money()
                ? money(quantity)
                : text(quantity.over(Fraction.of(Measure.of(bucket).unitSize())), 0);
    }

    private String money(final Fraction scaled) {
        return text(scaled.over(Fraction.of(Money.power10(money.scale()))), money.places());
    }

    /** A decimal with at least some places, or a quotient if it is none. */
    private static String text(final Fraction value, final int places) {
        try {
            final BigDecimal exact = new BigDecimal(value.numerator())
                    .divide(new BigDecimal(value.denominator()))
                    .stripTrailingZeros();
            return exact.setScale(Math.max(exact.scale(), places)).toPlainString();
        } catch (final ArithmeticException e) {
            return value.toString();
        }
    }
}
