package io.ratinggrid.persistence.storage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import org.apache.ignite.internal.processors.cache.persistence.file.FileIO;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIODecorator;
import org.apache.ignite.internal.processors.cache.persistence.file.FileIOFactory;
import org.junit.jupiter.api.Test;

final class DeferredForceTest {
    private static final OpenOption[] WRITING = {StandardOpenOption.CREATE, StandardOpenOption.WRITE};

    private final List<String> done = new ArrayList<>();
    private final DeferredForce files = new DeferredForce(new Recorder());

    @Test
    void shouldFlushTheLogBeforeACheckpointAndNotBefore() throws IOException {
        final FileIO log = files.create(new File("wal/1.wal"), WRITING);
        log.force();
        log.force(true);
        assertEquals(List.of("open 1.wal"), done);

        files.create(new File("cp/START.bin.tmp"), WRITING);

        assertEquals(List.of("open 1.wal", "force 1.wal", "open START.bin.tmp"), done);
    }

    @Test
    void shouldKeepAFinishedSegmentOpenUntilItIsFlushed() throws IOException {
        final FileIO log = files.create(new File("wal/1.wal"), WRITING);
        log.close();
        assertEquals(List.of("open 1.wal"), done);

        files.force();
        files.force();

        assertEquals(List.of("open 1.wal", "force 1.wal", "close 1.wal"), done);
    }

    @Test
    void shouldFlushAndCloseAllAtTheEnd() throws IOException {
        files.create(new File("wal/1.wal"), WRITING);

        files.close();
        files.close();

        assertEquals(List.of("open 1.wal", "force 1.wal", "close 1.wal"), done);
    }

    @Test
    void shouldLeaveOtherFilesAlone() throws IOException {
        final FileIO pages = files.create(new File("group/part-1.bin"), WRITING);
        pages.force();
        pages.close();
        files.create(new File("wal/1.wal"), StandardOpenOption.READ).close();

        assertEquals(
                List.of("open part-1.bin", "force part-1.bin", "close part-1.bin", "open 1.wal", "close 1.wal"), done);
    }

    /** Opens no files, and writes down what is asked of them. */
    private final class Recorder implements FileIOFactory {
        private static final long serialVersionUID = 1L;

        @Override
        public FileIO create(final File file, final OpenOption... modes) {
            done.add("open " + file.getName());
            return new FileIODecorator(null) {
                @Override
                public void force() {
                    done.add("force " + file.getName());
                }

                @Override
                public void close() {
                    done.add("close " + file.getName());
                }
            };
        }
    }
}
