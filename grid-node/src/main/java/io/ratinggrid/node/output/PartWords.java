package io.ratinggrid.node.output;

import io.ratinggrid.rating.charging.SliceKind;

/** Words for the parts of a price. */
final class PartWords {
    private PartWords() {}

    static String of(final int kind) {
        return switch (kind) {
            case SliceKind.FREE -> "free";
            case SliceKind.BUCKET -> "bucket";
            case SliceKind.PRICED -> "priced";
            case SliceKind.CONNECT -> "connect-fee";
            case SliceKind.ADJUSTMENT -> "adjustment";
            case SliceKind.MONEY_BUCKET -> "prepaid";
            case SliceKind.LEVEL -> "level";
            case SliceKind.LEVEL_CARRIED -> "level-carried";
            default -> "kind-" + kind;
        };
    }
}
