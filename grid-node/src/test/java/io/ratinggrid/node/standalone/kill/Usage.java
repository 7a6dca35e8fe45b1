package io.ratinggrid.node.standalone.kill;

import io.ratinggrid.node.toy.ToyLogic;
import io.ratinggrid.node.toy.ToyStream;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.ResultCode;

/** The event with a number, made from the number alone: what the ledger knows without any of the code under test. */
record Usage(long account, long quantity) {
    private static final int ACCOUNTS = 200;

    static Usage of(final long seed, final long number) {
        final long bits = scramble(seed + number);
        return new Usage((bits >>> 33) % ACCOUNTS, (bits & 0xffff) % 10_000);
    }

    int partition(final int partitions) {
        return AccountKey.partition(account, partitions);
    }

    byte[] command() {
        return ToyStream.usage(account, quantity, 0);
    }

    ResultCode code() {
        return ToyLogic.codeOf(quantity);
    }

    /** What it adds to its account. */
    long charged() {
        return code() == ResultCode.DONE ? quantity : 0;
    }

    private static long scramble(final long value) {
        long z = value * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
