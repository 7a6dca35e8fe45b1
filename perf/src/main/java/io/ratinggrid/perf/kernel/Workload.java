package io.ratinggrid.perf.kernel;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

import io.ratinggrid.perf.workload.DialPrefixes;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;

/**
 * A partition with open accounts and an endless stream of different events for them: random accounts, numbers and quantities,
 * drawn before, while time moves on by some number of events a day through a duplicate window of one day. One thread.
 */
final class Workload {
    /** Events of one journal entry. */
    static final int BATCH = 256;

    /** Events of a day unless others are asked for: a million claims in the duplicate window. */
    private static final int EVENTS_A_DAY = 500_000;

    private static final int TEMPLATES = 1 << 16;
    private static final long DAY_MS = 86_400_000L;
    static final PartitionSettings SETTINGS = new PartitionSettings(1, 16);

    /** Between an event's start and its receipt. */
    private static final long DELAY_MS = 600_000;

    private static final long START_MS = 1_780_358_400_000L; // 2026-06-02T00:00:00Z
    private static final int RECORDS_PER_SESSION = 4;
    private static final int ID_BYTES = 16;

    private final Model model;
    private final long stepMs;
    private final PartitionEngine engine;
    private final Command command = new Command();
    private final ByteSink encoded = new ByteSink(512);
    private final long[] accounts = new long[TEMPLATES];
    private final long[] quantities = new long[TEMPLATES];
    private final long[] numbers = new long[TEMPLATES];
    private final byte[] numberLengths = new byte[TEMPLATES];
    private final long[] users = new long[TEMPLATES];
    private long nowMs = START_MS;
    private long sequence;
    private long events;

    Workload(final Model model, final int accountCount, final CatalogHistory catalogs, final List<String> prefixes) {
        this(model, accountCount, catalogs, prefixes, EVENTS_A_DAY);
    }

    Workload(
            final Model model,
            final int accountCount,
            final CatalogHistory catalogs,
            final List<String> prefixes,
            final int eventsADay) {
        this.model = model;
        stepMs = DAY_MS / eventsADay;
        engine = new PartitionEngine(catalogs, SETTINGS);
        open(accountCount);
        nowMs += DELAY_MS;
        draw(accountCount, prefixes);
        prepare();
    }

    private void open(final int accountCount) {
        engine.beginEntry(++sequence, nowMs);
        for (int i = 0; i < accountCount; i++) {
            final String account = name(i);
            next(CommandType.OPEN_ACCOUNT, account).name = account;
            command.text = "EUR";
            command.zone = "Europe/London";
            command.cycleRule = 1;
            done(run());
            next(CommandType.ADD_SUBSCRIBER, account).name = "4477" + (10_000_000 + i);
            done(run());
            next(CommandType.SUBSCRIBE, account).name = model.plans[i % model.plans.length];
            command.subscriber = 1;
            done(run());
            engine.beginEntry(++sequence, nowMs);
        }
    }

    private static String name(final int account) {
        return "account-" + account;
    }

    private Command next(final CommandType type, final String account) {
        command.reset(type);
        command.account = AccountKey.of(account);
        command.atMs = nowMs;
        return command;
    }

    private void draw(final int accountCount, final List<String> prefixes) {
        final Random random = new Random(accountCount);
        for (int i = 0; i < TEMPLATES; i++) {
            accounts[i] = AccountKey.of(name(random.nextInt(accountCount)));
            quantities[i] = quantity(random);
            users[i] = AttributeValue.hash("user-" + random.nextInt(8));
            final String number = DialPrefixes.number(prefixes.get(random.nextInt(prefixes.size())), random);
            numbers[i] = Digits.of(number);
            numberLengths[i] = (byte) number.length();
        }
    }

    private long quantity(final Random random) {
        return switch (model.usage) {
            case CALL -> 1 + random.nextInt(600_000);
            case DATA -> 1 + random.nextInt(100_000_000);
            case API -> 1;
            case PAYMENT -> 1 + random.nextInt(100_000);
        };
    }

    /** Sets what all events have in common. */
    private void prepare() {
        command.reset(CommandType.USAGE);
        command.subscriber = 1;
        command.origin = Symbol.of("switch-1");
        command.id("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        command.sourceFile = 12;
        command.service = Symbol.of(model.usage.service);
        switch (model.usage) {
            case DATA -> {
                command.attribute(Symbol.of("roaming"), AttributeValue.hash("no"));
                command.attribute(Symbol.of("rating-group"), AttributeValue.hash("8"));
            }
            case API -> command.attribute(Symbol.of("user"), 0);
            case PAYMENT -> command.hasAmount = true;
            case CALL -> {
                // The number is the event's own.
            }
        }
    }

    /** Encodes the next event and has it executed, as sender and owner do. */
    ResultCode next() {
        if (events % BATCH == 0) {
            engine.beginEntry(++sequence, nowMs);
        }
        fill();
        return run();
    }

    /** The next event; valid until the next call. */
    Command fill() {
        final long event = events++;
        nowMs += stepMs;
        final int template = (int) (model == Model.SESSION ? event / RECORDS_PER_SESSION : event) & TEMPLATES - 1;
        command.account = accounts[template];
        command.atMs = nowMs;
        command.sourceLine = event;
        Bytes.putLong(command.id, ID_BYTES - Long.BYTES, event);
        command.content = Hash64.mix(event);
        command.startMs = nowMs - DELAY_MS;
        fillUsage(template, event);
        return command;
    }

    private void fillUsage(final int template, final long event) {
        switch (model.usage) {
            case CALL -> {
                command.quantity = quantities[template];
                command.number = numbers[template];
                command.numberLength = numberLengths[template];
            }
            case DATA -> command.quantity = quantities[template];
            case API -> {
                command.quantity = 1;
                command.attributeValues[0] = users[template];
            }
            case PAYMENT -> {
                command.quantity = 1;
                command.amountUnscaled = quantities[template];
                command.amountDecimals = 2;
            }
        }
        if (model == Model.SESSION) {
            command.session = Hash64.mix(event / RECORDS_PER_SESSION + 1);
            command.sessionEnds = event % RECORDS_PER_SESSION == RECORDS_PER_SESSION - 1;
        }
    }

    private ResultCode run() {
        encoded.truncate(0);
        CommandCodec.encode(command, encoded);
        return engine.execute(encoded.bytes(), 0, encoded.length());
    }

    PartitionEngine engine() {
        return engine;
    }

    private static void done(final ResultCode code) {
        if (code != ResultCode.DONE) {
            throw new IllegalStateException("code=" + code);
        }
    }
}
