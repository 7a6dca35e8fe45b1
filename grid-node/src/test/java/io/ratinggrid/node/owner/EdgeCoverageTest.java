package io.ratinggrid.node.owner;

import static io.ratinggrid.node.owner.OwnerFixture.CHUNKS;
import static io.ratinggrid.node.owner.OwnerFixture.PARTITION;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.ratinggrid.node.toy.FaultyJournal.Fault;
import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.rating.partition.PartitionLogic;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.PartitionReply.Outcome;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Every edge that {@link PartitionOwner}, {@link LivePartition} and {@link EntryAppender} draw is reached, alone and in random
 * order. That no other move is made is looked at by {@link OwnerFixture}, in this and all suites that use it.
 */
final class EdgeCoverageTest {
    private static final int WALKS = Integer.getInteger("walks", 300);
    private static final int STEPS = 600;

    @TestFactory
    Stream<DynamicTest> shouldMakeEachMoveAlone() {
        return Stream.of(OwnerMove.values())
                .map(move -> DynamicTest.dynamicTest(move.name(), () -> {
                    final OwnerFixture f =
                            move == OwnerMove.OPENING_BROKEN ? refusingFixture(() -> true) : new OwnerFixture();
                    reach(f, move.from());
                    f.counts.clear();
                    make(f, move);
                    assertEquals(Map.of(move, 1), f.counts);
                    assertEquals(move.to(), f.owner.state());
                    f.owner.unfollow();
                    f.world.runAll();
                    assertEquals(0, f.world.slotsTaken(), "slots not given back");
                }));
    }

    @TestFactory
    Stream<DynamicTest> shouldTakeEachStepInOpen() {
        final Map<String, Consumer<OwnerFixture>> edges = new LinkedHashMap<>();
        edges.put("QUIET > WAITING", EdgeCoverageTest::wait);
        edges.put("WAITING > QUIET, nothing to journal", f -> {
            wait(f, f.stream.add(1, 1).add(1, 2).batch(1, 2, 2));
            f.world.runMessages();
            assertEquals(Outcome.GAP, f.reply().outcome());
            assertEquals(0, f.world.appendsWaiting());
        });
        edges.put("WAITING > closed", f -> {
            wait(f);
            f.owner.close();
            assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        });
        edges.put("WAITING > APPENDING, READY > PUT", EdgeCoverageTest::put);
        edges.put("APPENDING > closed, PUT > dropped", f -> {
            put(f);
            f.owner.close();
            assertEquals(Outcome.NOT_OWNER, f.reply().outcome());
        });
        edges.put("PUT > CHECK > mine, APPENDING > QUIET", f -> {
            put(f);
            final int reads = f.journal.reads();
            f.world.runAppend();
            assertEquals(Outcome.COMMITTED, f.reply().outcome());
            assertEquals(reads + 2, f.journal.reads(), "its predecessor, and it");
        });
        edges.put("PUT > another's", f -> {
            rival(f);
            put(f);
            f.world.runAppend();
            assertEquals(OwnerState.FENCED, f.owner.state());
        });
        edges.put("PUT > AGAIN > PUT", f -> {
            again(f);
            f.world.runTimer();
            f.world.runMessages();
            assertEquals(1, f.world.appendsWaiting());
            f.world.runAppend();
            assertEquals(Outcome.COMMITTED, f.reply().outcome());
        });
        edges.put("AGAIN > dropped, before its slot and with it", f -> {
            again(f);
            f.owner.close();
            f.owner.open();
            f.world.runAll();
            again(f);
            f.world.runTimer();
            f.owner.close();
        });
        edges.put("CHECK > gone", f -> {
            put(f);
            f.journal.forget();
            f.world.runAppend();
            assertEquals(OwnerState.FENCED, f.owner.state());
        });
        edges.put("CHECK > CHECK > mine", f -> {
            unread(f);
            f.world.runTimer();
            f.world.runReads();
            assertEquals(Outcome.COMMITTED, f.reply().outcome());
        });
        edges.put("CHECK > dropped, before the next look and with it", f -> {
            unread(f);
            f.owner.close();
            f.owner.open();
            f.world.runAll();
            f.replies.clear();
            unread(f);
            f.world.runTimer();
            f.owner.close();
        });
        return edges.entrySet().stream()
                .map(edge -> DynamicTest.dynamicTest(edge.getKey(), () -> {
                    final OwnerFixture f = new OwnerFixture().start();
                    edge.getValue().accept(f);
                    f.world.runAll();
                    assertEquals(0, f.world.slotsTaken(), "slots not given back");
                }));
    }

    @Test
    void shouldMakeEveryMoveInRandomOrderAndNoOther() {
        final long seed = Long.getLong("ratinggrid.seed", new Random().nextLong());
        System.out.println("seed=" + seed + " walks=" + WALKS);
        final Map<OwnerMove, Integer> counts = new EnumMap<>(OwnerMove.class);
        for (int walk = 0; walk < WALKS; walk++) {
            walk(new Random(seed + walk)).forEach((move, count) -> counts.merge(move, count, Integer::sum));
        }
        System.out.println("moves=" + counts);
        for (final OwnerMove move : OwnerMove.values()) {
            assertTrue(counts.containsKey(move), "never made: " + move + ", seed=" + seed + " " + counts);
        }
    }

    /** Goes to a state by drawn moves, and stops there with what leads on still to be done. */
    private static void reach(final OwnerFixture f, final OwnerState state) {
        f.context.conclude();
        f.owner = f.owner();
        switch (state) {
            case CLOSED -> {
                // It is.
            }
            case FENCED -> {
                reachOpen(f);
                make(f, OwnerMove.OPEN_FENCED);
                f.journal.remember();
            }
            case BROKEN -> {
                reachOpen(f);
                make(f, OwnerMove.OPEN_BROKEN);
            }
            case FOLLOWING -> f.owner.follow();
            default -> {
                f.owner.open();
                stepTo(f, state);
            }
        }
    }

    private static void reachOpen(final OwnerFixture f) {
        f.owner.open();
        stepTo(f, OwnerState.OPEN);
    }

    private static void stepTo(final OwnerFixture f, final OwnerState state) {
        for (int steps = 0; f.owner.state() != state; steps++) {
            assertTrue(steps < 1_000 && f.world.runRandom(f.random), "state=" + f.owner.state() + " wanted=" + state);
        }
    }

    private static void make(final OwnerFixture f, final OwnerMove move) {
        switch (move) {
            case FOLLOW_ASKED -> f.owner.follow();
            case FOLLOWING_CLOSED -> f.owner.unfollow();
            case OPEN_ASKED, FOLLOWING_OPEN_ASKED, FENCED_OPEN_ASKED, BROKEN_OPEN_ASKED -> f.owner.open();
            case LOADED, REPLAYED, OPENED -> stepTo(f, move.to());
            case OPENED_SECOND -> {
                f.world.runMessages();
                rivalEntry(f);
                f.world.swapAppends();
                stepTo(f, move.to());
            }
            case OPENING_FENCED -> {
                // An opening behind an entry that is then lost.
                f.world.runAll();
                f.owner.close();
                f.owner.open();
                stepTo(f, OwnerState.OPENING);
                f.counts.clear();
                f.journal.forget();
                stepTo(f, move.to());
            }
            case OPEN_FENCED -> {
                f.submit(1, 1);
                f.journal.forget();
                stepTo(f, move.to());
            }
            case LOADING_BROKEN -> {
                f.snapshots.writeManifest(PARTITION, new byte[] {9, 9});
                stepTo(f, move.to());
            }
            case REPLAYING_BROKEN -> {
                rivalEntry(f);
                while (f.world.runAppend()) {}
                f.journal.damageReads(1);
                stepTo(f, move.to());
            }
            case OPENING_BROKEN -> stepTo(f, move.to());
            case OPEN_BROKEN -> {
                f.owner.submit(ToyStream.usage(1, 1, ToyLogic.POISON), f.answers::add);
                stepTo(f, move.to());
            }
            case LOADING_CLOSED, REPLAYING_CLOSED, OPENING_CLOSED, OPEN_CLOSED, FENCED_CLOSED, BROKEN_CLOSED ->
                f.owner.close();
        }
    }

    /** Another owner's first entry, on its way. */
    private static void rivalEntry(final OwnerFixture f) {
        f.memory.append(PARTITION, 1, PartitionOwnerTest.opening(1, 0, 1), (p, s, outcome) -> {});
    }

    /** Another owner opens behind this one. */
    private static void rival(final OwnerFixture f) {
        f.owner().open();
        f.world.runAll();
    }

    private static void wait(final OwnerFixture f) {
        wait(f, new ToyStream(f.random.nextLong(), 2, PARTITION).add(1, 1).batch(1, 1, 1));
    }

    private static void wait(final OwnerFixture f, final PartitionBatch batch) {
        final int before = f.world.slotsTaken();
        f.send(batch);
        assertEquals(before + 1, f.world.slotsTaken());
        assertEquals(0, f.world.appendsWaiting());
    }

    private static void put(final OwnerFixture f) {
        wait(f);
        f.world.runMessages();
        assertEquals(1, f.world.appendsWaiting());
    }

    private static void again(final OwnerFixture f) {
        f.journal.next(Fault.UNKNOWN_AND_LOST);
        f.replies.clear();
        wait(f);
        f.world.runMessages();
        assertEquals(0, f.world.appendsWaiting());
        assertEquals(0, f.world.slotsTaken(), "it waits with a slot");
        assertTrue(f.replies.isEmpty(), "answered an unknown append");
    }

    private static void unread(final OwnerFixture f) {
        put(f);
        f.journal.failReads(1);
        f.world.runAppend();
        assertEquals(0, f.world.slotsTaken(), "it looks with a slot");
        assertTrue(f.replies.isEmpty(), "answered without a look at the predecessor");
    }

    private static Map<OwnerMove, Integer> walk(final Random random) {
        final boolean[] refuses = {false};
        final OwnerFixture f = refusingFixture(() -> refuses[0]);
        f.context.imageAfterEntries(1 + random.nextInt(20)).conclude();
        f.owner = f.owner();
        final PartitionOwner rival = f.owner();
        for (int step = 0; step < STEPS; step++) {
            disturb(f, rival, random);
            refuses[0] = random.nextInt(60) == 0;
            if (!f.world.runRandom(random)) {
                f.world.runTimer();
            }
        }
        f.journal.remember();
        f.owner.close();
        rival.close();
        f.world.runAll();
        assertEquals(0, f.world.slotsTaken(), "slots not given back");
        return f.counts;
    }

    private static void disturb(final OwnerFixture f, final PartitionOwner rival, final Random random) {
        switch (random.nextInt(100)) {
            case 0, 1, 2, 3, 4, 5 -> f.owner.open();
            case 6, 7 -> f.owner.close();
            case 8, 9, 10, 11, 12, 13, 14, 15 -> f.submit(random.nextInt(10), random.nextInt(100));
            case 16 -> f.owner.submit(ToyStream.usage(1, 1, ToyLogic.POISON), f.answers::add);
            case 17, 18 -> rival.open();
            case 19 -> rival.close();
            case 20 -> f.journal.next(random.nextBoolean() ? Fault.UNKNOWN_AND_LOST : Fault.UNKNOWN_BUT_DONE);
            case 21 -> f.journal.forget();
            case 22, 23, 24, 25, 26, 27 -> f.journal.remember();
            case 28 -> f.journal.failReads(1);
            case 31, 32 -> f.owner.follow();
            case 33 -> f.owner.unfollow();
            case 34 -> f.journal.damageCopies(1);
            case 29 -> f.journal.damageReads(1);
            case 30 -> {
                if (random.nextInt(20) == 0) {
                    f.snapshots.writeManifest(PARTITION, new byte[] {9, 9});
                }
            }
            default -> {
                // Goes on.
            }
        }
    }

    /** With logics that, when they are told to, refuse to apply an entry without records, as openings are. */
    private static OwnerFixture refusingFixture(final BooleanSupplier refuses) {
        return new OwnerFixture(() -> {
            final PartitionLogic logic = new ToyLogic(CHUNKS);
            return (PartitionLogic) Proxy.newProxyInstance(
                    PartitionLogic.class.getClassLoader(),
                    new Class<?>[] {PartitionLogic.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("apply") && (int) arguments[4] == 0 && refuses.getAsBoolean()) {
                            throw new IllegalStateException("told to refuse");
                        }
                        try {
                            return method.invoke(logic, arguments);
                        } catch (final InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
        });
    }
}
