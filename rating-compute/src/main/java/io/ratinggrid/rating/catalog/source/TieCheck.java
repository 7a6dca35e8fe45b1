package io.ratinggrid.rating.catalog.source;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/**
 * Finds alternatives that can never win and alternatives between which nothing decides. More matching attributes win,
 * then the higher weight (SEMANTICS.md 8).
 */
final class TieCheck {
    private final Problems problems;
    private final String kind;

    /** @param kind how messages name one of them */
    TieCheck(final Problems problems, final String kind) {
        this.problems = problems;
        this.kind = kind;
    }

    /** One of the alternatives. */
    record Contender(String name, Map<String, String> when, int weight, Position at) {}

    void check(final List<Contender> contenders) {
        final Set<Contender> shadowed = Collections.newSetFromMap(new IdentityHashMap<>());
        forEachPair(contenders, (earlier, later) -> {
            if (earlier.when.equals(later.when)) {
                final boolean laterWins = later.weight > earlier.weight;
                final Contender loser = laterWins ? earlier : later;
                if (shadowed.add(loser)) {
                    reportShadowed(loser, laterWins ? later : earlier);
                }
            }
        });
        final List<Contender> reachable =
                contenders.stream().filter(one -> !shadowed.contains(one)).toList();
        forEachPair(reachable, (earlier, later) -> {
            if (earlier.when.size() == later.when.size()
                    && earlier.weight == later.weight
                    && compatible(earlier.when, later.when)) {
                reportTie(earlier, later);
            }
        });
    }

    private static void forEachPair(
            final List<Contender> contenders, final BiConsumer<Contender, Contender> earlierAndLater) {
        for (int i = 0; i < contenders.size(); i++) {
            for (int j = 0; j < i; j++) {
                earlierAndLater.accept(contenders.get(j), contenders.get(i));
            }
        }
    }

    private void reportShadowed(final Contender shadowed, final Contender winner) {
        final String weight = shadowed.weight == winner.weight ? "equal" : "higher";
        problems.error(
                shadowed.at,
                kind + " " + shadowed.name + " is never reached: " + kind + " " + winner.name + lineOf(winner)
                        + " has the same conditions and " + weight + " weight",
                "other conditions, a higher weight, or remove it");
    }

    private void reportTie(final Contender earlier, final Contender later) {
        final Map<String, String> event = new TreeMap<>(earlier.when);
        event.putAll(later.when);
        final String attributes = event.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(" and "));
        problems.error(
                later.at,
                kind + " " + later.name + " ties with " + kind + " " + earlier.name + lineOf(earlier) + ": both match "
                        + attributes + " with " + later.when.size() + " of the attributes and weight " + later.weight,
                "different weights");
    }

    /** The line, unless the name says it. */
    private static String lineOf(final Contender contender) {
        return contender.name.startsWith("at line") ? "" : " at line " + contender.at.line();
    }

    /** True if one event can have both sets of attributes. */
    private static boolean compatible(final Map<String, String> one, final Map<String, String> other) {
        return one.entrySet().stream().allMatch(entry -> other.getOrDefault(entry.getKey(), entry.getValue())
                .equals(entry.getValue()));
    }
}
