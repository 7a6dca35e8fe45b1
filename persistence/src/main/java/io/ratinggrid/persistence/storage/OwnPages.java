package io.ratinggrid.persistence.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

import org.apache.ignite.IgniteCheckedException;
import org.apache.ignite.IgniteException;
import org.apache.ignite.internal.IgniteEx;
import org.apache.ignite.internal.pagemem.PageIdUtils;
import org.apache.ignite.internal.pagemem.PageMemory;
import org.apache.ignite.internal.pagemem.PageUtils;
import org.apache.ignite.internal.processors.affinity.AffinityTopologyVersion;
import org.apache.ignite.internal.processors.cache.CacheObject;
import org.apache.ignite.internal.processors.cache.GridCacheContext;
import org.apache.ignite.internal.processors.cache.IgniteInternalCache;
import org.apache.ignite.internal.processors.cache.persistence.CacheDataRow;
import org.apache.ignite.internal.processors.cache.persistence.CacheDataRowAdapter.RowData;
import org.apache.ignite.internal.processors.cache.persistence.tree.io.AbstractDataPageIO;
import org.apache.ignite.internal.processors.cache.persistence.tree.io.DataPagePayload;
import org.apache.ignite.internal.processors.cache.persistence.tree.io.PageIO;
import org.apache.ignite.internal.processors.cache.tree.CacheDataTree;
import org.apache.ignite.internal.processors.cache.tree.SearchRow;

/**
 * Looks into the pages of partitions whose first copy this node has. A read through the cache takes a value out of its pages and copies it once
 * more for who asked; who wants to know how it ends needs neither. It takes the steps of Ignite's own read of a local key, behind its public interface,
 * and only ever confirms: when it does not, for whatever reason, the cache is to be asked.
 *
 * <pre>
 *   a row        cache id (4) | key: length (4), type (1), bytes | value: length (4), type (1), bytes | version | expiry (8)
 *   of fragments cache id (4) | key: length (4), type (1), bytes | expiry (8) | value: as above        | version
 * </pre>
 */
final class OwnPages {
    private static final int CACHE_ID_BYTES = 4;
    private static final int EXPIRY_BYTES = 8;
    private static final int LENGTH_AND_TYPE_BYTES = 5;

    private final IgniteEx ignite;
    private final String cacheName;

    OwnPages(final IgniteEx ignite, final String cacheName) {
        this.ignite = ignite;
        this.cacheName = cacheName;
    }

    /** True if the value of the key is bytes that end so; false says nothing. Any thread but Ignite's own. */
    boolean endsWith(final GridKey key, final byte[] end) {
        final IgniteInternalCache<?, ?> cache = ignite.cachex(cacheName);
        if (cache == null || !cache.context().gate().enterIfNotStopped()) {
            return false;
        }
        try {
            return endsInFirstCopy(cache.context(), key, end);
        } catch (final IgniteCheckedException | IgniteException e) {
            return false;
        } finally {
            cache.context().gate().leave();
        }
    }

    private static boolean endsInFirstCopy(final GridCacheContext<?, ?> context, final GridKey key, final byte[] end)
            throws IgniteCheckedException {
        final AffinityTopologyVersion version = context.affinity().affinityTopologyVersion();
        if (!context.affinity().primaryByPartition(context.localNode(), key.partition(), version)
                || !context.reserveForFastLocalGet(key.partition(), version)) {
            return false;
        }
        try {
            context.shared().database().checkpointReadLock();
            try {
                final CacheDataRow row = row(context, key);
                return row != null && endsWith(context, row, end);
            } finally {
                context.shared().database().checkpointReadUnlock();
            }
        } finally {
            context.releaseForFastLocalGet(key.partition(), version);
        }
    }

    /** With its key alone. */
    private static CacheDataRow row(final GridCacheContext<?, ?> context, final GridKey key)
            throws IgniteCheckedException {
        final CacheDataTree tree = context.offheap()
                .dataStore(context.topology().localPartition(key.partition()))
                .tree();
        return tree == null
                ? null
                : tree.findOne(new SearchRow(context.cacheId(), context.toCacheKeyObject(key)), RowData.KEY_ONLY);
    }

    private static boolean endsWith(final GridCacheContext<?, ?> context, final CacheDataRow row, final byte[] end)
            throws IgniteCheckedException {
        final Fragments fragments = new Fragments(context.dataRegion().pageMemory(), context.groupId(), row.link());
        final int valueAt = (context.group().storeCacheIdInDataPage() ? CACHE_ID_BYTES : 0)
                + row.key().valueBytesLength(null)
                + (fragments.isMany() ? EXPIRY_BYTES : 0);
        final byte[] head = new byte[LENGTH_AND_TYPE_BYTES];
        if (!fragments.copy(valueAt, head) || head[LENGTH_AND_TYPE_BYTES - 1] != CacheObject.TYPE_BYTE_ARR) {
            return false;
        }
        final int length = ByteBuffer.wrap(head).order(ByteOrder.nativeOrder()).getInt();
        final byte[] found = new byte[end.length];
        return length >= end.length
                && fragments.copy(valueAt + LENGTH_AND_TYPE_BYTES + length - end.length, found)
                && Arrays.equals(found, end);
    }

    /** A row as it lies in one page or in several, each with the link of the next. What was taken from there meanwhile reads as anything. */
    private record Fragments(PageMemory memory, int group, long link) {
        boolean isMany() throws IgniteCheckedException {
            final byte[] none = new byte[0];
            return fragment(link, 0, 0, none).next() != 0;
        }

        /** Fills {@code into} from byte {@code from} of the row; false if it is not as long. */
        boolean copy(final int from, final byte[] into) throws IgniteCheckedException {
            int at = 0;
            long next = link;
            while (next != 0) {
                final Fragment fragment = fragment(next, at, from, into);
                at += fragment.length();
                if (at >= from + into.length) {
                    return true;
                }
                next = fragment.length() == 0 ? 0 : fragment.next();
            }
            return false;
        }

        /** Copies what a fragment that begins at byte {@code at} of the row has of the bytes asked for. */
        private Fragment fragment(final long link, final int at, final int from, final byte[] into)
                throws IgniteCheckedException {
            final long pageId = PageIdUtils.pageId(link);
            final long page = memory.acquirePage(group, pageId);
            try {
                final long address = memory.readLock(group, pageId, page);
                if (address == 0) {
                    return Fragment.NONE;
                }
                try {
                    return PageIO.getType(address) == PageIO.T_DATA
                            ? fragment(address, link, at, from, into)
                            : Fragment.NONE;
                } finally {
                    memory.readUnlock(group, pageId, page);
                }
            } finally {
                memory.releasePage(group, pageId, page);
            }
        }

        private Fragment fragment(final long address, final long link, final int at, final int from, final byte[] into)
                throws IgniteCheckedException {
            final AbstractDataPageIO<?> pageIo = PageIO.getPageIO(address);
            final DataPagePayload payload =
                    pageIo.readPayload(address, PageIdUtils.itemId(link), memory.realPageSize(group));
            final int begin = Math.max(from, at);
            final int end = Math.min(from + into.length, at + payload.payloadSize());
            if (begin < end) {
                PageUtils.getBytes(address, payload.offset() + begin - at, into, begin - from, end - begin);
            }
            return new Fragment(payload.payloadSize(), payload.nextLink());
        }
    }

    /** How much of a row a page has, and where it goes on; 0 if nowhere. */
    private record Fragment(int length, long next) {
        static final Fragment NONE = new Fragment(0, 0);
    }
}
