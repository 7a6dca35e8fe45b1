package io.ratinggrid.node.standalone;

import java.util.EnumMap;
import java.util.Map;

import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Counts what became of the records of a script, for its last line on the terminal. One thread. */
public final class ScriptCounts {
    private final Map<ResultCode, Long> usage = new EnumMap<>(ResultCode.class);
    private final Map<ResultCode, Long> others = new EnumMap<>(ResultCode.class);
    private long filtered;
    private long rejected;

    void add(final Command command, final ResultCode code) {
        (command.type == CommandType.USAGE ? usage : others).merge(code, 1L, Long::sum);
    }

    void filtered() {
        filtered++;
    }

    void rejected() {
        rejected++;
    }

    /** Records of all kinds so far. */
    long records() {
        return filtered + rejected + sum(usage) + sum(others);
    }

    private static long sum(final Map<ResultCode, Long> counts) {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** {@code usage: 3 DONE, 1 DUPLICATE; other commands: 4 DONE; 2 rejected}. */
    public String summary() {
        return "usage: " + text(usage) + "; other commands: " + text(others)
                + (filtered > 0 ? "; " + filtered + " filtered" : "")
                + (rejected > 0 ? "; " + rejected + " rejected" : "");
    }

    private static String text(final Map<ResultCode, Long> counts) {
        final StringBuilder text = new StringBuilder();
        counts.forEach((code, count) -> text.append(text.isEmpty() ? "" : ", ")
                .append(count)
                .append(' ')
                .append(code));
        return text.isEmpty() ? "none" : text.toString();
    }
}
