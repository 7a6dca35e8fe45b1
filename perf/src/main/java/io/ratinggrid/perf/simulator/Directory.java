package io.ratinggrid.perf.simulator;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Which account has an identity since when, as one gateway knows it; kept on its disk. */
final class Directory {
    private final Map<String, TreeMap<Long, String>> accounts = new HashMap<>();

    /** An account has an identity from a time on. */
    void enter(final String identity, final long fromMs, final String account) {
        accounts.computeIfAbsent(identity, key -> new TreeMap<>()).put(fromMs, account);
    }

    String account(final String identity, final long atMs) {
        return accounts.get(identity).floorEntry(atMs).getValue();
    }
}
