package io.ratinggrid.node.standalone;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.ratinggrid.ingest.json.JsonFormat;
import io.ratinggrid.node.output.OutputForm;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.BucketType;
import io.ratinggrid.rating.catalog.Catalog;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogTest;
import io.ratinggrid.rating.catalog.source.Position;
import io.ratinggrid.rating.catalog.source.Problem;
import io.ratinggrid.rating.catalog.source.Severity;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.money.ExactAmount;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;
import io.ratinggrid.rating.quantity.QuantityFormatException;
import io.ratinggrid.rating.text.DidYouMean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs a test that a catalog carries on a fresh account {@code test} with one subscriber {@code s1}. */
final class CatalogTestRun {
    private static final String ACCOUNT = "test";
    private static final String SUBSCRIBER = "s1";
    private static final Pattern AMOUNT = Pattern.compile("(-?\\d{1,18}(?:\\.\\d{1,18})?)(?: ([A-Z]{3}))?");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final CatalogHistory catalogs;
    private final CatalogTest test;
    private final ExpectedNames names;
    private final List<Problem> failures = new ArrayList<>();

    CatalogTestRun(final CatalogHistory catalogs, final CatalogTest test) {
        this.catalogs = catalogs;
        this.test = test;
        names = ExpectedNames.of(catalogs, test);
    }

    /** What is not as expected, each with its place; empty: the test passes. */
    List<Problem> run() throws IOException {
        try (ScratchDirectory scratch = ScratchDirectory.create("catalog-test")) {
            return run(scratch.path());
        }
    }

    private List<Problem> run(final Path scratch) throws IOException {
        final Path accounts = Files.writeString(scratch.resolve("accounts.jsonl"), account() + "\n");
        final Path commands = Files.write(scratch.resolve("events.jsonl"), events());
        final Path out = scratch.resolve("out");
        try (ScriptRunner script = new ScriptRunner(
                catalogs, new PartitionSettings(Integer.MAX_VALUE / 2, 1), out, OutputForm.json(false))) {
            script.read(accounts, JsonFormat.ACCOUNTS);
            script.read(commands, JsonFormat.COMMANDS);
            final Account account = script.rating().account(AccountKey.of(ACCOUNT));
            if (account == null) {
                fail(test.at(), "its account could not be opened");
            } else {
                check(account);
            }
        }
        for (final String line : Files.readAllLines(out.resolve("refused.jsonl"))) {
            final JsonNode refused = JSON.readTree(line);
            fail(
                    test.at(),
                    "line " + refused.path("line").asInt() + " of its "
                            + refused.path("file").asString() + ": "
                            + refused.path("reason").asString());
        }
        checkCharges(out.resolve("rated.jsonl"));
        return failures;
    }

    private String account() {
        final Map<String, Object> account = new LinkedHashMap<>();
        account.put(
                "at",
                text(test.events().isEmpty() ? test.account() : test.events().get(0), "at"));
        account.put("account", ACCOUNT);
        account.put("currency", catalogs.latest().money().code());
        account.put("timezone", catalogs.latest().model().timeZone().getId());
        account.put("cycle-day", 1);
        account.put("subscribers", List.of(Map.of("id", SUBSCRIBER)));
        test.account().fields().forEach((name, value) -> account.put(name, plain(value)));
        return JSON.writeValueAsString(account);
    }

    private List<String> events() {
        final List<String> lines = new ArrayList<>();
        for (final CatalogTest.Fields event : test.events()) {
            final Map<String, Object> command = new LinkedHashMap<>();
            command.put("id", "event-" + (lines.size() + 1));
            command.put("account", ACCOUNT);
            if ("usage".equals(text(event, "type"))) {
                command.put("subscriber", SUBSCRIBER);
            }
            event.fields().forEach((name, value) -> command.put(name, plain(value)));
            lines.add(JSON.writeValueAsString(command));
        }
        return lines;
    }

    private static String text(final CatalogTest.Fields fields, final String name) {
        final CatalogTest.Value value = fields.fields().get(name);
        return value == null ? "" : textOf(value);
    }

    private static Object plain(final CatalogTest.Value value) {
        if (value instanceof CatalogTest.Text text) {
            return switch (text.text()) {
                case "true" -> true;
                case "false" -> false;
                default -> text.text();
            };
        }
        if (value instanceof CatalogTest.Items items) {
            return items.items().stream().map(CatalogTestRun::plain).toList();
        }
        final Map<String, Object> fields = new LinkedHashMap<>();
        ((CatalogTest.Fields) value).fields().forEach((name, each) -> fields.put(name, plain(each)));
        return fields;
    }

    private void check(final Account account) {
        expected("lines").forEach((name, value) -> expect("line", name, names.lines(), value, line(account, name)));
        expected("buckets").forEach((name, value) -> expectBucket(account, name, value));
    }

    private void checkCharges(final Path rated) throws IOException {
        final Map<String, BigDecimal> sums = new LinkedHashMap<>();
        for (final String line : Files.readAllLines(rated)) {
            final JsonNode event = JSON.readTree(line);
            sums.merge(
                    event.path("charge").asString(),
                    new BigDecimal(event.path("charged").path("amount").asString()),
                    BigDecimal::add);
        }
        expected("charges")
                .forEach((name, value) ->
                        expect("charge", name, names.charges(), value, sums.getOrDefault(name, BigDecimal.ZERO)));
    }

    private Map<String, CatalogTest.Value> expected(final String kind) {
        return test.expect().fields().get(kind) instanceof CatalogTest.Fields fields ? fields.fields() : Map.of();
    }

    private void expect(
            final String what,
            final String name,
            final Set<String> known,
            final CatalogTest.Value value,
            final BigDecimal is) {
        if (is.signum() == 0 && !known.contains(name)) {
            failUnknown(value, what, name, known);
        } else {
            expect(what, name, value, is);
        }
    }

    private void expect(final String what, final String name, final CatalogTest.Value value, final BigDecimal is) {
        final String currency = catalogs.latest().money().code();
        final Matcher expected = AMOUNT.matcher(textOf(value));
        if (!expected.matches()
                || expected.group(2) != null && !expected.group(2).equals(currency)) {
            fail(value, "'" + textOf(value) + "' is no amount in " + currency + "; such as 12.50");
        } else if (new BigDecimal(expected.group(1)).compareTo(is) != 0) {
            fail(value, what + " '" + name + "' is " + is.toPlainString() + ", expected " + textOf(value));
        }
    }

    private void expectBucket(final Account account, final String name, final CatalogTest.Value value) {
        final Catalog catalog = catalogs.latest();
        final BucketType type = catalog.bucket(Symbol.of(name));
        if (type == null) {
            failUnknown(value, "bucket", name, names.buckets());
            return;
        }
        final long is = remaining(account, type);
        if (type.money()) {
            expect("bucket", name, value, catalog.money().decimal(is));
            return;
        }
        final String expected = textOf(value);
        try {
            if (Quantities.parse(expected, Measure.of(type.model())) != is) {
                fail(
                        value,
                        "bucket '" + name + "' has " + Quantities.format(is, Measure.of(type.model())) + ", expected "
                                + expected);
            }
        } catch (final QuantityFormatException e) {
            fail(value, e.getMessage() + "; " + e.wouldBeRight());
        }
    }

    /** Empty if it is a list or an object. */
    private static String textOf(final CatalogTest.Value value) {
        return value instanceof CatalogTest.Text found ? found.text() : "";
    }

    private void fail(final CatalogTest.Value value, final String what) {
        fail(value.at(), what);
    }

    /** A misspelt name would be nothing for ever, so a test that expects 0 of it could not fail. */
    private void failUnknown(
            final CatalogTest.Value value, final String what, final String name, final Set<String> known) {
        fail(value.at(), what + " '" + name + "' is not in the catalog", DidYouMean.phrase(name, known));
    }

    private void fail(final Position at, final String what) {
        fail(at, what, "");
    }

    private void fail(final Position at, final String what, final String right) {
        failures.add(new Problem(
                at.file(), at.line(), at.column(), Severity.ERROR, "test '" + test.name() + "': " + what, right));
    }

    private static long remaining(final Account account, final BucketType type) {
        long sum = 0;
        for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
            final StateRecord record = account.record(ordinal);
            for (int slot = 0; slot < record.slots(); slot++) {
                if (record.kind(slot) == SlotKind.BUCKET
                        && BucketSlot.type(record, slot) == type.symbol()
                        && (BucketSlot.flags(record, slot) & BucketSlot.ENDED) == 0) {
                    sum += BucketSlot.remaining(record, slot);
                }
            }
        }
        return sum;
    }

    /** Rounded total of a line over all cycles, whoever paid. */
    private BigDecimal line(final Account account, final String name) {
        final StateRecord head = account.head();
        final ExactAmount sum = new ExactAmount();
        final ExactAmount amount = new ExactAmount();
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.LINE && LineSlot.line(head, slot) == Symbol.of(name)) {
                sum.add(LineSlot.amount(head, slot, amount));
            }
        }
        return catalogs.latest()
                .money()
                .decimal(sum.rounded(catalogs.latest().money().scaledPerMinor(), RoundingMode.HALF_UP));
    }
}
