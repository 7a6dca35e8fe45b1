package io.ratinggrid.node.demo;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** The carrier's subscribers: whose they are, what plan they have, and what prepaid ones have spent at most. One thread. */
final class CarrierLines {
    /** Numbers begin with a range of the United Kingdom that is not in use. */
    private static final long FIRST_NUMBER = 447_200_000_000L;
    /** Numbers from here on belong to nobody. */
    private static final long FIRST_UNKNOWN = 447_299_000_000L;
    /** One prepaid line in that many has no money. */
    private static final int EMPTY_OF = 50;
    /** One bundle in that many has bought data on top. */
    private static final int EXTRA_OF = 20;

    private static final double VOUCHER = 5;
    private static final double GOLDEN_SECTION = 0.618034;

    private final CarrierPlan[] plans;
    private final int[] accounts;
    private final boolean[] empty;
    private final int[] emptyLines;
    private final double[] spentAtMost;
    private final long stride;
    private int accountCount;

    CarrierLines(final int subscribers, final SplittableRandom random) {
        plans = new CarrierPlan[subscribers];
        accounts = new int[subscribers];
        empty = new boolean[subscribers];
        spentAtMost = new double[subscribers];
        int line = 0;
        int poor = 0;
        while (line < subscribers) {
            final CarrierPlan plan = CarrierPlan.of(random.nextInt(100));
            final int lines = random.nextInt(plan.leastLines(), plan.mostLines() + 1);
            for (final int end = Math.min(subscribers, line + lines); line < end; line++) {
                plans[line] = plan;
                accounts[line] = accountCount;
                empty[line] = plan == CarrierPlan.PREPAID && (poor++ % EMPTY_OF) == 0;
            }
            accountCount++;
        }
        emptyLines = IntStream.range(0, subscribers).filter(i -> empty[i]).toArray();
        stride = strideOf(subscribers);
    }

    /** A step that visits every line before it comes back. */
    private static long strideOf(final int lines) {
        long step = (long) (lines * GOLDEN_SECTION);
        while (gcd(step, lines) != 1) {
            step++;
        }
        return step;
    }

    private static long gcd(final long a, final long b) {
        return b == 0 ? a : gcd(b, a % b);
    }

    int size() {
        return plans.length;
    }

    int accounts() {
        return accountCount;
    }

    CarrierPlan plan(final int line) {
        return plans[line];
    }

    long number(final int line) {
        return FIRST_NUMBER + line;
    }

    /** A line with money: few lines often, most seldom (density falls with the square root of the rank). */
    int draw(final SplittableRandom random) {
        final double even = random.nextDouble();
        final long rank = (long) (plans.length * even * even);
        int line = (int) (rank * stride % plans.length);
        while (empty[line]) {
            line = (line + 1) % plans.length;
        }
        return line;
    }

    int drawEmpty(final SplittableRandom random) {
        return emptyLines[random.nextInt(emptyLines.length)];
    }

    long drawUnknown(final SplittableRandom random) {
        return FIRST_UNKNOWN + random.nextInt(1_000_000);
    }

    /** Remembers what usage of a prepaid line can cost at most, so that vouchers cover it. */
    void spend(final int line, final double atMost) {
        if (plans[line] == CarrierPlan.PREPAID) {
            spentAtMost[line] += atMost;
        }
    }

    /** Writes an accounts file. */
    void writeAccounts(final Path file, final CarrierTimes times) throws IOException {
        final String at = Instant.ofEpochSecond(times.opened()).toString();
        try (Writer out = Files.newBufferedWriter(file)) {
            int line = 0;
            while (line < plans.length) {
                final int account = accounts[line];
                final CarrierPlan plan = plans[line];
                out.write("{\"type\":\"open-account\",\"at\":\"" + at + "\",\"account\":\"" + accountName(account)
                        + "\",\"currency\":\"GBP\",\"timezone\":\"" + CarrierTimes.ZONE + "\",\"cycle-day\":"
                        + times.cycleDay() + ",\"subscribers\":[");
                for (int ordinal = 1; line < plans.length && accounts[line] == account; ordinal++, line++) {
                    out.write((ordinal == 1 ? "" : ",") + "{\"id\":\"line-" + ordinal
                            + "\",\"identities\":[{\"type\":\"msisdn\",\"value\":\"+" + number(line)
                            + "\"}],\"plans\":[\"" + plan.plan() + "\"" + extras(account, plan) + "]}");
                }
                out.write(plan == CarrierPlan.FAMILY ? "],\"plans\":[\"family\"]}\n" : "]}\n");
            }
        }
    }

    private static String extras(final int account, final CarrierPlan plan) {
        return plan == CarrierPlan.BUNDLE && account % EXTRA_OF == 0 ? ",\"extra-data\"" : "";
    }

    /** Writes a top-up for each prepaid line with money: enough for all it uses. */
    long writeTopUps(final Path file, final CarrierTimes times) throws IOException {
        final String at = Instant.ofEpochSecond(times.opened()).toString();
        long topUps = 0;
        try (Writer out = Files.newBufferedWriter(file)) {
            for (int line = 0; line < plans.length; line++) {
                if (plans[line] == CarrierPlan.PREPAID && !empty[line]) {
                    final long vouchers = 1 + (long) (spentAtMost[line] / VOUCHER);
                    out.write("{\"type\":\"top-up\",\"at\":\"" + at + "\",\"id\":\"voucher-" + number(line)
                            + "\",\"account\":\"" + accountName(accounts[line])
                            + "\",\"subscriber\":\"line-1\",\"bucket\":\"balance\",\"amount\":\""
                            + vouchers * (long) VOUCHER + ".00\"}\n");
                    topUps++;
                }
            }
        }
        return topUps;
    }

    private static String accountName(final int account) {
        return String.format(Locale.ROOT, "a-%06d", account + 1);
    }
}
