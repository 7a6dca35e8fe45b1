package io.ratinggrid.rating.partition;

/**
 * Puts the claims of one image into the duplicate window. The groups of their owners are found before, once for each:
 * that takes longer than to put a claim. One thread.
 */
final class RestoredClaims implements ClaimTable.Claims {
    private final DuplicateWindow duplicates;
    private final int firstOwner;

    /** By place of the owner among the image's. */
    private final byte[] groups;

    /** A bit for each group that has owners. */
    private final int present;

    /** Of an image whose accounts are the open ones from {@code firstOwner} on. */
    RestoredClaims(final DuplicateWindow duplicates, final OpenAccounts accounts, final int firstOwner) {
        this.duplicates = duplicates;
        this.firstOwner = firstOwner;
        groups = new byte[accounts.size() - firstOwner];
        int bits = 0;
        for (int place = 0; place < groups.length; place++) {
            final int group =
                    DuplicateWindow.groupOf(accounts.get(firstOwner + place).key());
            groups[place] = (byte) group;
            bits |= 1 << group;
        }
        present = bits;
    }

    @Override
    public void expect(final int claims) {
        for (int left = present; left != 0; left &= left - 1) {
            duplicates.reserve(Integer.numberOfTrailingZeros(left), claims / Integer.bitCount(present));
        }
    }

    @Override
    public void claim(final int owner, final long high, final long low, final long content, final long tail) {
        duplicates.restore(groups[owner - firstOwner], owner, high, low, content, tail);
    }
}
