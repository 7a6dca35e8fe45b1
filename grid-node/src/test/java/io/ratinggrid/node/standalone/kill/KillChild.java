package io.ratinggrid.node.standalone.kill;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.grid.GridContext;
import io.ratinggrid.node.grid.GridSeams;
import io.ratinggrid.node.grid.SystemClock;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.node.owner.OwnerContext;
import io.ratinggrid.node.owner.OwnerListener;
import io.ratinggrid.node.owner.OwnerState;
import io.ratinggrid.node.reference.PeekedLogic;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.reference.RandomTraffic;

/**
 * A whole process, gateway and grid, that lives to be killed. Says on standard output how far it is.
 *
 * <p>Arguments: directory, seed of the stream, plan, plant, seed of the catalogs, sequences up to which the parent knows the
 * journals.
 */
final class KillChild {
    static final int PARTITIONS = 8;
    static final int CHUNKS = 3;
    static final PartitionSettings SETTINGS =
            new PartitionSettings(PartitionSettings.DEFAULT.duplicateWindowDays(), CHUNKS);
    private static final long START_MS = 60_000;
    private static final long REACH_MS = 4_000;

    private final Path directory;
    private final long seed;
    private final KillPlan plan;
    private final Random random;
    private final KillPoints points = new KillPoints();
    private final Plant plant;
    private final CatalogBook book;
    private final long[] seen;
    private static KillGateway gateway;

    private KillChild(final String[] args) {
        directory = Path.of(args[0]);
        seed = Long.parseLong(args[1]);
        plan = KillPlan.ofWord(args[2]);
        random = plan.random();
        plant = Plant.valueOf(args[3]);
        book = RandomTraffic.book(Long.parseLong(args[4]));
        seen = Arrays.stream(args[5].split(",")).mapToLong(Long::parseLong).toArray();
    }

    public static void main(final String[] args) {
        try {
            new KillChild(args).run();
        } catch (final Throwable e) {
            e.printStackTrace();
            say("FAILED " + e);
            Runtime.getRuntime().halt(1);
        }
    }

    /** One line for the parent, with what is accepted and what is answered now; later lines never say less. */
    static void say(final String line) {
        synchronized (System.out) {
            final KillGateway of = gateway;
            final String numbers = of == null ? "" : " accepted=" + of.accepted() + " answered=" + of.answered();
            System.out.println(line + numbers);
            System.out.flush();
        }
    }

    private void run() throws IOException, InterruptedException {
        final CommandFile commands = CommandFile.read(KillJudge.commandFile(directory));
        gateway = new KillGateway(directory.resolve("gateway"), seed, commands, PARTITIONS, points);
        say("BOOT");
        final GridStorage storage = new GridStorage(new GridStorageContext()
                        .dataDirectory(directory.resolve("grid"))
                        .partitions(PARTITIONS)
                        .regionBytes(64 << 20)
                        .walBytes(256 << 20)
                        .committerThreads(2))
                .start();
        say("STORAGE");
        final WatchedJournal journal = new WatchedJournal(storage.journal(), points, plant);
        final WatchedSnapshots snapshots = new WatchedSnapshots(storage.snapshots(), points, plant);
        if (plan.kind() == KillPlan.Kind.RECOVERY) {
            points.arm(KillStep.DURING_RECOVERY, 1 + random.nextInt(PARTITIONS * (CHUNKS + 4)));
        }
        final Grid grid = new Grid(
                        context(),
                        new GridSeams(
                                journal,
                                snapshots,
                                partition -> new PeekedLogic(new PartitionEngine(book, SETTINGS)),
                                new SystemClock(),
                                new Listener()))
                .start();
        if (!grid.awaitOpen(START_MS)) {
            throw new IllegalStateException("openPartitions=" + grid.openPartitions());
        }
        journal.recovered();
        snapshots.recovered();
        show(KillJudge.stateFile(directory), storage, grid);
        gateway.start(grid);
        if (plan.kind() == KillPlan.Kind.VERIFY) {
            verify(storage, grid);
            return;
        }
        final Thread conductor = new Thread(() -> conduct(storage), "conductor");
        conductor.setDaemon(true);
        say("READY");
        conductor.start();
        gateway.feed();
    }

    private GridContext context() {
        return new GridContext()
                .partitions(PARTITIONS)
                .ratingThreads(2)
                .commitSlots(16)
                .readThreads(2)
                .imageDutyPercent(100)
                .owner(new OwnerContext().imageAfterEntries(plant == Plant.STALE_IMAGE ? 2 : 10));
    }

    private void verify(final GridStorage storage, final Grid grid) throws IOException, InterruptedException {
        gateway.feed();
        final long untilMs = System.currentTimeMillis() + START_MS;
        while (gateway.answered() < gateway.accepted() && System.currentTimeMillis() < untilMs) {
            Thread.sleep(5);
        }
        if (!grid.writeImages(START_MS)) {
            throw new IllegalStateException("images are not written after ms=" + START_MS);
        }
        show(KillJudge.endFile(directory), storage, grid);
        say("DONE");
        grid.close();
        storage.close();
        System.exit(0);
    }

    /** Shows state and journal while nothing moves. */
    private void show(final Path file, final GridStorage storage, final Grid grid) throws IOException {
        final List<StateFile.State> states = new ArrayList<>();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            final CompletableFuture<Answer<List<byte[]>>> answer = new CompletableFuture<>();
            grid.query(partition, 0, logic -> ((PeekedLogic) logic).images(), answer::complete);
            final Answer<List<byte[]>> given = answer.join();
            if (given.outcome() != Answer.Outcome.GIVEN) {
                throw new IllegalStateException("partition=" + partition + " answer=" + given);
            }
            states.add(
                    StateFile.State.of(given.sequence(), given.value(), storage.journal(), partition, seen[partition]));
            seen[partition] = given.sequence();
        }
        StateFile.write(file, states);
    }

    private void conduct(final GridStorage storage) {
        try {
            Thread.sleep(10 + random.nextInt(60));
            switch (plan.kind()) {
                case TOGETHER -> {
                    reach(KillStep.DURING_IMAGE, 8);
                    points.arm(KillStep.AFTER_PUT_BEFORE_ANSWER, 1 + random.nextInt(20));
                    reach(KillStep.BEFORE_PUT, 20);
                    await(KillStep.AFTER_PUT_BEFORE_ANSWER);
                    reach(KillStep.AFTER_QUEUE_APPEND, 20);
                    checkpoint(storage);
                }
                case SINGLE -> {
                    if (plan.step() == KillStep.DURING_CHECKPOINT) {
                        checkpoint(storage);
                    } else {
                        reach(plan.step(), 30);
                    }
                }
                default -> {
                    // The parent chooses when.
                }
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void checkpoint(final GridStorage storage) {
        final CheckpointStep.Phase[] phases = CheckpointStep.Phase.values();
        new CheckpointStep(storage.ignite(), points, phases[random.nextInt(phases.length)]).force();
    }

    private void reach(final KillStep step, final int most) throws InterruptedException {
        points.arm(step, 1 + random.nextInt(most));
        await(step);
    }

    private void await(final KillStep step) throws InterruptedException {
        final long untilMs = System.currentTimeMillis() + REACH_MS;
        while (!points.isReached(step)) {
            if (System.currentTimeMillis() > untilMs) {
                say("NOT-REACHED " + step.word());
                return;
            }
            Thread.sleep(1);
        }
    }

    private static final class Listener implements OwnerListener {
        @Override
        public void moved(final int partition, final OwnerState from, final OwnerState to, final String reason) {
            if (to == OwnerState.FENCED || to == OwnerState.BROKEN) {
                say("FAULT partition=" + partition + " " + to + ": " + reason);
            }
        }

        @Override
        public void alarm(final int partition, final String what) {
            say("ALARM partition=" + partition + " " + what);
        }
    }
}
