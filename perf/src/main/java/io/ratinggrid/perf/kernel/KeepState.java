package io.ratinggrid.perf.kernel;

import java.util.concurrent.TimeUnit;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.EffectApplier;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.ResultRecord;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * Account state: applying the effects of one event, copying a record; writing and reading the images of a partition, per
 * account with two claims of events.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class KeepState {
    private static final int ACCOUNTS = 2_000;

    private final EffectApplier applier = new EffectApplier();
    private final ByteSink image = new ByteSink(1 << 20);
    private final ByteSource effects = new ByteSource();
    private PartitionEngine engine;
    private Account account;
    private long sequence;
    private int effectsAt;
    private int effectsLength;
    private CatalogHistory catalogs;
    private byte[][] images;

    @Setup
    public void rateOne() {
        final Workload workload;
        try (KernelCatalog files = new KernelCatalog(1_000)) {
            catalogs = files.compile();
            workload = new Workload(Model.FULL, ACCOUNTS, catalogs, files.prefixes());
        }
        for (int i = 0; i < 2 * ACCOUNTS; i++) {
            workload.next();
        }
        engine = workload.engine();
        final ResultRecord record = lastRecord();
        account = engine.account(record.command().account);
        record.effects(effects);
        effectsAt = effects.position();
        effectsLength = effects.remaining();
        images = new byte[engine.chunks()][];
        for (int chunk = 0; chunk < images.length; chunk++) {
            image.truncate(0);
            engine.writeChunk(chunk, image);
            images[chunk] = image.copy();
        }
    }

    private ResultRecord lastRecord() {
        final byte[] records = engine.records().copy();
        final ByteSource source = new ByteSource().wrap(records, 0, records.length);
        final ResultRecord record = new ResultRecord();
        while (source.remaining() > 0) {
            record.decode(source);
        }
        return record;
    }

    @Benchmark
    public Account applyEffects() {
        applier.apply(account, ++sequence, effects.bytes(), effectsAt, effectsLength);
        return account;
    }

    @Benchmark
    public StateRecord copyRecord() {
        return StateRecord.of(account.record(1).bytes().clone());
    }

    @Benchmark
    @OperationsPerInvocation(ACCOUNTS)
    public int writeImages() {
        image.truncate(0);
        for (int chunk = 0; chunk < engine.chunks(); chunk++) {
            engine.writeChunk(chunk, image);
        }
        return image.length();
    }

    @Benchmark
    @OperationsPerInvocation(ACCOUNTS)
    public PartitionEngine readImages() {
        final PartitionEngine read = new PartitionEngine(catalogs, Workload.SETTINGS);
        for (int chunk = 0; chunk < images.length; chunk++) {
            read.readChunk(chunk, images[chunk]);
        }
        return read;
    }
}
