package io.ratinggrid.persistence.storage;

import java.util.Objects;

import org.apache.ignite.cache.affinity.AffinityKeyMapped;

/**
 * Key of everything stored by partition. Ignite hashes the partition alone, and an int hashes to itself, so partition p
 * of the grid is partition p of Ignite.
 *
 * <p>The names of this class and its fields are part of the stored format. Not a record: Ignite marshals fields by
 * offset, which a record does not allow.
 */
final class GridKey {
    @AffinityKeyMapped
    private final int partition;

    private final long number;

    GridKey(final int partition, final long number) {
        this.partition = partition;
        this.number = number;
    }

    int partition() {
        return partition;
    }

    long number() {
        return number;
    }

    @Override
    public boolean equals(final Object other) {
        return other instanceof GridKey that && partition == that.partition && number == that.number;
    }

    @Override
    public int hashCode() {
        return Objects.hash(partition, number);
    }

    @Override
    public String toString() {
        return "partition=" + partition + " number=" + number;
    }
}
