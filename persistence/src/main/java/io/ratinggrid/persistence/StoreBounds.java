package io.ratinggrid.persistence;

/**
 * What the stores of a grid accept as keys and values, the same for every implementation. Anything else is a fault of
 * the caller and throws {@link IllegalArgumentException}.
 */
public record StoreBounds(int partitions, int maxValueBytes) {
    public StoreBounds {
        if (partitions < 1) {
            throw new IllegalArgumentException("partitions=" + partitions + " must be at least 1");
        }
    }

    /** Checks a key; the name of the number is for the message. */
    public void checkKey(final int partition, final String numberName, final long number) {
        if (partition < 0 || partition >= partitions) {
            throw new IllegalArgumentException("partition=" + partition + " is not in 0.." + (partitions - 1));
        }
        if (number < 0) {
            throw new IllegalArgumentException(
                    numberName + "=" + number + " must not be negative: partition=" + partition);
        }
    }

    /** Checks the keys from one number to another, both included. */
    public void checkRange(final int partition, final String numberName, final long first, final long last) {
        checkKey(partition, numberName, first);
        if (last < first) {
            throw new IllegalArgumentException(
                    "last " + numberName + "=" + last + " is before the first, " + first + ": partition=" + partition);
        }
    }

    /** Checks a key and the value to be put there. */
    public void checkPut(final int partition, final String numberName, final long number, final byte[] value) {
        checkPut(partition, numberName, number, value.length);
    }

    /** The same by the number of its bytes. */
    public void checkPut(final int partition, final String numberName, final long number, final int valueBytes) {
        checkKey(partition, numberName, number);
        if (valueBytes == 0 || valueBytes > maxValueBytes) {
            throw new IllegalArgumentException("bytes=" + valueBytes + " must be in 1.." + maxValueBytes
                    + ": partition=" + partition + " " + numberName + "=" + number);
        }
    }
}
