package io.ratinggrid.node.reference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.ratinggrid.rating.journal.JournalEntry;
import io.ratinggrid.rating.journal.JournalEntryCodec;
import io.ratinggrid.rating.journal.JournalTip;
import io.ratinggrid.rating.journal.StreamRun;
import io.ratinggrid.rating.partition.PartitionEngine;
import io.ratinggrid.rating.partition.PartitionSettings;
import io.ratinggrid.rating.reference.FastEngine;
import io.ratinggrid.rating.reference.RandomTraffic;

/**
 * An engine of its own that carries out the commands of one stream, which it has from elsewhere, as the journal of a partition
 * goes along. The journal must hold each of them once, in order, with the reference's result code and byte for byte the record
 * that this engine makes. It has no images and never recovers. Throws where something is not as it must be.
 */
public final class ExecutedPartition {
    private final int partition;
    private final PartitionEngine engine;
    private final FastEngine figures;
    private final List<RandomTraffic.Step> commands = new ArrayList<>();
    private JournalTip tip = JournalTip.START;
    private int done;

    public ExecutedPartition(final int partition, final RandomTraffic traffic, final PartitionSettings settings) {
        this.partition = partition;
        engine = new PartitionEngine(RandomTraffic.book(traffic.seed()), settings);
        figures = new FastEngine(traffic.catalogs(), engine);
    }

    /** Adds a command to those that the stream has for this partition. */
    public void add(final RandomTraffic.Step command) {
        commands.add(command);
    }

    /** How many commands of the stream the journal holds so far. */
    public int done() {
        return done;
    }

    /** How many commands the stream has. */
    public int commands() {
        return commands.size();
    }

    /** Of the last entry. */
    public long sequence() {
        return tip.sequence();
    }

    /** Goes one journal entry further. */
    public void follow(final byte[] bytes) {
        final JournalEntry entry = JournalEntryCodec.decode(bytes);
        tip = tip.follow(entry);
        engine.beginEntry(entry.header().sequence(), entry.header().timeMs());
        final int before = done;
        for (final StreamRun run : entry.runs()) {
            check(run.firstNumber() == done + 1, "stream number", run);
            check(run.lastNumber() <= commands.size(), "last stream number", run);
            execute(run.count());
        }
        check(entry.recordCount() == done - before, "number of records", entry.header());
        final byte[] records = Arrays.copyOfRange(
                entry.records(), entry.recordsOffset(), entry.recordsOffset() + entry.recordsLength());
        check(Arrays.equals(records, engine.records().copy()), "what is recorded", entry.header());
        figures.read(records, 0, records.length);
    }

    private void execute(final int count) {
        for (int i = 0; i < count; i++) {
            final RandomTraffic.Step step = commands.get(done);
            final Object code = engine.execute(step.command(), 0, step.command().length);
            done++;
            check(code == step.code(), "result", "number=" + done + " reference=" + step.code() + " engine=" + code);
        }
    }

    /** Some recovered or live state must be this one, byte by byte. */
    public void checkImages(final long sequence, final List<byte[]> images) {
        check(sequence == sequence(), "sequence", sequence + " expected=" + sequence());
        final List<byte[]> executed = PeekedLogic.images(engine);
        for (int chunk = 0; chunk < executed.size(); chunk++) {
            check(Arrays.equals(executed.get(chunk), images.get(chunk)), "image", "chunk=" + chunk);
        }
    }

    /** Answers that were given for the first commands must be the reference's, and those commands journaled. */
    public void checkAnswers(final byte[] codes) {
        check(codes.length <= done, "what is journaled", "answered=" + codes.length + " journaled=" + done);
        for (int i = 0; i < codes.length; i++) {
            check(codes[i] == commands.get(i).code().number(), "answer", "number=" + (i + 1) + " code=" + codes[i]);
        }
    }

    /** An account must have come to what the reference says of all commands so far, and its books balance. */
    public void checkAccount(final String account, final RandomTraffic reference) {
        check(done == commands.size(), "number of commands", done + " of " + commands.size());
        final List<String> differences = figures.figures(account)
                .map(found -> reference.figures(account).differences(found))
                .orElseGet(() -> List.of("is not open"));
        check(differences.isEmpty(), account, differences);
        check(figures.imbalances(account).isEmpty(), account, figures.imbalances(account));
    }

    private void check(final boolean sound, final String what, final Object detail) {
        if (!sound) {
            throw new AssertionError(
                    what + " is wrong: partition=" + partition + " sequence=" + sequence() + " " + detail);
        }
    }
}
