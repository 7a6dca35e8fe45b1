package io.ratinggrid.rating.partition;

import java.util.stream.IntStream;

/** Puts the claims of one image into the duplicate window. Groups of the owners are known before: to find one takes longer than to put a claim. One thread. */
final class RestoredClaims implements ClaimTable.Claims {
    private final DuplicateWindow duplicates;
    private final int firstOwner;

    /** By place of the owner among the image's. */
    private final byte[] groups;

    /** Of an image whose accounts are the open ones from {@code firstOwner} on. */
    RestoredClaims(final DuplicateWindow duplicates, final OpenAccounts accounts, final int firstOwner) {
        this.duplicates = duplicates;
        this.firstOwner = firstOwner;
        groups = new byte[accounts.size() - firstOwner];
        for (int place = 0; place < groups.length; place++) {
            groups[place] = (byte)
                    DuplicateWindow.groupOf(accounts.get(firstOwner + place).key());
        }
    }

    @Override
    public void expect(final int claims) {
        final int[] present = IntStream.range(0, groups.length)
                .map(place -> groups[place])
                .distinct()
                .toArray();
        for (final int group : present) {
            duplicates.reserve(group, claims / present.length);
        }
    }

    @Override
    public void claim(final int owner, final long high, final long low, final long content, final long tail) {
        duplicates.restore(groups[owner - firstOwner], owner, high, low, content, tail);
    }
}
