package io.ratinggrid.rating.partition;

import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.NoticeSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;

/**
 * A notice that was not delivered, as of committed state.
 *
 * @param account    key of the account
 * @param name       of the account
 * @param number     in the account, from 1
 * @param what       as in {@link io.ratinggrid.rating.account.WatchSlot}
 * @param subscriber its name, empty: the account
 * @param symbol     of the type of bucket, the accumulator or the plan
 * @param from       start of the cycle, seconds; 0: of a balance
 * @param at         time of the command that reached it, seconds
 * @param percent    1 to 100, 0: the threshold is a quantity
 * @param threshold  base units or scaled: what is used, counted or spent, or, of a balance without percent, left
 * @param reached    what there was instead
 * @param of         of a balance what was granted, of what is spent the cap, else 0
 * @param givenUp    true: nobody tries to deliver it any more
 */
public record PendingNotice(
        long account,
        String name,
        int number,
        int what,
        String subscriber,
        int symbol,
        long from,
        long at,
        int percent,
        long threshold,
        long reached,
        long of,
        boolean givenUp) {

    static PendingNotice of(final Account account, final int slot) {
        final StateRecord head = account.head();
        final int subscriber = NoticeSlot.subscriber(head, slot);
        return new PendingNotice(
                account.key(),
                head.name(),
                NoticeSlot.number(head, slot),
                NoticeSlot.what(head, slot),
                subscriber == 0 ? "" : account.record(subscriber).name(),
                NoticeSlot.symbol(head, slot),
                NoticeSlot.from(head, slot),
                NoticeSlot.at(head, slot),
                NoticeSlot.percent(head, slot),
                NoticeSlot.threshold(head, slot),
                NoticeSlot.reached(head, slot),
                NoticeSlot.of(head, slot),
                !NoticeSlot.isPending(head, slot));
    }

    /** What tells it from every other notice of the grid, the same however often it is delivered. */
    public String id() {
        return "%016x-%d".formatted(account, number);
    }

    /** The command that journals that it was delivered, or that it is given up. */
    public void toSettle(final boolean delivered, final Command command) {
        command.reset(CommandType.SETTLE_NOTICE);
        command.account = account;
        command.atMs = at * 1000;
        command.item = number;
        command.answer = delivered ? 0 : 1;
    }

    /** The command after which a notice that was given up is to be delivered again. */
    public static Command toRetry(final long account, final int number, final long atMs) {
        final Command command = new Command();
        command.reset(CommandType.RETRY_NOTICE);
        command.account = account;
        command.atMs = atMs;
        command.item = number;
        return command;
    }
}
