package io.ratinggrid.perf.kernel;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.SourceFile;
import io.ratinggrid.rating.journal.CodeRuns;
import io.ratinggrid.rating.journal.EntryHeader;
import io.ratinggrid.rating.journal.EntryKind;
import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.RecordPacker;
import io.ratinggrid.rating.journal.StreamRun;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A journal entry of 256 rated events to bytes with its checksum, and checked and back; per event. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class CodeEntry {
    private static final EntryHeader HEADER = new EntryHeader(EntryKind.BATCH, 7, 1, 1, 1, 42, 17, 1_780_358_400_000L);

    private static final List<List<SourceFile>> SOURCES = List.of(List.of(new SourceFile(12, "june-2026.jsonl")));

    private final CodeRuns codes = new CodeRuns();
    private final RecordPacker packer = new RecordPacker();
    private final List<StreamRun> runs = List.of(new StreamRun(1, 2, 3, 1, Workload.BATCH, 4, 0));
    private ByteSink records;
    private byte[] entry;

    @Setup
    public void encodeOne() {
        final Workload workload;
        try (KernelCatalog files = new KernelCatalog(1_000)) {
            workload = new Workload(Model.FULL, 1_000, files.compile(), files.prefixes());
        }
        for (int i = 0; i < Workload.BATCH; i++) {
            workload.next();
        }
        records = workload.engine().records();
        entry = encode();
    }

    @Benchmark
    @OperationsPerInvocation(Workload.BATCH)
    public byte[] encode() {
        codes.clear();
        for (int i = 0; i < Workload.BATCH; i++) {
            codes.add(0);
        }
        return JournalEntryCodec.encode(HEADER, runs, SOURCES, codes.encoded(), Workload.BATCH, records, packer);
    }

    @Benchmark
    @OperationsPerInvocation(Workload.BATCH)
    public JournalEntry decode() {
        return JournalEntryCodec.decode(entry);
    }
}
