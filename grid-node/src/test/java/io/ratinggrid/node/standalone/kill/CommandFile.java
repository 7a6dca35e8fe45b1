package io.ratinggrid.node.standalone.kill;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.reference.RandomTraffic;

/**
 * The commands that children feed to their queues, one after another: what is to be known without any of the code under test.
 * The parent adds to it while no child runs.
 *
 * <pre>
 *  i32 partition, i32 length, command
 * </pre>
 */
final class CommandFile {
    private record Line(int partition, byte[] command) {}

    private final List<Line> lines = new ArrayList<>();

    private CommandFile() {}

    static void add(final Path file, final List<RandomTraffic.Step> steps) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                DataOutputStream out = new DataOutputStream(bytes)) {
            for (final RandomTraffic.Step step : steps) {
                out.writeInt(step.partition());
                out.writeInt(step.command().length);
                out.write(step.command());
            }
        }
    }

    static CommandFile read(final Path path) throws IOException {
        final CommandFile file = new CommandFile();
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)))) {
            for (long left = Files.size(path); left > 0; ) {
                final int partition = in.readInt();
                final byte[] command = in.readNBytes(in.readInt());
                file.lines.add(new Line(partition, command));
                left -= 8 + command.length;
            }
        }
        return file;
    }

    long size() {
        return lines.size();
    }

    /** Partition of a command, from number 1 on. */
    int partition(final long number) {
        return lines.get((int) number - 1).partition();
    }

    byte[] command(final long number) {
        return lines.get((int) number - 1).command();
    }
}
