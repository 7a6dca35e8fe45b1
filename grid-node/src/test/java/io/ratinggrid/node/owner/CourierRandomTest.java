package io.ratinggrid.node.owner;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

import io.ratinggrid.node.courier.Courier;
import io.ratinggrid.node.courier.CourierContext;
import io.ratinggrid.node.toy.SteppedWorld;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogCompiler;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.PendingTransfer;
import io.ratinggrid.rating.partition.ResultRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Transfers and identities that move between accounts of two partitions whose owners crash and rival between any two steps, with couriers that die, read from
 * owners that were overtaken, and whose messages get lost, come twice, and come late: at every committed state nothing was lost or made,
 * no item was granted or taken twice, usage was refused exactly where its identity was away, and in the end all is settled as it was answered. {@code -Druns=N}, {@code -Dratinggrid.seed=N}.
 */
final class CourierRandomTest {
    private static final int RUNS = Integer.getInteger("runs", 40);
    private static final int PARTITIONS = 2;
    private static final int ACCOUNTS = 6;
    private static final int TRANSFERS = 60;
    private static final int IDENTITIES = 3;
    private static final long START_MS = 1_780_394_400_000L; // 2026-06-02T10:00:00Z
    private static final long YEAR_MS = 365L * 24 * 60 * 60 * 1000;
    private static final PartitionSettings SETTINGS =
            new PartitionSettings(PartitionSettings.DEFAULT.duplicateWindowDays(), OwnerFixture.CHUNKS);
    private static final CourierContext COURIER = new CourierContext(PARTITIONS, 4, 5, 20, 200, 2_000);
    private static final String CATALOG =
            """
            ratinggrid: 1
            version: "1"
            effective: 2026-01-01T00:00:00Z
            currency: EUR
            timezone: UTC
            legal-entities: [acme, branch]
            services: {a: {unit: thing}}
            buckets: {stock: {unit: thing, services: {a: 1}, validity: forever}}
            tariffs: {t: {charges: {a: {service: a, line: A, price: 1 / thing}}}}
            plans: {p: {tariffs: [t]}}
            """;

    @TempDir
    private Path directory;

    private CatalogHistory catalogs;

    @BeforeEach
    void loadCatalog() throws IOException {
        Files.writeString(directory.resolve("catalog.yaml"), CATALOG);
        catalogs = new CatalogHistory(CatalogSource.load(directory).versions().stream()
                .map(CatalogCompiler::compile)
                .toList());
    }

    @Test
    void shouldSettleEachTransferOnceWhateverHappens() {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong());
        System.out.println("seed=" + seed + " runs=" + RUNS);
        int done = 0;
        int refused = 0;
        int late = 0;
        int moved = 0;
        int returned = 0;
        int away = 0;
        int numbered = 0;
        for (int run = 0; run < RUNS; run++) {
            final Run one = new Run(new Random(seed + run));
            try {
                one.run();
            } catch (final RuntimeException | AssertionError e) {
                throw new AssertionError("seed=" + (seed + run) + " runs=1", e);
            }
            done += one.books.done;
            refused += one.books.refused;
            late += one.books.late;
            moved += one.books.moved;
            returned += one.books.returned;
            away += one.books.away;
            numbered += one.books.numberOfDocument.size();
        }
        System.out.println("identities moved=" + moved + " of them back=" + returned + " events refused=" + away);
        assertTrue(moved > 2 * RUNS && returned > RUNS / 4 && away > 2 * RUNS, "hardly anything moved");
        System.out.println("documents numbered=" + numbered);
        assertTrue(numbered > 5 * RUNS, "hardly anything was billed");
        System.out.println("transfers done=" + done + " refused=" + refused + " delivered again=" + late);
        assertTrue(done > 5 * RUNS && refused > RUNS && late > RUNS, "hardly anything happened");
    }

    /** What the journals of both partitions say. */
    private final class Books {
        private final ByteSource source = new ByteSource();
        private final ResultRecord record = new ResultRecord();
        private final List<PartitionEngine> engines = new ArrayList<>();
        private final long[] sequences = new long[PARTITIONS];
        private final Set<String> received = new HashSet<>();
        private final Map<String, ResultCode> codes = new HashMap<>();
        /** By source partition and item. */
        private final Map<String, Integer> answers = new HashMap<>();

        private final Map<String, Integer> settled = new HashMap<>();
        /** By account and identity: times, each with 1 if it left then, 0 if it came. */
        private final Map<String, TreeMap<Long, Integer>> marks = new HashMap<>();

        private final Map<String, String> leaving = new HashMap<>();
        /** By legal entity and year: the last number. */
        private final Map<String, Long> series = new HashMap<>();
        /** By series and number: source partition and item. */
        private final Map<String, String> assigned = new HashMap<>();
        /** By account and number there: series and number; null: it waits. */
        private final Map<String, String> numberOfDocument = new HashMap<>();

        private int documents;
        private int moved;
        private int returned;
        private int away;
        private long granted;
        private int done;
        private int refused;
        private int late;

        Books() {
            for (int partition = 0; partition < PARTITIONS; partition++) {
                engines.add(new PartitionEngine(catalogs, SETTINGS));
            }
        }

        /** Goes on to the end of a journal; false if it was there. */
        boolean follow(final int partition, final OwnerFixture f) {
            final long before = sequences[partition];
            for (byte[] next = next(partition, f); next != null; next = next(partition, f)) {
                final JournalEntry entry = JournalEntryCodec.decode(next);
                sequences[partition]++;
                engines.get(partition)
                        .apply(
                                sequences[partition],
                                entry.header().timeMs(),
                                entry.records(),
                                entry.recordsOffset(),
                                entry.recordsLength());
                source.wrap(entry.records(), entry.recordsOffset(), entry.recordsLength());
                while (source.remaining() > 0) {
                    add(record.decode(source));
                }
            }
            return sequences[partition] > before;
        }

        private byte[] next(final int partition, final OwnerFixture f) {
            return f.journal.readAlsoRemoved(OwnerFixture.PARTITION, sequences[partition] + 1);
        }

        private void add(final ResultRecord record) {
            final Command command = record.command();
            final boolean isDone = record.code() == ResultCode.DONE;
            addItem(command, record.code());
            addMark(command, record);
            addNumber(record);
            switch (command.type) {
                case TOP_UP -> granted += isDone ? command.quantity : 0;
                case RECEIVE_TRANSFER -> {
                    late += record.code().kind() == ResultCode.Kind.DUPLICATE ? 1 : 0;
                    if (isDone) {
                        final String item = command.sourcePartition + "/" + command.item;
                        assertTrue(received.add(item), () -> "granted twice: " + item);
                    }
                }
                case SETTLE_TRANSFER -> {
                    done += isDone && command.answer == ResultCode.DONE.number() ? 1 : 0;
                    refused += isDone && command.answer != ResultCode.DONE.number() ? 1 : 0;
                }
                default -> {
                    // Moves nothing between accounts.
                }
            }
            if (command.idLength > 0 && record.code() != ResultCode.DUPLICATE) {
                codes.put(new String(command.id(), StandardCharsets.UTF_8), record.code());
            }
        }

        /** What an item was answered, and settled as: the same. */
        private void addItem(final Command command, final ResultCode code) {
            if (command.type.receivesItem() && code.kind() != ResultCode.Kind.DUPLICATE) {
                final String item = command.sourcePartition + "/" + command.item;
                final Integer first = answers.putIfAbsent(item, code.number());
                assertTrue(first == null || first == code.number() && code != ResultCode.DONE, () -> "twice: " + item);
            } else if (command.type.settlesItem() && code == ResultCode.DONE) {
                final String item = AccountKey.partition(command.account, PARTITIONS) + "/" + command.item;
                assertEquals(null, settled.put(item, command.answer), () -> "settled twice: " + item);
            }
        }

        private void addMark(final Command command, final ResultRecord record) {
            final long identity =
                    command.type == CommandType.MOVE_IDENTITY ? AttributeValue.hash(command.name) : command.identity;
            final String place = command.account + "/" + identity;
            final TreeMap<Long, Integer> times = marks.computeIfAbsent(place, key -> new TreeMap<>());
            if (command.type == CommandType.USAGE) {
                final Map.Entry<Long, Integer> last = times.floorEntry(command.startMs);
                final boolean isAway = last != null && last.getValue() == 1;
                assertEquals(isAway, record.code() == ResultCode.IDENTITY_MOVED, "away");
                away += isAway ? 1 : 0;
            } else if (record.code() != ResultCode.DONE) {
                return;
            }
            switch (command.type) {
                case MOVE_IDENTITY -> {
                    times.put(command.fromMs, 1);
                    leaving.put(command.account + "/" + itemOf(record), place + "/" + command.fromMs);
                }
                case RECEIVE_IDENTITY -> {
                    returned += times.isEmpty() ? 0 : 1;
                    moved++;
                    times.put(command.fromMs, 0);
                }
                case SETTLE_IDENTITY -> {
                    final String[] left =
                            leaving.remove(command.account + "/" + command.item).split("/");
                    if (command.answer != ResultCode.DONE.number()) {
                        marks.get(left[0] + "/" + left[1]).remove(Long.parseLong(left[2]));
                    }
                }
                default -> {
                    // Moves no identity.
                }
            }
        }

        private long itemOf(final ResultRecord record) {
            final ByteSource effects = record.effects(new ByteSource());
            final Effect effect = new Effect().decode(effects);
            assertEquals(EffectKind.IDENTITY_LEFT, effect.kind());
            return effect.field(0);
        }

        /** Numbers of a series follow one another; each is of one document, and each document gets one. */
        private void addNumber(final ResultRecord record) {
            final Command command = record.command();
            final ByteSource effects = record.effects(new ByteSource());
            final Effect effect = new Effect();
            while (effects.remaining() > 0) {
                effect.decode(effects);
                final String number = effect.field(2) + "/" + effect.field(3) + "/" + effect.field(4);
                if (effect.kind() == EffectKind.DOCUMENT_ISSUED) {
                    documents++;
                } else if (effect.kind() == EffectKind.NUMBERED) {
                    final String before = numberOfDocument.put(command.account + "/" + effect.field(1), number);
                    assertEquals(null, before, "numbered twice");
                    final int partition = AccountKey.partition(command.account, PARTITIONS);
                    assertEquals(partition + "/" + command.item, assigned.get(number), "number of another");
                } else if (effect.kind() == EffectKind.NUMBER_ASSIGNED && record.code() == ResultCode.DONE) {
                    final String key = effect.field(0) + "/" + effect.field(1);
                    final long next = series.merge(key, 1L, Long::sum);
                    assertEquals(next, effect.field(2), () -> "gap or repeat in " + key);
                    assigned.put(key + "/" + next, command.sourcePartition + "/" + command.item);
                }
            }
        }

        void checkSettled() {
            assertEquals(documents, numberOfDocument.size(), "documents without a number");
            assertEquals(assigned.keySet(), Set.copyOf(numberOfDocument.values()), "numbers without a document");
            assertEquals(answers, settled, "answered <> settled");
            assertTrue(leaving.isEmpty());
        }

        void check() {
            long sum = 0;
            for (int partition = 0; partition < PARTITIONS; partition++) {
                final int source = partition;
                final PartitionEngine engine = engines.get(partition);
                final long[] left = {0};
                engine.forEachAccount(account -> left[0] += remaining(account));
                sum += left[0]
                        + engine
                                .pendingItems(Integer.MAX_VALUE, item -> !received.contains(source + "/" + item.item()))
                                .stream()
                                .filter(PendingTransfer.class::isInstance)
                                .mapToLong(item -> ((PendingTransfer) item).amount())
                                .sum();
            }
            assertEquals(granted, sum, "granted <> remaining + in transit");
        }

        private static long remaining(final Account account) {
            long sum = 0;
            for (int ordinal = 0; ordinal <= account.subscribers(); ordinal++) {
                final StateRecord record = account.record(ordinal);
                for (int slot = 0; slot < record.slots(); slot++) {
                    sum += record.kind(slot) == SlotKind.BUCKET ? BucketSlot.remaining(record, slot) : 0;
                }
            }
            return sum;
        }

        boolean isSettled() {
            return engines.stream().allMatch(engine -> engine.pending() == 0);
        }
    }

    /** A caller with one command on the way, which repeats until it is committed. */
    private static final class Caller {
        private final List<byte[]> commands = new ArrayList<>();
        private int next;
        private boolean waiting;

        boolean isDone() {
            return next == commands.size();
        }

        void step(final RandomOwners owners) {
            if (!waiting && !isDone()) {
                waiting = true;
                owners.any().submit(commands.get(next), answer -> {
                    waiting = false;
                    next += answer.outcome() == Answer.Outcome.GIVEN ? 1 : 0;
                });
            }
        }
    }

    /** One seed's run. */
    private final class Run {
        private final Random random;
        private final List<OwnerFixture> fixtures = new ArrayList<>();
        private final List<RandomOwners> owners = new ArrayList<>();
        private final List<Caller> callers = new ArrayList<>();
        private final List<Runnable> delayed = new ArrayList<>();
        private final Books books = new Books();
        private final ByteSink sink = new ByteSink(256);
        private SteppedWorld courierWorld;
        private Courier courier;
        private boolean faulty = true;
        private int ids;

        Run(final Random random) {
            this.random = random;
            for (int i = 0; i < PARTITIONS; i++) {
                fixtures.add(new OwnerFixture(() -> new PartitionEngine(catalogs, SETTINGS)));
                owners.add(new RandomOwners(fixtures.get(i), random));
                callers.add(new Caller());
            }
            startCourier();
        }

        void run() {
            for (int i = 0; i < ACCOUNTS; i++) {
                // One of them opens late, so that what it is sent may be refused or not.
                if (i > 0) {
                    open("account-" + i);
                }
            }
            for (int i = 0; i < TRANSFERS; i++) {
                transfer();
                move();
                usage();
                usage();
                bill();
                if (i == TRANSFERS / 2) {
                    open("account-0");
                }
            }
            while (!callers.stream().allMatch(Caller::isDone)) {
                step();
            }
            faulty = false;
            delayed.forEach(Runnable::run);
            while (!books.isSettled()) {
                step();
            }
            for (int i = 0; i < PARTITIONS; i++) {
                final OwnerFixture f = fixtures.get(i);
                final List<byte[]> recovered = f.imagesOf(owners.get(i).reopen());
                final List<byte[]> replayed = f.imagesOfPureReplay();
                for (int chunk = 0; chunk < recovered.size(); chunk++) {
                    assertArrayEquals(replayed.get(chunk), recovered.get(chunk), "chunk=" + chunk);
                }
                books.follow(i, f);
            }
            books.check();
            books.checkSettled();
            assertTrue(books.isSettled());
        }

        private void step() {
            final int partition = random.nextInt(PARTITIONS);
            owners.get(partition).step();
            if (random.nextInt(4) == 0) {
                callers.get(partition).step(owners.get(partition));
            }
            if (random.nextInt(1_500) == 0) {
                owners.get(partition).crash();
            }
            if (random.nextInt(1_000) == 0) {
                startCourier();
            }
            if (random.nextInt(500) == 0) {
                courier.closed(partition);
            }
            if (random.nextInt(5) == 0) {
                courier.pending(random.nextInt(PARTITIONS));
            }
            if (!courierWorld.runRandom(random) && random.nextInt(2) == 0) {
                courierWorld.runTimer();
            }
            if (!delayed.isEmpty() && random.nextInt(100) == 0) {
                delayed.remove(random.nextInt(delayed.size())).run();
            }
            if (books.follow(partition, fixtures.get(partition))) {
                books.check();
            }
        }

        /** The one before, as after a crash of its node, hears nothing any more; its messages are still on the way. */
        private void startCourier() {
            courierWorld = new SteppedWorld();
            courier = new Courier(
                    COURIER,
                    (partition, most, wanted, handler) -> fixtures.get(partition)
                            .world
                            .execute(() -> owners.get(partition)
                                    .any()
                                    .query(
                                            0,
                                            logic -> ((PartitionEngine) logic).pendingItems(most, wanted),
                                            answer -> handler.accept(Optional.ofNullable(answer.value())))),
                    this::submit,
                    courierWorld);
        }

        private void submit(final int partition, final byte[] command, final Consumer<Answer<CommandResult>> handler) {
            final Runnable send = () -> fixtures.get(partition)
                    .world
                    .execute(() -> owners.get(partition).any().submit(command, handler));
            final int dice = faulty ? random.nextInt(20) : 19;
            if (dice == 0) {
                return;
            }
            if (dice < 4) {
                delayed.add(() -> fixtures.get(partition)
                        .world
                        .execute(() -> owners.get(partition).any().submit(command, answer -> {})));
            }
            if (dice == 4) {
                delayed.add(send);
            } else {
                send.run();
            }
        }

        private void open(final String account) {
            final Command open = next(CommandType.OPEN_ACCOUNT, account);
            open.name = account;
            open.text = "EUR";
            open.zone = "UTC";
            open.cycleRule = 1;
            open.quantity = random.nextInt(3) == 0 ? Symbol.of("branch") : 0;
            ask(open);
            final Command topUp = next(CommandType.TOP_UP, account);
            topUp.name = "stock";
            topUp.text = "";
            topUp.quantity = 1_000;
            ask(topUp);
        }

        /** A document of a whole amount; some are of another year. */
        private void bill() {
            final String account = "account-" + (1 + random.nextInt(ACCOUNTS - 1));
            final Command charge = next(CommandType.ADJUST, account);
            charge.name = "Extra";
            charge.text = "line";
            charge.hasAmount = true;
            charge.amountUnscaled = 1 + random.nextInt(100);
            ask(charge);
            final Command invoice = next(CommandType.INVOICE, account);
            invoice.atMs += random.nextBoolean() ? YEAR_MS : 0;
            ask(invoice);
        }

        private void transfer() {
            final Command transfer = next(CommandType.TRANSFER, "account-" + (1 + random.nextInt(ACCOUNTS - 1)));
            transfer.name = "stock";
            transfer.text = random.nextInt(10) == 0 ? "nobody" : "account-" + random.nextInt(ACCOUNTS);
            transfer.quantity = 1 + random.nextInt(300);
            ask(transfer);
        }

        private void move() {
            final Command move = next(CommandType.MOVE_IDENTITY, "account-" + (1 + random.nextInt(ACCOUNTS - 1)));
            move.name = "id-" + random.nextInt(IDENTITIES);
            move.text = random.nextInt(10) == 0 ? "nobody" : "account-" + random.nextInt(ACCOUNTS);
            move.fromMs = move.atMs + random.nextInt(10);
            ask(move);
        }

        private void usage() {
            final Command event = next(CommandType.USAGE, "account-" + (1 + random.nextInt(ACCOUNTS - 1)));
            event.identity = AttributeValue.hash("id-" + random.nextInt(IDENTITIES));
            event.service = Symbol.of("a");
            event.quantity = 1;
            event.startMs = event.atMs + random.nextInt(40) - 20;
            ask(event);
        }

        private Command next(final CommandType type, final String account) {
            final Command command = new Command();
            command.reset(type);
            command.account = AccountKey.of(account);
            command.atMs = START_MS + ids;
            command.id(Integer.toString(ids++).getBytes(StandardCharsets.UTF_8));
            return command;
        }

        private void ask(final Command command) {
            command.content = CommandCodec.contentOf(command, sink);
            sink.truncate(0);
            CommandCodec.encode(command, sink);
            callers.get(AccountKey.partition(command.account, PARTITIONS))
                    .commands
                    .add(sink.copy());
        }
    }
}
