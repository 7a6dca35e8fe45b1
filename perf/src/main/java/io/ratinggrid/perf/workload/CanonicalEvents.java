package io.ratinggrid.perf.workload;

import java.util.List;
import java.util.Random;
import java.util.function.Consumer;

import io.ratinggrid.rating.Bytes;
import io.ratinggrid.rating.Hash64;
import io.ratinggrid.rating.catalog.Digits;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;

/**
 * The usage of the canonical workload: of 20 events 9 are calls, 8 data sessions and 3 messages, about 200 bytes each in the queue,
 * 20 a day for a million accounts. Event n of a seed is always the same one, so that whoever knows the seed can rate it
 * again. One thread.
 */
public final class CanonicalEvents {
    /** When accounts are opened; the first event comes a day later. */
    public static final long OPENED_MS = 1_780_272_000_000L; // 2026-06-01T00:00:00Z

    private static final long DAY_MS = 86_400_000L;
    private static final long EVENTS_A_DAY = 20_000_000;
    /** Between an event's start and its receipt. */
    private static final long DELAY_MS = 600_000;

    private static final int NUMBERS = 1 << 16;
    private static final int MIX = 20;
    private static final int CALLS = 9;
    private static final int CALLS_AND_DATA = 17;
    private static final int LONGEST_CALL_MS = 600_000;
    private static final int LARGEST_SESSION_OCTETS = 100_000_000;
    private static final String[] ATTRIBUTES = {"cell", "device", "rat", "apn", "rating-group", "roaming"};
    private static final int ID_BYTES = 32;
    private static final long OF_ACCOUNT = 0x5ca1_ab1e;

    private final long seed;
    private final Skew skew;
    private final long[] accounts;
    private final long[] numbers = new long[NUMBERS];
    private final byte[] numberLengths = new byte[NUMBERS];
    private final int voice = Symbol.of("voice");
    private final int data = Symbol.of("data");
    private final int sms = Symbol.of("sms");
    private final int origin = Symbol.of("mediation-1");
    private final int[] attributes = new int[ATTRIBUTES.length];
    private final long[] values = new long[ATTRIBUTES.length];
    private final Command command = new Command();

    public CanonicalEvents(final long seed, final int accountCount, final Skew skew, final List<String> prefixes) {
        this.seed = seed;
        this.skew = skew;
        accounts = new long[accountCount];
        for (int i = 0; i < accountCount; i++) {
            accounts[i] = AccountKey.of(account(i));
        }
        final Random random = new Random(seed);
        for (int i = 0; i < NUMBERS; i++) {
            final String number = DialPrefixes.number(prefixes.get(random.nextInt(prefixes.size())), random);
            numbers[i] = Digits.of(number);
            numberLengths[i] = (byte) number.length();
        }
        for (int i = 0; i < ATTRIBUTES.length; i++) {
            attributes[i] = Symbol.of(ATTRIBUTES[i]);
            values[i] = AttributeValue.hash(ATTRIBUTES[i] + "-1");
        }
    }

    /** Name of an account, 0 to the number of accounts - 1. */
    public static String account(final int index) {
        return "account-" + index;
    }

    /** Plan of an account: every other has buckets. */
    public static String plan(final int index) {
        return index % 2 == 0 ? "basic" : "bundle";
    }

    /** Whose event it is, as an index. */
    public int accountOf(final long event) {
        return skew.account(Hash64.mix(seed ^ OF_ACCOUNT ^ Hash64.mix(event)), accounts.length);
    }

    /** When an event is received, milliseconds. */
    public static long receivedMs(final long event) {
        return OPENED_MS + DAY_MS + event * DAY_MS / EVENTS_A_DAY;
    }

    /** An event; valid until the next call. */
    public Command fill(final long event) {
        final long random = Hash64.mix(seed + event);
        command.reset(CommandType.USAGE);
        command.account = accounts[accountOf(event)];
        command.subscriber = 1;
        command.atMs = receivedMs(event);
        command.startMs = command.atMs - DELAY_MS;
        command.origin = origin;
        command.idLength = ID_BYTES;
        Bytes.putLong(command.id, 0, seed);
        Bytes.putLong(command.id, ID_BYTES - Long.BYTES, event);
        for (int i = 0; i < attributes.length; i++) {
            command.attribute(attributes[i], values[i]);
        }
        fillUsage(random);
        return command;
    }

    /** Number of an event, by its id; -1 for those of others. */
    public static long numberOf(final Command event) {
        return event.idLength == ID_BYTES ? Bytes.getLong(event.id, ID_BYTES - Long.BYTES) : -1;
    }

    private void fillUsage(final long random) {
        final int kind = (int) (random >>> 1 & 0xFFFF) % MIX;
        final int quantity = (int) (random >>> 33);
        if (kind >= CALLS && kind < CALLS_AND_DATA) {
            command.service = data;
            command.quantity = 1 + quantity % LARGEST_SESSION_OCTETS;
            return;
        }
        final int number = (int) (random >>> 17) & NUMBERS - 1;
        command.number = numbers[number];
        command.numberLength = numberLengths[number];
        command.service = kind < CALLS ? voice : sms;
        command.quantity = kind < CALLS ? 1 + quantity % LONGEST_CALL_MS : 1;
    }

    /** The commands that open an account with one subscriber and its plan; each is valid during its call. */
    public void open(final int index, final Consumer<Command> sink) {
        begin(CommandType.OPEN_ACCOUNT, index);
        command.name = account(index);
        command.text = "EUR";
        command.zone = "Europe/London";
        command.cycleRule = 1;
        sink.accept(command);
        begin(CommandType.ADD_SUBSCRIBER, index);
        command.name = "line-1";
        sink.accept(command);
        begin(CommandType.SUBSCRIBE, index);
        command.name = plan(index);
        command.subscriber = 1;
        sink.accept(command);
    }

    private void begin(final CommandType type, final int index) {
        command.reset(type);
        command.account = accounts[index];
        command.atMs = OPENED_MS;
    }
}
