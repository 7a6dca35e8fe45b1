package io.ratinggrid.node.cluster;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.IntConsumer;

import io.ratinggrid.node.grid.Grid;
import io.ratinggrid.node.owner.Answer;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.seam.Clock;

/**
 * Publishes the catalogs of this node to a partition that it has opened, before anything else comes there; each when the other
 * nodes keep it too, so that the partition can be opened anywhere whatever becomes of this node. Any thread.
 */
public final class CatalogPublisher {
    private static final String ORIGIN = "ratinggrid";
    /** Runs what is handed to it half a second later. */
    static final Executor LATER = CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS);

    private final Grid grid;
    private final CatalogBook book;
    private final BiConsumer<String, Runnable> whenKept;
    private final List<String> hashes;
    private final Clock clock;
    private final Executor later;
    private final Consumer<String> messages;

    /**
     * {@code whenKept} lets go on, at once or later on any thread, when the other nodes keep the catalog of a hash too; {@code later} runs a task
     * after a while, on any thread.
     */
    public CatalogPublisher(
            final Grid grid,
            final CatalogBook book,
            final BiConsumer<String, Runnable> whenKept,
            final List<String> hashes,
            final Clock clock,
            final Executor later,
            final Consumer<String> messages) {
        this.grid = grid;
        this.book = book;
        this.whenKept = whenKept;
        this.hashes = List.copyOf(hashes);
        this.clock = clock;
        this.later = later;
        this.messages = messages;
    }

    /** Publishes what the partition does not have, one after the other, then tells so; nothing is told if it is closed. */
    public void publish(final int partition, final IntConsumer done) {
        grid.peek(
                partition,
                logic -> {
                    final var known = ((PartitionEngine) logic).catalogs().versions();
                    return hashes.stream()
                            .filter(hash -> !known.contains(book.find(hash)))
                            .toList();
                },
                answer -> {
                    if (answer.outcome() == Answer.Outcome.GIVEN) {
                        publish(partition, answer.value(), done);
                    } else if (answer.outcome() == Answer.Outcome.BUSY) {
                        again(() -> publish(partition, done));
                    }
                });
    }

    private void publish(final int partition, final List<String> missing, final IntConsumer done) {
        if (missing.isEmpty()) {
            done.accept(partition);
            return;
        }
        whenKept.accept(missing.get(0), () -> submit(partition, missing, done));
    }

    private void submit(final int partition, final List<String> missing, final IntConsumer done) {
        grid.submit(partition, command(missing.get(0)), answer -> {
            if (answer.outcome() == Answer.Outcome.GIVEN) {
                report(partition, missing.get(0), answer.value().code());
                publish(partition, missing.subList(1, missing.size()), done);
            } else if (answer.outcome() == Answer.Outcome.BUSY
                    || answer.outcome() == Answer.Outcome.NOT_ENOUGH_COPIES) {
                again(() -> publish(partition, missing, done));
            }
        });
    }

    /** Never at once: such a refusal comes before the call returns, and from a closed grid always. */
    private void again(final Runnable task) {
        if (!grid.isClosed()) {
            later.execute(task);
        }
    }

    private void report(final int partition, final String hash, final ResultCode code) {
        if (code != ResultCode.DONE && code != ResultCode.ALREADY_EXISTS) {
            messages.accept("ALARM: catalog is not published: partition=" + partition + " catalogHash=" + hash
                    + " result=" + code);
        }
    }

    private byte[] command(final String hash) {
        final Command command = new Command();
        command.reset(CommandType.PUBLISH_CATALOG);
        command.atMs = clock.timeMs();
        command.origin = Symbol.of(ORIGIN);
        command.id(("catalog-" + hash).getBytes(StandardCharsets.US_ASCII));
        command.text = hash;
        // Its time was looked at when it was taken up; a start that died half-way may be long ago.
        command.retroactive = true;
        final ByteSink bytes = new ByteSink(512);
        command.content = CommandCodec.contentOf(command, bytes);
        bytes.truncate(0);
        CommandCodec.encode(command, bytes);
        return bytes.copy();
    }
}
