package io.ratinggrid.node.demo;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Makes one call detail record after the other, in the layout of {@code samples/carrier-cdr}. One thread. */
final class CdrLines {
    static final String HEADER = "id,switch,type,direction,outcome,start,msisdn,other,seconds,octets,visited,premium\n";

    private static final int ID_PLACES = 10;
    private static final long NOTHING = Long.MIN_VALUE;
    private static final byte[] MO = ascii(",MO,");
    private static final byte[] MT = ascii(",MT,");
    private static final byte[] ANSWERED = ascii("ANSWERED,");
    private static final byte[][] UNANSWERED = {ascii("NO_ANSWER,"), ascii("BUSY,"), ascii("FAILED,")};
    private static final byte[][] CALLS = {
        ascii("msc-1,VOICE"), ascii("msc-2,VOICE"), ascii("msc-3,VOICE"), ascii("msc-4,VOICE")
    };
    private static final byte[][] MESSAGES = {ascii("smsc,SMS")};
    private static final byte[][] SESSIONS = {ascii("pgw-1,DATA"), ascii("pgw-2,DATA")};
    private static final byte[] ROAMING_CALL = ascii("tap,ROAM-VOICE");
    private static final byte[] ROAMING_MESSAGE = ascii("tap,ROAM-SMS");
    private static final byte[] ROAMING_SESSION = ascii("tap,ROAM-DATA");
    private static final byte[] EU = ascii("eu");
    private static final byte[] WORLD = ascii("world");
    private static final byte[][] BAD_TIMES = {ascii("2026-02-30T10:15:30Z"), ascii("31/12/26 10:15"), ascii("0")};

    /** Upper bounds of what prepaid usage costs, in pounds: the catalog's prices and the deck's dearest row. */
    private static final double CALL_SECOND = 0.20 / 60;

    private static final double CALL_ABROAD_SECOND = 0.75 / 60;
    private static final double CALL_ABROAD = 0.75 + 0.01;
    private static final double MESSAGE = 0.12;
    private static final double OCTET = 0.02 / 1_000_000;
    private static final long OCTET_STEP = 100_000;

    private final CarrierLines lines;
    private final CalledNumbers numbers;
    private final CarrierTimes times;
    private final UsageAmounts amounts;
    private final SplittableRandom random;
    private final LineBytes line;
    private int startEnd;

    CdrLines(
            final CarrierLines lines,
            final CalledNumbers numbers,
            final CarrierTimes times,
            final UsageAmounts amounts,
            final SplittableRandom random) {
        this.lines = lines;
        this.numbers = numbers;
        this.times = times;
        this.amounts = amounts;
        this.random = random;
        line = new LineBytes(times.earliest(), times.latest());
    }

    /** The record last made, without line end. */
    LineBytes line() {
        return line;
    }

    /** Where in it the time of its start ends, before the letter Z. */
    int startEnd() {
        return startEnd;
    }

    /** Makes record {@code index}; its place among {@code records} says about when it began. */
    void make(final RecordKind kind, final long index, final long records) {
        line.clear();
        line.put(index, ID_PLACES);
        line.put(',');
        final long start = times.start(index, records, random);
        switch (kind) {
            case PLAIN -> usage(lines.draw(random), start);
            case LATE -> usage(lines.draw(random), times.late(random));
            case TOO_OLD -> usage(lines.draw(random), times.tooOld(random));
            case UNKNOWN_SUBSCRIBER -> strangersCall(start);
            case UNANSWERED -> unanswered(start);
            case INCOMING -> incoming(start);
            case ZERO -> session(start, 0);
            case NEGATIVE -> session(start, -1 - random.nextInt(100_000));
            case NO_TARIFF -> callToNowhere(start);
            case UNFUNDED -> callWithoutMoney(start);
            case BAD_TIME -> callAtNoTime();
            case CUT_OFF -> cutOff(start);
            default -> throw new IllegalArgumentException("kind=" + kind + " repeats another record");
        }
    }

    private void usage(final int from, final long start) {
        final CarrierPlan plan = lines.plan(from);
        final int roll = random.nextInt(100);
        if (plan == CarrierPlan.THINGS) {
            if (roll < 90) {
                data(from, start, amounts.octetsOfThing(random));
            } else {
                message(from, start);
            }
        } else if (plan != CarrierPlan.PREPAID && random.nextInt(100) < 2) {
            roaming(from, start, roll);
        } else if (roll < 45) {
            call(from, start);
        } else if (roll < 65) {
            message(from, start);
        } else {
            data(from, start, amounts.octets(random));
        }
    }

    private void call(final int from, final long start) {
        final CarrierPlan plan = lines.plan(from);
        final int seconds = amounts.seconds(random);
        final int roll = random.nextInt(100);
        head(any(CALLS), MO, ANSWERED, start, lines.number(from));
        if (roll == 0 && plan != CarrierPlan.PREPAID) {
            numbers.putPremium(line, random);
            tail(seconds, NOTHING);
            line.put(',');
            line.put('a' + random.nextInt(3));
            return;
        }
        if (roll < (plan == CarrierPlan.WORLD ? 40 : 85)) {
            numbers.putDomestic(line, random);
            lines.spend(from, seconds * CALL_SECOND);
        } else {
            numbers.putAbroad(line, random);
            lines.spend(from, seconds * CALL_ABROAD_SECOND + CALL_ABROAD);
        }
        tail(seconds, NOTHING);
        line.put(',');
    }

    private void message(final int from, final long start) {
        head(any(MESSAGES), MO, ANSWERED, start, lines.number(from));
        if (random.nextInt(10) == 0) {
            numbers.putAbroad(line, random);
        } else {
            numbers.putDomestic(line, random);
        }
        lines.spend(from, MESSAGE);
        tail(NOTHING, NOTHING);
        line.put(',');
    }

    private void data(final int from, final long start, final long octets) {
        head(any(SESSIONS), MO, ANSWERED, start, lines.number(from));
        lines.spend(from, (octets + OCTET_STEP) * OCTET);
        tail(NOTHING, octets);
        line.put(',');
    }

    private void roaming(final int from, final long start, final int roll) {
        if (roll < 45) {
            head(ROAMING_CALL, MO, ANSWERED, start, lines.number(from));
            numbers.putDomestic(line, random);
            tail(amounts.seconds(random), NOTHING);
        } else if (roll < 65) {
            head(ROAMING_MESSAGE, MO, ANSWERED, start, lines.number(from));
            numbers.putDomestic(line, random);
            tail(NOTHING, NOTHING);
        } else {
            head(ROAMING_SESSION, MO, ANSWERED, start, lines.number(from));
            tail(NOTHING, amounts.octets(random));
        }
        line.put(random.nextInt(5) == 0 ? WORLD : EU);
        line.put(',');
    }

    private void strangersCall(final long start) {
        head(any(CALLS), MO, ANSWERED, start, lines.drawUnknown(random));
        numbers.putDomestic(line, random);
        tail(amounts.seconds(random), NOTHING);
        line.put(',');
    }

    private void unanswered(final long start) {
        head(any(CALLS), MO, any(UNANSWERED), start, lines.number(lines.draw(random)));
        numbers.putDomestic(line, random);
        tail(0, NOTHING);
        line.put(',');
    }

    private void incoming(final long start) {
        head(any(CALLS), MT, ANSWERED, start, lines.number(lines.draw(random)));
        numbers.putDomestic(line, random);
        tail(amounts.seconds(random), NOTHING);
        line.put(',');
    }

    private void session(final long start, final long octets) {
        head(any(SESSIONS), MO, ANSWERED, start, lines.number(lines.draw(random)));
        tail(NOTHING, octets);
        line.put(',');
    }

    private void callToNowhere(final long start) {
        head(any(CALLS), MO, ANSWERED, start, lines.number(lines.draw(random)));
        numbers.putUnpriced(line, random);
        tail(amounts.seconds(random), NOTHING);
        line.put(',');
    }

    private void callWithoutMoney(final long start) {
        head(any(CALLS), MO, ANSWERED, start, lines.number(lines.drawEmpty(random)));
        numbers.putDomestic(line, random);
        tail(amounts.seconds(random), NOTHING);
        line.put(',');
    }

    private void callAtNoTime() {
        line.put(any(CALLS));
        line.put(MO);
        line.put(ANSWERED);
        line.put(any(BAD_TIMES));
        line.put(',');
        number(lines.number(lines.draw(random)));
        numbers.putDomestic(line, random);
        tail(amounts.seconds(random), NOTHING);
        line.put(',');
    }

    /** As at the end of a file that was not written to its end, but in the middle. */
    private void cutOff(final long start) {
        head(any(CALLS), MO, ANSWERED, start, lines.number(lines.draw(random)));
    }

    private void head(
            final byte[] switchAndType,
            final byte[] direction,
            final byte[] outcome,
            final long start,
            final long number) {
        line.put(switchAndType);
        line.put(direction);
        line.put(outcome);
        line.putTime(start);
        startEnd = line.length() - 1;
        line.put(',');
        number(number);
    }

    private void number(final long number) {
        line.put('+');
        line.put(number);
        line.put(',');
    }

    /** What follows the other number, up to the column {@code visited}. */
    private void tail(final long seconds, final long octets) {
        line.put(',');
        if (seconds != NOTHING) {
            line.put(seconds);
        }
        line.put(',');
        if (octets != NOTHING) {
            line.put(octets);
        }
        line.put(',');
    }

    private byte[] any(final byte[][] some) {
        return some.length == 1 ? some[0] : some[random.nextInt(some.length)];
    }

    private static byte[] ascii(final String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
