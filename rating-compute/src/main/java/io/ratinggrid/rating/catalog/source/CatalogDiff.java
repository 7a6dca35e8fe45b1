package io.ratinggrid.rating.catalog.source;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.ratinggrid.rating.catalog.model.CatalogModel;

/** Says how two versions of a catalog differ, in words. */
public final class CatalogDiff {
    private CatalogDiff() {}

    /** One difference. */
    public record Change(Kind kind, String what, String from, String to) {

        /** {@code charge 'calls' of tariff 'standard': price from 0.05 / min to 0.06 / min} */
        @Override
        public String toString() {
            return switch (kind) {
                case ADDED -> "added " + what;
                case REMOVED -> "removed " + what;
                case CHANGED -> what + " from " + from + " to " + to;
            };
        }
    }

    /** What happened to a thing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /** The differences from {@code before} to {@code after}, in the order of the catalog's sections. */
    public static List<Change> between(final CatalogModel before, final CatalogModel after) {
        final Map<String, Map<String, String>> old = new CatalogTexts(before).all();
        final Map<String, Map<String, String>> now = new CatalogTexts(after).all();
        final List<Change> changes = new ArrayList<>();
        for (final String thing : union(old.keySet(), now.keySet())) {
            if (!now.containsKey(thing)) {
                changes.add(new Change(Kind.REMOVED, thing, "", ""));
            } else if (!old.containsKey(thing)) {
                changes.add(new Change(Kind.ADDED, thing, "", ""));
            } else {
                compare(thing, old.get(thing), now.get(thing), changes);
            }
        }
        changes.addAll(DeckDiff.between(before, after));
        return changes;
    }

    private static void compare(
            final String thing,
            final Map<String, String> before,
            final Map<String, String> after,
            final List<Change> changes) {
        for (final String property : union(before.keySet(), after.keySet())) {
            final String old = before.getOrDefault(property, "none");
            final String now = after.getOrDefault(property, "none");
            if (!old.equals(now)) {
                changes.add(new Change(Kind.CHANGED, thing + ": " + property, old, now));
            }
        }
    }

    /** Keys of the first in their order, then those that only the second has. */
    private static Set<String> union(final Set<String> first, final Set<String> second) {
        final Set<String> all = new LinkedHashSet<>(first);
        all.addAll(second);
        return all;
    }
}
