package io.ratinggrid.perf.kernel;

import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A usage command to bytes, back, and the checksum of its content. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodeCommand {
    private final ByteSink sink = new ByteSink(512);
    private final ByteSink scratch = new ByteSink(512);
    private final ByteSource source = new ByteSource();
    private final Command decoded = new Command();
    private Command command;
    private byte[] bytes;

    @Setup
    public void encodeOne() {
        try (KernelCatalog files = new KernelCatalog(1_000)) {
            command = new Workload(Model.DECK, 1, files.compile(), files.prefixes()).fill();
        }
        encode();
        bytes = sink.copy();
    }

    @Benchmark
    public int encode() {
        sink.truncate(0);
        CommandCodec.encode(command, sink);
        return sink.length();
    }

    @Benchmark
    public long decode() {
        CommandCodec.decode(source.wrap(bytes, 0, bytes.length), decoded);
        return decoded.number;
    }

    @Benchmark
    public long content() {
        return CommandCodec.contentOf(command, scratch);
    }
}
