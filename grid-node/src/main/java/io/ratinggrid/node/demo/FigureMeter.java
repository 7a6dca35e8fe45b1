package io.ratinggrid.node.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.ratinggrid.node.local.LocalRating;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.PoolDrawSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.money.ExactAmount;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/** Reads figures of accounts, as the texts that {@code expected.json} has. */
final class FigureMeter {
    private final LocalRating rating;
    private final FigureJournal journal;
    private final Catalog catalog;
    private final ExactAmount amount = new ExactAmount();

    FigureMeter(final LocalRating rating, final FigureJournal journal) {
        this.rating = rating;
        this.journal = journal;
        catalog = rating.catalogs().latest();
    }

    /** What the figure is now. */
    String read(final FigureFile.Check check) {
        final long key = AccountKey.of(check.account());
        final Account account = rating.account(key);
        if (account == null) {
            return "no account " + check.account();
        }
        return switch (check.quantity()) {
            case UNBILLED -> money(unbilled(account, check.of()));
            case REMAINING -> remaining(account, check, 0);
            case REMAINING_ROLLED -> remaining(account, check, BucketSlot.ROLLED);
            case POOL_DRAWS -> poolDraws(account, check);
            case DOCUMENTS -> documents(journal.documents(key));
            case BILLED -> money(billed(key));
            case DOCUMENTS_AND_UNBILLED -> money(billed(key) + unbilled(account, null));
            case LAST_DOCUMENT -> lastDocument(journal.documents(key), check.of());
            case STATEMENT -> statement(journal.statement(key), check.value());
            case STATEMENT_END -> statementEnd(journal.statement(key));
            case CHARGED, RATED, UNFUNDED, COVERED, PRICED, RESULT -> usage(check);
        };
    }

    private String usage(final FigureFile.Check check) {
        if (check.quantity() == FigureQuantity.CHARGED && check.of() == null) {
            return money(journal.charged());
        }
        final FigureJournal.Sums sums = journal.command(check.of());
        if (sums == null) {
            return "no command " + check.of();
        }
        return switch (check.quantity()) {
            case CHARGED -> money(sums.amount);
            case RATED -> units(sums, sums.counted, check.value());
            case UNFUNDED -> units(sums, sums.unfunded, check.value());
            case COVERED -> units(sums, sums.covered, check.value());
            case PRICED -> units(sums, sums.priced, check.value());
            default -> sums.code.name();
        };
    }

    private String money(final long scaled) {
        return catalog.money().decimal(scaled).toPlainString();
    }

    private long unbilled(final Account account, final String line) {
        final StateRecord head = account.head();
        long total = 0;
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE
                    && LineSlot.flags(head, slot) != LineSlot.PREPAID
                    && (line == null || LineSlot.line(head, slot) == Symbol.of(line))) {
                total += LineSlot.amount(head, slot, amount)
                                .rounded(catalog.money().scaledPerMinor(), RoundingMode.HALF_UP)
                        - LineSlot.billed(head, slot);
            }
        }
        return total;
    }

    private String remaining(final Account account, final FigureFile.Check check, final int flag) {
        long total = 0;
        Measure measure = null;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (isAsked(record, slot, check.of())) {
                    measure = Measure.of(
                            catalog.bucket(BucketSlot.type(record, slot)).model());
                    total += (BucketSlot.flags(record, slot) & flag) == flag ? BucketSlot.remaining(record, slot) : 0;
                }
            }
        }
        return measure == null ? "no bucket" : inUnitOf(check.value(), total, measure);
    }

    private String poolDraws(final Account account, final FigureFile.Check check) {
        final int type = Symbol.of(check.of());
        final Measure measure = Measure.of(catalog.bucket(type).model());
        final String unit = check.value().substring(check.value().lastIndexOf(' ') + 1);
        final List<String> drawn = new ArrayList<>();
        for (int ordinal = 1; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            final int slot = PoolDrawSlot.find(record, type, AccountSlot.cycleFrom(account.head()));
            drawn.add(
                    slot < 0
                            ? "0"
                            : in(unit, PoolDrawSlot.drawn(record, slot, amount).whole(), measure));
        }
        return String.join(", ", drawn) + " " + unit;
    }

    private static boolean isAsked(final StateRecord record, final int slot, final String bucket) {
        return record.kind(slot) == SlotKind.BUCKET
                && (BucketSlot.flags(record, slot) & BucketSlot.ENDED) == 0
                && (bucket == null || BucketSlot.type(record, slot) == Symbol.of(bucket));
    }

    private String units(final FigureJournal.Sums sums, final long units, final String like) {
        if (sums.event == null) {
            return "not rated";
        }
        final String service = sums.event.charge().model().service();
        return catalog.model().services().stream()
                .filter(model -> model.name().equals(service))
                .map(model -> inUnitOf(like, units, Measure.of(model)))
                .findFirst()
                .orElse("no service " + service);
    }

    /** Base units in the unit that a text like {@code 4200 GB} has. */
    private static String inUnitOf(final String like, final long base, final Measure measure) {
        final String unit = like.substring(like.indexOf(' ') + 1);
        return in(unit, base, measure) + " " + unit;
    }

    private static String in(final String unit, final long base, final Measure measure) {
        final BigDecimal units = BigDecimal.valueOf(base).divide(Quantities.parseExact("1 " + unit, measure));
        return units.signum() == 0 ? "0" : units.stripTrailingZeros().toPlainString();
    }

    private long billed(final long key) {
        return journal.documents(key).stream()
                .mapToLong(FigureJournal.Document::total)
                .sum();
    }

    private String documents(final List<FigureJournal.Document> documents) {
        return documents.isEmpty()
                ? "none"
                : documents.stream()
                        .map(document ->
                                document.kind().name().toLowerCase(Locale.ROOT) + " " + money(document.total()))
                        .collect(Collectors.joining(", "));
    }

    private String lastDocument(final List<FigureJournal.Document> documents, final String name) {
        return documents.stream()
                .skip(Math.max(0, documents.size() - 1))
                .flatMap(document -> document.lines().stream())
                .filter(line -> line.line() == Symbol.of(name))
                .map(line ->
                        money(line.totalSoFar()) + " less " + money(line.billedBefore()) + " = " + money(line.amount()))
                .findFirst()
                .orElse("none");
    }

    /** Opening + granted - drawn = what expires, rolls over or stays. */
    private String statement(final FigureJournal.Statement statement, final String like) {
        if (statement == null) {
            return "none";
        }
        final Measure measure = measureOf(statement);
        final String unit = like.substring(like.lastIndexOf(' ') + 1);
        return in(unit, statement.opening, measure) + " + " + in(unit, statement.granted, measure) + " - "
                + in(unit, statement.drawn, measure) + " = "
                + in(unit, statement.opening + statement.granted - statement.drawn, measure) + " " + unit;
    }

    private String statementEnd(final FigureJournal.Statement statement) {
        if (statement == null) {
            return "none";
        }
        final Measure measure = measureOf(statement);
        return in(measure.unit(), statement.expired, measure) + " expire, "
                + in(measure.unit(), statement.rolled, measure) + " roll over, "
                + in(measure.unit(), statement.closing, measure) + " stay";
    }

    private Measure measureOf(final FigureJournal.Statement statement) {
        return Measure.of(catalog.bucket(statement.type).model());
    }
}
