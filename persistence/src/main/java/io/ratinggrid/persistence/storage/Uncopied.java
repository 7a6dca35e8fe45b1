package io.ratinggrid.persistence.storage;

import org.apache.ignite.IgniteCache;
import org.apache.ignite.internal.processors.cache.CacheObject;
import org.apache.ignite.internal.processors.cache.CacheObjectByteArrayImpl;

/**
 * Puts bytes without the copy that Ignite makes of an array: what is a {@link CacheObject} already, it takes as it is. Entries and images are
 * made to be stored; nobody changes one afterwards.
 */
final class Uncopied {
    private Uncopied() {}

    static void put(final IgniteCache<GridKey, byte[]> cache, final GridKey key, final byte[] bytes) {
        of(cache).put(key, new CacheObjectByteArrayImpl(bytes));
    }

    static boolean putIfAbsent(final IgniteCache<GridKey, byte[]> cache, final GridKey key, final byte[] bytes) {
        return of(cache).putIfAbsent(key, new CacheObjectByteArrayImpl(bytes));
    }

    @SuppressWarnings("unchecked")
    private static IgniteCache<GridKey, CacheObject> of(final IgniteCache<GridKey, byte[]> cache) {
        return (IgniteCache<GridKey, CacheObject>) (IgniteCache<?, ?>) cache;
    }
}
