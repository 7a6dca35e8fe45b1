package io.ratinggrid.ingest.intake;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

import io.ratinggrid.rating.command.ResultCode;

/** What a replay did. One thread but for the answers, which come from the sender's. */
public final class ReplayReport {
    private static final int SHOWN = 100;

    private long replayed;
    private long kept;
    private long more;
    private final Map<ResultCode, LongAdder> answers = new ConcurrentHashMap<>();
    private final List<String> objections = new ArrayList<>();

    /** The grid has committed a record, with this code. */
    void answered(final ResultCode code) {
        answers.computeIfAbsent(code, key -> new LongAdder()).increment();
    }

    void replayed(final int count) {
        replayed += count;
    }

    /** A record stays where it is. */
    void kept(final String objection) {
        kept++;
        objection(objection);
    }

    /** Nothing is there to be replayed. */
    void objection(final String objection) {
        if (objections.size() < SHOWN) {
            objections.add(objection);
        } else {
            more++;
        }
    }

    /** Records taken again: accepted, to be committed. */
    public long replayedCount() {
        return replayed;
    }

    /** What became of the records taken again, as far as they are committed. */
    public Map<ResultCode, Long> answers() {
        final Map<ResultCode, Long> counts = new EnumMap<>(ResultCode.class);
        answers.forEach((code, count) -> counts.put(code, count.sum()));
        return counts;
    }

    /** Records asked for that still cannot be taken. */
    public long keptCount() {
        return kept;
    }

    /** Why records were not taken, a sentence each; of very many the first, and a sentence that says how many more. */
    public List<String> objections() {
        final List<String> all = new ArrayList<>(objections);
        if (more > 0) {
            all.add("and " + more + " more");
        }
        return all;
    }

    boolean hasObjections() {
        return !objections.isEmpty();
    }
}
