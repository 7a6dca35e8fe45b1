package io.ratinggrid.rating.catalog.source;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TierMistakesTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            graduated: [{up-to: 5 GB, price: free}, {up-to: §5 GB, price: free}]       => the tier ends at '5 GB' but the one before it at 5 GB; each tier ends above the one before
            graduated: [{up-to: 5 GB, price: free}, {up-to: §1 GiB, price: free}]      => the tier ends at '1 GiB' but the one before it at 5 GB; each tier ends above the one before
            graduated: [{up-to: §-5 GB, price: free}]                                  => '-5 GB' is below zero; zero or more
            graduated: [{up-to: §0 GB, price: free}]                                   => the first tier ends at '0 GB'; each tier ends above the one before
            graduated: [{up-to: §5 K, price: free}]                                    => 'K' can mean several units; kB (1,000 octets) or KiB (1,024 octets)
            graduated: [{up-to: §5M, price: free}]                                     => 'M' can mean several units; MB (1,000,000 octets) or MiB (1,048,576 octets)
            graduated: [{up-to: §0.5 B, price: free}]                                  => '0.5 B' is no whole number of octets; a multiple of 1 B
            graduated: [{up-to: §10000 PB, price: free}]                               => '10000 PB' is too large; at most 9223372036854775807 octets
            graduated: [{from: 0 GB, up-to: 5 GB, price: free}, {from: §6 GB, price: free}] => gap between tiers: the tier starts at '6 GB' but the one before it ends at 5 GB; from: 5 GB, or leave 'from' out
            graduated: [{up-to: 5 GB, price: free}, {from: §4 GB, price: free}]        => overlap between tiers: the tier starts at '4 GB' but the one before it ends at 5 GB; from: 5 GB, or leave 'from' out
            graduated: [{price: free}, §{price: free}]                                 => this tier is never reached: the one before it has no 'up-to'; up-to: ...
            graduated: [§{up-to: 5 GB}, {price: free}]                                 => a tier needs 'price'; for example price: 0.05 / octet
            graduated: §5 GB                                                           => a list of tiers is expected, not '5 GB'; [{up-to: ..., price: ...}, {price: ...}]
            graduated: [{price: 0.10 / GB, §amount: 5.00}]                             => 'amount' is no key of a tier; one of from, up-to, price, flat
            volume: [{up-to: 5 GB, price: §0.10 / minute}, {price: 0.09 / GB}]         => 'minute' is a unit of time, not of data volume; a number and a unit of volume, for example 1.5 GB
            stair-step: [§{up-to: 5 GB}]                                               => a tier needs 'amount'; for example amount: 5.00
            stair-step: [{up-to: 5 GB, amount: §-1}]                                   => amount '-1' is negative; zero or more
            graduated-percentage: [{up-to: 100.00, percent: §120}]                     => '120' is no percentage; 0 to 100 with at most 9 decimals
            graduated-percentage: [{up-to: 100.00, percent: 2}, {up-to: §99.99, percent: 1}] => the tier ends at '99.99' but the one before it at 100.00; each tier ends above the one before
            graduated: [{up-to: 5 GB, price: free}], beyond-last: §open                => usage beyond the last tier has no price; add a last tier without 'up-to'
            graduated: [{price: free}], beyond-last: §refuse                           => nothing is beyond the last tier, which has no 'up-to'; beyond-last: open
            """)
    void shouldReportWhereAndWhat(final String pricing, final String message) {
        Mistakes.inCharges(directory, "data: {service: data, " + pricing + "}").are(message);
    }

    @Test
    void shouldAcceptALastTierThatRefuses() {
        Mistakes.inCharges(
                        directory,
                        """
                data:
                  service: data
                  graduated: [{up-to: 5 GB, price: free}, {from: 5 GB, up-to: 9 GB, price: 1.00 / GB}]
                  beyond-last: refuse
                calls: {service: voice, bands: day-night, price: {day: 0.10 / minute, night: 0.05 / minute}}
                """)
                .areWarnings();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            quoteCharacter = '`',
            textBlock =
                    """
            volume: [{up-to: 10 messages, price: 10.00 / message}, §{price: 5.00 / message}]   => the price of charge 'texts' falls from 100.00 to 55.00 where this tier begins, and prepaid money of bucket 'main' can pay it; graduated tiers, a flat fee that keeps the price from falling, or no money bucket for 'sms'
            stair-step: [{up-to: 10 messages, amount: 5.00}, §{amount: 4.00}]                  => the price of charge 'texts' falls from 5.00 to 4.00 where this tier begins, and prepaid money of bucket 'main' can pay it; graduated tiers, a flat fee that keeps the price from falling, or no money bucket for 'sms'
            """)
    void shouldRefuseAFallingPriceThatPrepaidMoneyCanPay(final String pricing, final String message) {
        Mistakes.inCharges(directory, "texts: {service: sms, " + pricing + "}").are(message);
    }

    @Test
    void shouldAcceptAFallingPriceThatOnlyAnInvoiceCanPay() {
        Mistakes.inCharges(
                        directory,
                        """
                calls: {service: voice, volume: [{up-to: 10 min, price: 10.00 / min}, {price: 5.00 / min}], bands: day-night}
                texts: {service: sms, volume: [{up-to: 10, price: 0.10 / message}, {price: 0.05 / message, flat: 0.50}]}
                """)
                .areWarnings();
    }
}
