package io.ratinggrid.rating.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known word that a misspelt one was meant to be. */
public final class DidYouMean {
    private static final int LONGEST = 100;

    private DidYouMean() {}

    /** The nearest of {@code known} to {@code word}, if one is near enough to be worth saying; the first among equals. */
    public static Optional<String> nearest(final String word, final Collection<String> known) {
        final String wanted = folded(word);
        if (wanted.isEmpty() || wanted.length() > LONGEST) {
            return Optional.empty();
        }
        String best = null;
        int bestDistance = 1 + Math.max(1, (wanted.length() + 1) / 3);
        for (final String candidate : known) {
            final String other = folded(candidate);
            if (other.isEmpty() || Math.abs(other.length() - wanted.length()) >= bestDistance) {
                continue;
            }
            final int distance = distance(wanted, other);
            if (distance < bestDistance && distance < other.length()) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code did you mean 'x'?}, or the known words when none is near, or nothing when none is known. */
    public static String phrase(final String word, final Collection<String> known) {
        return nearest(word, known).map(near -> "did you mean '" + near + "'?").orElseGet(() -> oneOf(known));
    }

    /** {@code one of a, b, c}, cut when there are many. */
    public static String oneOf(final Collection<String> known) {
        final int shown = 12;
        if (known.isEmpty()) {
            return "";
        }
        final StringBuilder text = new StringBuilder(known.size() == 1 ? "" : "one of ");
        int count = 0;
        for (final String one : known) {
            if (count == shown) {
                return text.append(", ...").toString();
            }
            text.append(count++ == 0 ? "" : ", ").append(one);
        }
        return text.toString();
    }

    private static String folded(final String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', '-').replace(' ', '-');
    }

    /** Insertions, deletions, replacements and swaps of neighbours. */
    private static int distance(final String left, final String right) {
        int[] beforeLast = new int[right.length() + 1];
        int[] last = new int[right.length() + 1];
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                final int replaced = last[j - 1] + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            final int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[right.length()];
    }
}
