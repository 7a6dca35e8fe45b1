package io.ratinggrid.rating.partition;

import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/**
 * A hash table of claims with open addressing. The claims lie in pages, in the order in which they came, and stay there when the table grows;
 * a slot has the number of its claim, and a byte that is a part of the hash: an id that is
 * new, as most are, is told from these bytes, 32 times fewer than those of the claims. Mutable; one thread.
 */
final class ClaimTable {
    static final int NONE = -1;

    /** High, low, content, sequence and day. */
    private static final int FIELDS = 4;

    private static final int FIRST_SLOTS = 8;
    private static final int FIRST_CLAIMS = 4;
    private static final int PAGE_BITS = 4;
    private static final int PAGE_CLAIMS = 1 << PAGE_BITS;
    private static final int IN_PAGE = PAGE_CLAIMS - 1;
    private static final int TAKEN = 0x80;

    /** Takes one claim after the other. */
    interface Claims {
        /** About so many are to come: said at most once, before the first. */
        default void expect(final int claims) {}

        void claim(int owner, long high, long low, long content, long tail);
    }

    /** By slot; tag 0: it is free. */
    private byte[] tags = new byte[FIRST_SLOTS];

    private int[] numbers = new int[FIRST_SLOTS];

    /** By number. */
    private int[] owners = new int[mostOf(FIRST_SLOTS)];

    /** By number; a page of them has its claims one after the other, the first may be short. */
    private long[][] pages = {new long[FIRST_CLAIMS * FIELDS]};

    private int used;

    int used() {
        return used;
    }

    /** True if another claim would make it more than three quarters full. */
    boolean isFull() {
        return used == owners.length;
    }

    private static int mostOf(final int slots) {
        return slots / 4 * 3;
    }

    /** Number of the claim of an id, of a day or later, or {@link #NONE}; valid until {@link #makeRoom}. */
    int find(final long high, final long low, final int oldestDay) {
        final byte tag = tagOf(high);
        final int mask = tags.length - 1;
        for (int slot = (int) low & mask; tags[slot] != 0; slot = slot + 1 & mask) {
            if (tags[slot] == tag && isClaim(numbers[slot], high, low) && day(numbers[slot]) >= oldestDay) {
                return numbers[slot];
            }
        }
        return NONE;
    }

    long content(final int number) {
        return field(number, 2);
    }

    long tail(final int number) {
        return field(number, 3);
    }

    void tail(final int number, final long tail) {
        pages[number >>> PAGE_BITS][at(number) + 3] = tail;
    }

    /** There must be room. */
    void put(final int owner, final long high, final long low, final long content, final long tail) {
        final long[] page = pageFor(used);
        final int at = at(used);
        page[at] = high;
        page[at + 1] = low;
        page[at + 2] = content;
        page[at + 3] = tail;
        owners[used] = owner;
        index(used, high, low);
        used++;
    }

    private long[] pageFor(final int number) {
        final int page = number >>> PAGE_BITS;
        if (page == pages.length) {
            pages = Arrays.copyOf(pages, 2 * page);
        }
        if (pages[page] == null) {
            pages[page] = new long[PAGE_CLAIMS * FIELDS];
        } else if (at(number) == pages[page].length) {
            pages[page] = Arrays.copyOf(pages[page], 2 * pages[page].length);
        }
        return pages[page];
    }

    private void index(final int number, final long high, final long low) {
        final int mask = tags.length - 1;
        int slot = (int) low & mask;
        while (tags[slot] != 0) {
            slot = slot + 1 & mask;
        }
        tags[slot] = tagOf(high);
        numbers[slot] = number;
    }

    /** Makes room for about so many more, so that the table does not grow step by step. */
    void reserve(final int more) {
        int slots = tags.length;
        while (slots < DuplicateWindow.MOST_SLOTS && mostOf(slots) < (long) used + more) {
            slots *= 2;
        }
        if (slots > tags.length) {
            resize(slots);
            indexAll();
        }
    }

    /** Drops what has left its window, which begins for each owner on a day of its own, and has twice the slots if that does not leave half of them free. */
    void makeRoom(final IntUnaryOperator oldestDay) {
        int live = 0;
        for (int number = 0; number < used; number++) {
            if (isLive(number, oldestDay)) {
                move(number, live++);
            }
        }
        used = live;
        if (live * 2L >= tags.length) {
            resize(Math.multiplyExact(tags.length, 2));
        } else {
            Arrays.fill(tags, (byte) 0);
        }
        indexAll();
    }

    private void indexAll() {
        for (int number = 0; number < used; number++) {
            index(number, field(number, 0), field(number, 1));
        }
    }

    private void move(final int from, final int to) {
        if (from != to) {
            System.arraycopy(pages[from >>> PAGE_BITS], at(from), pages[to >>> PAGE_BITS], at(to), FIELDS);
            owners[to] = owners[from];
        }
    }

    private void resize(final int slots) {
        if (slots > DuplicateWindow.MOST_SLOTS) {
            throw new IllegalStateException("claims=" + used + " of one table, slots=" + slots);
        }
        tags = new byte[slots];
        numbers = new int[slots];
        owners = Arrays.copyOf(owners, mostOf(slots));
    }

    /** Visits the claims that are in the window, in their order, which is made in {@code order}. */
    void forEach(final IntUnaryOperator oldestDay, final ClaimOrder order, final Claims visitor) {
        order.clear();
        for (int number = 0; number < used; number++) {
            if (isLive(number, oldestDay)) {
                order.add(field(number, 0), number);
            }
        }
        order.sort(this);
        for (int i = 0; i < order.count(); i++) {
            final int number = order.number(i);
            final long[] page = pages[number >>> PAGE_BITS];
            final int at = at(number);
            visitor.claim(owners[number], page[at], page[at + 1], page[at + 2], page[at + 3]);
        }
    }

    /** By {@code high}, {@code low}, content and tail. */
    int compare(final int number, final int other) {
        int order = 0;
        for (int field = 0; order == 0 && field < FIELDS; field++) {
            order = Long.compare(field(number, field), field(other, field));
        }
        return order;
    }

    private boolean isLive(final int number, final IntUnaryOperator oldestDay) {
        return day(number) >= oldestDay.applyAsInt(owners[number]);
    }

    private boolean isClaim(final int number, final long high, final long low) {
        final long[] page = pages[number >>> PAGE_BITS];
        final int at = at(number);
        return page[at] == high && page[at + 1] == low;
    }

    private int day(final int number) {
        return ClaimTail.day(tail(number));
    }

    private long field(final int number, final int field) {
        return pages[number >>> PAGE_BITS][at(number) + field];
    }

    /** Of a claim in its page. */
    private static int at(final int number) {
        return (number & IN_PAGE) * FIELDS;
    }

    private static byte tagOf(final long high) {
        return (byte) (high >>> 57 | TAKEN);
    }
}
