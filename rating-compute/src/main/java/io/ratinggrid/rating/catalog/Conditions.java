package io.ratinggrid.rating.catalog;

import java.util.Map;
import java.util.TreeMap;

import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;

/** Attributes that an event must have; the zone is compared apart, since it may follow from the number. Immutable. */
public final class Conditions {
    /** The attribute that names a zone. */
    public static final String ZONE = "zone";

    private final int zone;
    private final int[] names;
    private final long[] values;

    Conditions(final Map<String, String> when) {
        final Map<String, String> sorted = new TreeMap<>(when);
        final String zoneName = sorted.remove(ZONE);
        zone = zoneName == null ? 0 : Symbol.of(zoneName);
        names = sorted.keySet().stream().mapToInt(Symbol::of).toArray();
        values = sorted.values().stream().mapToLong(AttributeValue::hash).toArray();
    }

    /** Number of attributes that must match: more beats fewer. */
    public int size() {
        return names.length + (zone == 0 ? 0 : 1);
    }

    public boolean match(final Command event, final int eventZone) {
        if (zone != 0 && zone != eventZone) {
            return false;
        }
        for (int i = 0; i < names.length; i++) {
            if (event.attribute(names[i]) != values[i]) {
                return false;
            }
        }
        return true;
    }
}
