package io.ratinggrid.perf.plan;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * What the parts of the path were measured to cost, as they stand in a file ({@code costs.properties}, which says where each is from).
 *
 * @param eventUs        CPU of the owner for an event, microseconds
 * @param entryUs        CPU of the owner for a journal entry, whatever is in it
 * @param gatewayUs      CPU of the gateway for an event
 * @param gatewayBatchUs CPU of the gateway for a batch that it sends to a partition
 * @param copyShare      CPU of a copy's node for an entry, as a part of what it costs the owner beside rating
 * @param commitMs       from the end of rating to the committed entry, mean
 * @param commitP99Ms    the same, 99th percentile
 * @param journalBytes   of entries, an event
 * @param diskBytes      written to disks by one node, an event, all files
 * @param wireBytes      between gateway and node, an event and its answer
 * @param accountBytes   of a hot account on its owner
 * @param imageBytes     of an account in the images, on each copy
 * @param claimBytes     of an event in the duplicate window, on its owner and on each copy
 * @param recoverySeconds until a node that was killed has opened a million accounts
 */
record Costs(
        double eventUs,
        double entryUs,
        double gatewayUs,
        double gatewayBatchUs,
        double copyShare,
        double commitMs,
        double commitP99Ms,
        double journalBytes,
        double diskBytes,
        double wireBytes,
        double accountBytes,
        double imageBytes,
        double claimBytes,
        double recoverySeconds) {

    /** Those that are shipped. */
    static Costs shipped() throws IOException {
        try (InputStream in = Costs.class.getResourceAsStream("costs.properties")) {
            final Properties values = new Properties();
            values.load(in);
            return of(values, "costs.properties");
        }
    }

    /** Those of a file; what it does not name is as shipped. */
    static Costs read(final Path file) throws IOException {
        final Properties values = new Properties();
        try (InputStream in = Costs.class.getResourceAsStream("costs.properties");
                Reader own = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            values.load(in);
            final int known = values.size();
            values.load(own);
            if (values.size() > known) {
                throw new IllegalArgumentException(file + " names a cost that is not known; known are those of "
                        + "costs.properties, such as owner.event.us");
            }
        }
        return of(values, file.toString());
    }

    private static Costs of(final Properties values, final String where) {
        return new Costs(
                number(values, "owner.event.us", where),
                number(values, "owner.entry.us", where),
                number(values, "gateway.event.us", where),
                number(values, "gateway.batch.us", where),
                number(values, "copy.share", where),
                number(values, "commit.mean.ms", where),
                number(values, "commit.p99.ms", where),
                number(values, "journal.event.bytes", where),
                number(values, "disk.event.bytes", where),
                number(values, "wire.event.bytes", where),
                number(values, "account.hot.bytes", where),
                number(values, "account.image.bytes", where),
                number(values, "claim.bytes", where),
                number(values, "recovery.million.accounts.s", where));
    }

    private static double number(final Properties values, final String name, final String where) {
        final String text = values.getProperty(name, "");
        try {
            final double value = Double.parseDouble(text);
            if (value >= 0 && Double.isFinite(value)) {
                return value;
            }
        } catch (final NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException(where + ": " + name + "=" + text + ", must be a number from 0 on");
    }

    /** The same with what a run was seen to cost. */
    Costs with(
            final double newEventUs,
            final double newEntryUs,
            final double newGatewayUs,
            final double newGatewayBatchUs,
            final double newCommitMs) {
        return new Costs(
                newEventUs,
                newEntryUs,
                newGatewayUs,
                newGatewayBatchUs,
                copyShare,
                newCommitMs,
                commitP99Ms * newCommitMs / commitMs,
                journalBytes,
                diskBytes,
                wireBytes,
                accountBytes,
                imageBytes,
                claimBytes,
                recoverySeconds);
    }
}
