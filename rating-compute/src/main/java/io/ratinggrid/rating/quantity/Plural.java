package io.ratinggrid.rating.quantity;

import java.util.List;

/** English plurals of unit words, as far as unit words need them. */
final class Plural {
    private Plural() {}

    /** The forms that the plural of {@code word} may have, the usual one first. */
    static List<String> of(final String word) {
        if (word.endsWith("y") && word.length() > 1) {
            return List.of(word.substring(0, word.length() - 1) + "ies", word + "s");
        }
        return word.matches(".*(s|x|ch|sh)") ? List.of(word + "es", word + "s") : List.of(word + "s", word + "es");
    }
}
