package io.ratinggrid.rating.charging;

import io.ratinggrid.rating.account.LineNameSlot;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.effect.EffectKind;

/** Puts whole amounts (fees, prices of top-ups, adjustments) on a document line. */
final class Lines {
    private Lines() {}

    /**
     * Adds {@code charged} scaled units to a line of any name, as below; a name that no catalog has is kept.
     *
     * @throws ArithmeticException as below
     */
    static void charge(
            final Stage stage,
            final StateRecord head,
            final CatalogHistory catalogs,
            final String name,
            final long cycle,
            final long charged) {
        final int line = Symbol.of(name);
        charge(stage, head, line, cycle, 0, charged);
        keepName(stage, head, catalogs, name, line);
    }

    private static void keepName(
            final Stage stage,
            final StateRecord head,
            final CatalogHistory catalogs,
            final String name,
            final int line) {
        if (catalogs.name(line) == null && LineNameSlot.isMissing(head, line)) {
            stage.put(EffectKind.LINE_NAMED).field(line).text(name);
            stage.apply();
        }
    }

    /**
     * Takes {@code amount} off what credit notes say of a line of any name; returns the slot of that line.
     *
     * @throws ArithmeticException as below
     */
    static int credit(
            final Stage stage,
            final StateRecord head,
            final CatalogHistory catalogs,
            final String name,
            final long cycle,
            final long amount) {
        final int line = Symbol.of(name);
        charge(stage, head, line, cycle, LineSlot.CREDIT_NOTE, Math.negateExact(amount));
        keepName(stage, head, catalogs, name, line);
        return LineSlot.find(head, line, cycle, LineSlot.CREDIT_NOTE);
    }

    /**
     * Adds {@code charged} scaled units to a line of the cycle that starts at {@code cycle} seconds, and applies it.
     *
     * @throws ArithmeticException before anything is put, if the line would leave its range
     */
    static void charge(
            final Stage stage,
            final StateRecord head,
            final int line,
            final long cycle,
            final int flags,
            final long charged) {
        final int slot = LineSlot.find(head, line, cycle, flags);
        Math.addExact(slot < 0 ? 0 : LineSlot.whole(head, slot), charged);
        stage.put(EffectKind.CHARGED)
                .field(line)
                .field(cycle)
                .field(flags)
                .field(charged)
                .field(slot < 0 ? 0 : LineSlot.numerator(head, slot))
                .field(slot < 0 ? 1 : LineSlot.denominator(head, slot));
        stage.apply();
    }
}
