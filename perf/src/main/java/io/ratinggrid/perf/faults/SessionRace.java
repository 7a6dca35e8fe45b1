package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import io.ratinggrid.node.catalog.CatalogRefusedException;
import io.ratinggrid.node.catalog.CatalogStore;
import io.ratinggrid.node.output.OnlineAnswer;
import io.ratinggrid.perf.journal.Problems;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.BucketSlot;
import io.ratinggrid.rating.account.ReservationSlot;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.account.TransitSlot;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.source.CatalogSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.partition.ResultRecord;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Many clients on one prepaid account through all nodes and gateways, while nodes are killed; then the journal is laid beside what they
 * were told. One thread, but for the clients.
 */
final class SessionRace implements AutoCloseable {
    private static final String ACCOUNT = "race";
    private static final int SERVICE = Symbol.of("data");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SETTLE_MS = 2_500;
    private static final int HTTP_MS = 15_000;

    private final Cluster cluster;
    private final Problems problems = new Problems();
    private final Map<String, SessionOperation> operations = new HashMap<>();
    private final Map<String, String> answers = new HashMap<>();
    private final List<SessionOperation> ordered = new ArrayList<>();
    private final long patienceMs;
    private final Random random;
    private final String other;
    private final Map<Long, Long> inTransit = new HashMap<>();
    private int lapsed;
    private int again;
    private int received;
    private int returned;
    private final String openedAt =
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();

    SessionRace(final RunSettings settings) throws IOException {
        cluster = new Cluster(settings, new Loopback()).prepare();
        patienceMs = settings.patience().toMillis();
        random = new Random(settings.seed());
        other = elsewhere(settings.partitions());
    }

    /** Name of an account of another partition. */
    private static String elsewhere(final int partitions) {
        final int partition = AccountKey.partition(AccountKey.of(ACCOUNT), partitions);
        int number = 1;
        while (AccountKey.partition(AccountKey.of("other-" + number), partitions) == partition) {
            number++;
        }
        return "other-" + number;
    }

    Problems problems() {
        return problems;
    }

    /** In the order of the journal. */
    List<SessionOperation> history() {
        return ordered;
    }

    /** What happened beside what clients asked for. */
    String beside() {
        return "lapsed=" + lapsed + " transfers received=" + received + " returned=" + returned + " refused again="
                + again;
    }

    /** True if reservations lapsed, and money came and came back. */
    boolean hadAll() {
        return lapsed > 0 && received > 0 && returned > 0;
    }

    /** Runs clients for a time with so many SIGKILLs in it, of nodes and gateways by turns. */
    void run(final int clients, final int kills) throws IOException, InterruptedException, CatalogRefusedException {
        cluster.startAll();
        cluster.awaitWhole(patienceMs);
        open();
        final AtomicReference<Throwable> failure = new AtomicReference<>();
        final List<SessionClient> all = new ArrayList<>();
        final List<Thread> threads = new ArrayList<>();
        final long[] untilNs = {Long.MAX_VALUE};
        final long giveUpNs = System.nanoTime() + patienceMs * 1_000_000;
        for (int number = 0; number < clients; number++) {
            final SessionClient client =
                    new SessionClient(cluster, ACCOUNT, other, number, random.nextLong(), openedAt, giveUpNs);
            final Thread thread = new Thread(
                    () -> {
                        try {
                            while (System.nanoTime() < stopNs(untilNs)) {
                                client.run(System.nanoTime() + SETTLE_MS * 100_000);
                            }
                        } catch (final InterruptedException | RuntimeException e) {
                            failure.compareAndSet(null, e);
                        }
                    },
                    "client-" + number);
            all.add(client);
            threads.add(thread);
            thread.start();
        }
        Thread.sleep(SETTLE_MS);
        for (int kill = 0; kill < kills; kill++) {
            victim(kill).kill();
            Thread.sleep(SETTLE_MS);
            cluster.awaitWhole(patienceMs);
        }
        synchronized (untilNs) {
            untilNs[0] = System.nanoTime();
        }
        for (final Thread thread : threads) {
            thread.join();
        }
        if (failure.get() != null) {
            problems.add("client", failure.get().toString());
        }
        cluster.awaitWhole(patienceMs);
        cluster.stopAll();
        all.forEach(this::keep);
        check();
    }

    private Member victim(final int kill) {
        final List<Member> kind = kill % 2 == 0 ? cluster.nodes() : cluster.gateways();
        return kind.get(kill / 2 % kind.size());
    }

    private static long stopNs(final long[] untilNs) {
        synchronized (untilNs) {
            return untilNs[0];
        }
    }

    private void open() throws InterruptedException {
        final SessionClient first = new SessionClient(
                cluster, ACCOUNT, other, -1, random.nextLong(), openedAt, System.nanoTime() + patienceMs * 1_000_000);
        open(ACCOUNT);
        open(other);
        first.topUp("t-first", 500);
        first.topUp("t-other", other, 500);
        keep(first);
    }

    private void open(final String account) throws InterruptedException {
        final String opened = "{\"type\": \"open-account\", \"id\": \"open-" + account + "\", \"at\": \"" + openedAt
                + "\", \"account\": \"" + account + "\", \"plans\": [\"standard\"]}";
        for (final Member gateway : cluster.gateways()) {
            Http.post(gateway.http(), "/commands?answer=committed", opened, HTTP_MS);
        }
    }

    private void keep(final SessionClient client) {
        for (int i = 0; i < client.operations().size(); i++) {
            operations.put(client.operations().get(i).id(), client.operations().get(i));
            answers.put(client.operations().get(i).id(), client.answers().get(i));
        }
    }

    /** Replays the journal of the account's partition entry by entry. */
    private void check() throws IOException, InterruptedException, CatalogRefusedException {
        final int partitions = cluster.settings().partitions();
        final int partition = AccountKey.partition(AccountKey.of(ACCOUNT), partitions);
        final JournalCopies copies = new JournalCopies(partitions);
        copies.read(cluster);
        copies.differences().forEach(text -> problems.add("copies", text));
        final CatalogBook book = CatalogStore.open(cluster.nodes().get(0).data().resolve("catalogs"))
                .book();
        final PartitionReplay replay = new PartitionReplay(
                partition,
                CatalogSource.load(cluster.settings().directory().resolve("catalog"))
                        .versions(),
                book,
                null,
                false,
                PartitionSettings.DEFAULT,
                problems);
        copies.entries(partition).forEach((sequence, bytes) -> {
            replay.replay(Map.of(sequence, bytes), record -> {});
            final Account account = replay.engine().account(AccountKey.of(ACCOUNT));
            if (account != null) {
                replay.checkAccounts(List.of(ACCOUNT));
                checkLimit(sequence, account.head());
                look(account.head());
            }
            checkAnswers(JournalEntryCodec.decode(bytes));
        });
        final Map<String, Set<Long>> charged = new HashMap<>();
        ordered.forEach(operation ->
                charged.computeIfAbsent(operation.id(), id -> new HashSet<>()).add(operation.charged()));
        operations
                .values()
                .removeIf(told -> charged.containsKey(told.id())
                        && (told.cents() >= 0 || charged.get(told.id()).contains(told.charged())));
        operations
                .keySet()
                .forEach(id -> problems.add("lost", id + " was answered and is not in the journal, or otherwise"));
        final SessionHistory judged = SessionHistory.of(ordered);
        judged.problems().forEach(text -> problems.add("history", text));
        lapsed = judged.lapsed();
        again = judged.again();
    }

    /** Nothing is below zero, and nothing is held that is not there. */
    private void checkLimit(final long sequence, final StateRecord head) {
        for (int slot = 0; slot < head.slots(); slot++) {
            if (head.kind(slot) == SlotKind.BUCKET) {
                final long left = BucketSlot.remaining(head, slot);
                final long held = ReservationSlot.held(head, slot);
                if (left < 0 || held < 0 || held > left) {
                    problems.add("limit", "sequence=" + sequence + " left=" + left + " held=" + held);
                }
            }
        }
    }

    /** No item is sent and settled in one entry. */
    private void look(final StateRecord head) {
        for (int slot = head.first(SlotKind.TRANSIT); slot >= 0; slot = head.next(SlotKind.TRANSIT, slot)) {
            inTransit.put(TransitSlot.item(head, slot), TransitSlot.amount(head, slot));
        }
    }

    private void checkAnswers(final JournalEntry entry) {
        final ByteSource source = new ByteSource().wrap(entry.records(), entry.recordsOffset(), entry.recordsLength());
        final ResultRecord record = new ResultRecord();
        while (source.remaining() > 0) {
            record.decode(source);
            if (record.command().account == AccountKey.of(ACCOUNT)
                    && record.code().kind() != ResultCode.Kind.DUPLICATE) {
                add(record);
            }
        }
    }

    private void add(final ResultRecord record) {
        final Command command = record.command();
        final String id = new String(command.id(), StandardCharsets.UTF_8);
        final SessionOperation asked = operations.get(id);
        switch (command.type) {
            case RECEIVE_TRANSFER -> {
                received++;
                ordered.add(SessionOperation.ofGrid("received item=" + command.item, cents(command.quantity)));
            }
            case SETTLE_TRANSFER -> {
                if (command.answer != ResultCode.DONE.number()) {
                    returned++;
                    ordered.add(SessionOperation.ofGrid(
                            "returned item=" + command.item, cents(inTransit.get(command.item))));
                }
            }
            case ADVANCE_TIME -> ordered.add(SessionOperation.ofGrid("time", 0).at(command.fromMs, 0));
            case TRANSFER -> {
                if (asked != null) {
                    ordered.add(asked.charged(record.code() == ResultCode.DONE ? -asked.cents() : 0));
                }
            }
            default -> {
                if (asked != null) {
                    ordered.add(asked.at(command.atMs, 2 * SessionClient.VALIDITY_SECONDS));
                    if (command.type.ofSession()) {
                        checkAnswer(id, record);
                    }
                }
            }
        }
    }

    private static long cents(final long scaled) {
        return scaled / Money.power10(Money.of("EUR").scale() - 2);
    }

    /** Whichever way it came, and however often it was asked: what was told is what the journal says. */
    private void checkAnswer(final String id, final ResultRecord record) {
        final Map<String, Object> explained = new OnlineAnswer(
                        Money.of("EUR"), symbol -> symbol == SERVICE ? "data" : Integer.toHexString(symbol))
                .of(record);
        final JsonNode said = JSON.readTree(JSON.writeValueAsString(explained));
        final JsonNode told = JSON.readTree(answers.get(id));
        for (final String part : List.of("result", "session", "number", "groups")) {
            if (!said.path(part).equals(told.path(part))) {
                problems.add("answer", id + " told " + told.path(part) + " journal " + said.path(part));
            }
        }
    }

    @Override
    public void close() {
        cluster.close();
    }
}
