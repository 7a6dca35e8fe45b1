package io.ratinggrid.node.courier;

/**
 * Settings of a node's courier.
 *
 * @param partitions           of the grid
 * @param mostUnderWay         most items of one partition that are on their way at once
 * @param lookMs               milliseconds from hearing of items until they are read; what comes in between is read with them
 * @param retryMs              milliseconds until a partition that took nothing is tried again; doubled each time
 * @param mostRetryMs          most of that
 * @param lostMs               milliseconds after which an answer is not waited for any longer
 */
public record CourierContext(int partitions, int mostUnderWay, int lookMs, int retryMs, int mostRetryMs, int lostMs) {

    /** Settings for production. */
    public static CourierContext standard(final int partitions) {
        return new CourierContext(partitions, 128, 5, 50, 2_000, 10_000);
    }
}
