package io.ratinggrid.rating.catalog.model;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A kind of bucket: a stock of money or of units.
 *
 * @param money            true: holds the catalog's currency; false: holds {@code dimension}
 * @param unit             word for one unit in texts
 * @param decimals         decimals of a {@link Dimension#COUNT} unit
 * @param drawdown         by service: bucket units per usage unit; services not named cannot draw
 * @param zones            empty: every zone
 * @param bands            band names, empty: every band
 * @param priority         lower is spent first
 * @param coversConnectFee a session whose first unit it pays owes no connect fee
 * @param pooled           true: held by the account and open to every subscriber
 * @param validity         how long a grant lives
 * @param repays           what is granted first fills what its holder has overdrawn of it
 * @param rollover         what is left at the end of a cycle goes into the next
 * @param memberCap        what a member may draw of it in a cycle, if it is pooled; a plan may say otherwise
 * @param notices          what is told of when so much is used, or left, of all that a holder has of it
 * @param refill           what is granted by itself when little is left of all that a holder has of it
 */
public record BucketModel(
        String name,
        boolean money,
        Dimension dimension,
        String unit,
        int decimals,
        Map<String, BigDecimal> drawdown,
        List<String> zones,
        List<String> bands,
        int priority,
        boolean coversConnectFee,
        boolean pooled,
        Validity validity,
        boolean repays,
        Optional<Rollover> rollover,
        Optional<MemberCapModel> memberCap,
        List<NoticeModel> notices,
        Optional<RefillModel> refill) {

    /** {@code days} 0 with {@code cycle} false: for ever. Days are local dates, the day of the grant counts as the first. */
    public record Validity(boolean cycle, int days) {
        public static final Validity FOREVER = new Validity(false, 0);
        public static final Validity CYCLE = new Validity(true, 0);
    }

    /** At most {@code maximum} base units ({@link Long#MAX_VALUE}: all), spendable for {@code cycles} further cycles. */
    public record Rollover(long maximum, int cycles) {}
}
