package io.ratinggrid.perf.charge;

import java.io.IOException;
import java.nio.file.Path;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import io.ratinggrid.node.net.StreamPort;
import io.ratinggrid.node.net.StreamPortSettings;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.rig.Spent;
import io.ratinggrid.perf.rig.Verbs;
import io.ratinggrid.perf.wire.HostPort;
import io.ratinggrid.persistence.journal.AppendOutcome;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.storage.Durability;
import io.ratinggrid.persistence.storage.GridStorage;
import io.ratinggrid.persistence.storage.GridStorageContext;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.wire.Ask;
import io.ratinggrid.rating.wire.AskAnswer;
import io.ratinggrid.rating.wire.Routes;

/**
 * The least that can answer a request durably: what is asked comes over the port of a node, and is put as it is by one transactional
 * {@code putIfAbsent} into the grid's own persistent journal cache; no owner, no rating. Reads the verb {@code cpu}.
 */
public final class BareMain {
    private static final long REGION_BYTES = 2L << 30;
    private static final byte[] NOTHING = {};
    private static final Verbs CPU =
            verb -> new Figures().put("cpuNs", Spent.now().cpuNs());

    private BareMain() {}

    /** {@code arguments}: the file of the settings, and the address at which it listens. Says on which port, as a figure. */
    public static void main(final String[] arguments) throws IOException, InterruptedException {
        final RigSettings settings = RigSettings.read(Path.of(arguments[0]));
        final String host = arguments[1];
        final AtomicLong sequences = new AtomicLong();
        try (GridStorage storage = new GridStorage(new GridStorageContext()
                        .dataDirectory(settings.directory().resolve("bare"))
                        .instanceName("bare")
                        .partitions(settings.partitions())
                        .durability(Durability.valueOf(settings.durability().name()))
                        .regionBytes(REGION_BYTES))
                .start()) {
            final BitSet all = new BitSet();
            all.set(0, settings.partitions());
            final int[] port = new int[1];
            try (StreamPort streams = new StreamPort(
                            portSettings(settings, host),
                            NoStreams::new,
                            (ask, answer) -> put(storage.journal(), ask, sequences.incrementAndGet(), answer),
                            () -> new Routes(List.of(new HostPort(host, port[0]).toString()), all),
                            System.out::println)
                    .bind()) {
                port[0] = streams.port();
                streams.start();
                new Figures().put("port", streams.port()).print();
                CPU.obeyAll();
            }
        }
    }

    private static StreamPortSettings portSettings(final RigSettings settings, final String host) throws IOException {
        return new StreamPortSettings(
                host,
                0,
                settings.generator().access().token(),
                "bare",
                settings.partitions(),
                StreamPortSettings.STANDARD_SILENCE_MS,
                Optional.empty());
    }

    private static void put(
            final JournalStore journal, final Ask ask, final long sequence, final Consumer<AskAnswer> answer) {
        journal.append(
                ask.partition(),
                sequence,
                ask.command(),
                (partition, at, outcome) -> answer.accept(
                        outcome == AppendOutcome.MINE
                                ? AskAnswer.committed(ask, at, ResultCode.DONE, NOTHING)
                                : AskAnswer.failed(ask, outcome.toString())));
    }
}
