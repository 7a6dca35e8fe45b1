package io.ratinggrid.ingest.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.wire.PartitionBatch;
import io.ratinggrid.rating.wire.StreamHello;
import org.junit.jupiter.api.Test;

/** Which files a batch says that its commands came from. */
class LaneSourcesTest {
    private static final int UNKNOWN = 4;

    private final Lane lane = lane(file -> file == UNKNOWN ? "" : "june-" + file + ".csv");
    private final List<PartitionBatch> batches = new ArrayList<>();
    private long chain;

    private static Lane lane(final SourceNames names) {
        final Lane lane = new Lane(
                0,
                new StreamHello(1, 2, 3, 1),
                SenderSettings.standard(1),
                new SinkPool(),
                names,
                StreamPoint.start(1));
        lane.gridAt(0, 0);
        return lane;
    }

    @Test
    void shouldNameEachFileOnce() {
        gather(1, 1, 0, 2, 1, 2);
        send();
        assertEquals(files(1, 2), batches.get(0).sources());
    }

    @Test
    void shouldBeginAnewWithEachBatch() {
        gather(1);
        send();
        gather(0, 1);
        send();
        gather(0);
        send();
        assertEquals(files(1), batches.get(0).sources());
        assertEquals(files(1), batches.get(1).sources());
        assertEquals(List.of(), batches.get(2).sources());
    }

    @Test
    void shouldLeaveOutFilesWithoutName() {
        gather(3, UNKNOWN, 5);
        send();
        assertEquals(files(3, 5), batches.get(0).sources());
    }

    @Test
    void shouldCutBeforeMoreFilesThanABatchNames() {
        for (int file = 10; file < 10 + 2 * PartitionBatch.MOST_SOURCES + 1; file++) {
            gather(file, file);
        }
        send();
        send();
        send();
        assertEquals(2 * PartitionBatch.MOST_SOURCES, batches.get(0).count());
        assertEquals(PartitionBatch.MOST_SOURCES, batches.get(0).sources().size());
        assertEquals(PartitionBatch.MOST_SOURCES, batches.get(1).sources().size());
        assertEquals(files(10 + 2 * PartitionBatch.MOST_SOURCES), batches.get(2).sources());
    }

    @Test
    void shouldNameThemWhenItIsSentAgain() {
        gather(1, 2);
        send();
        lane.forget();
        lane.gridAt(0, 0);
        chain = 0;
        gather(2);
        send();
        assertEquals(files(2), batches.get(batches.size() - 1).sources());
    }

    private void gather(final int... files) {
        for (final int file : files) {
            final Command command = new Command();
            command.reset(CommandType.USAGE);
            command.sourceFile = file;
            command.id(new byte[file]);
            final ByteSink sink = new ByteSink(64);
            CommandCodec.encode(command, sink);
            lane.gather(0, ++chain, sink.bytes(), 0, sink.length());
        }
    }

    private void send() {
        assertTrue(lane.canSend(0));
        batches.add(lane.send(0));
        lane.committedOnTheWay();
    }

    private static List<SourceFile> files(final int... numbers) {
        final List<SourceFile> files = new ArrayList<>();
        for (final int number : numbers) {
            files.add(new SourceFile(number, "june-" + number + ".csv"));
        }
        return files;
    }
}
