package io.ratinggrid.rating.partition;

import java.util.Arrays;

import io.ratinggrid.rating.account.Seconds;

/**
 * When time has something to do at an account next, by the account's index in {@link OpenAccounts}: a heap, the earliest first. Times are
 * whole seconds; {@link Seconds#FOREVER}: never. One thread.
 */
final class DueTimes {
    private static final int FIRST_SIZE = 16;
    private static final int NOWHERE = -1;

    /** By index of the account. */
    private int[] due = new int[FIRST_SIZE];

    private int[] places = new int[FIRST_SIZE];
    /** Indexes of accounts; the children of place n are at 2n + 1 and 2n + 2, and not due before it. */
    private int[] heap = new int[FIRST_SIZE];

    private int known;
    private int size;

    /** Index of the account that is due first; {@link OpenAccounts#NONE}: none ever is. */
    int first() {
        return size == 0 ? OpenAccounts.NONE : heap[0];
    }

    /** When it is. */
    long firstAt() {
        return size == 0 ? Seconds.FOREVER : at(heap[0]);
    }

    /** When an account is due. */
    long at(final int index) {
        return index < known && places[index] != NOWHERE ? Seconds.unsigned(due[index]) : Seconds.FOREVER;
    }

    void set(final int index, final long at) {
        know(index);
        if (at == Seconds.FOREVER) {
            forget(index);
            return;
        }
        due[index] = (int) at;
        if (places[index] == NOWHERE) {
            place(index, size++);
        }
        sift(index);
    }

    private void know(final int index) {
        if (index >= due.length) {
            final int size = Math.max(index + 1, Math.multiplyExact(due.length, 2));
            due = Arrays.copyOf(due, size);
            places = Arrays.copyOf(places, size);
            heap = Arrays.copyOf(heap, size);
        }
        for (; known <= index; known++) {
            places[known] = NOWHERE;
        }
    }

    private void forget(final int index) {
        final int place = places[index];
        if (place != NOWHERE) {
            places[index] = NOWHERE;
            final int last = heap[--size];
            if (last != index) {
                place(last, place);
                sift(last);
            }
        }
    }

    private void sift(final int index) {
        int place = places[index];
        while (place > 0 && at(index) < at(heap[(place - 1) / 2])) {
            place(heap[(place - 1) / 2], place);
            place = (place - 1) / 2;
        }
        for (int child = earlierChild(place); child < size && at(heap[child]) < at(index); ) {
            place(heap[child], place);
            place = child;
            child = earlierChild(place);
        }
        place(index, place);
    }

    private int earlierChild(final int place) {
        final int left = 2 * place + 1;
        return left + 1 < size && at(heap[left + 1]) < at(heap[left]) ? left + 1 : left;
    }

    private void place(final int index, final int place) {
        heap[place] = index;
        places[index] = place;
    }
}
