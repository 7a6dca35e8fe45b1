package io.ratinggrid.persistence.storage;

import java.lang.reflect.Field;

import org.apache.ignite.Ignite;
import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.processors.cache.persistence.pagemem.PageMemoryImpl;

/**
 * Keeps the memory region from filling with pages that cannot leave it. A page of a checkpoint stays until the data for
 * recovery is written, and what becomes dirty meanwhile stays too. Ignite lets three quarters of a region be dirty when a
 * checkpoint begins, and as much again before it ends: where its estimate of speeds is late, no page is left and it halts
 * the process. A third as many, both together, leave half: after a kill both are dirty at the next start, and as much again may
 * come. Who would make more waits for the next checkpoint. There is no setting for it.
 */
final class DirtyPages {
    private static final String SEGMENTS = "segments";
    private static final String MOST = "maxDirtyPages";
    private static final int PART = 3;

    private DirtyPages() {}

    /**
     * Of a node whose caches answer: Ignite takes the memory with the first, and says that there are caches before.
     *
     * @throws IllegalStateException when this version of Ignite keeps its limit elsewhere
     */
    static void limit(final Ignite ignite) {
        try {
            final Object memory = ((IgniteEx) ignite)
                    .context()
                    .cache()
                    .context()
                    .database()
                    .dataRegion(NodeConfiguration.REGION)
                    .pageMemory();
            for (final Object segment :
                    (Object[]) open(PageMemoryImpl.class, SEGMENTS).get(memory)) {
                final Field most = open(segment.getClass(), MOST);
                most.setLong(segment, most.getLong(segment) / PART);
            }
        } catch (final ReflectiveOperationException | IgniteCheckedException | RuntimeException e) {
            throw new IllegalStateException("dirty pages cannot be limited: this version of Ignite is not known", e);
        }
    }

    private static Field open(final Class<?> owner, final String name) throws NoSuchFieldException {
        final Field field = owner.getDeclaredField(name);
        field.setAccessible(true);
        return field;
    }
}
