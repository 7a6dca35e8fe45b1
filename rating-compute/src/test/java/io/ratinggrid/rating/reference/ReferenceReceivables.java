package io.ratinggrid.rating.reference;

import java.util.Comparator;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.reference.ReferenceAccount.Invoice;

/** What an account owes on documents, and what it has paid. */
final class ReferenceReceivables {
    private static final int MOST_INVOICES = 256;

    private final ReferenceAccount account;

    ReferenceReceivables(final ReferenceAccount account) {
        this.account = account;
    }

    boolean hasRoom(final ReferenceCatalog catalog) {
        return catalog.model.termDays().isEmpty() || account.invoices.size() < MOST_INVOICES;
    }

    /** Takes up the last document of the account. */
    void issued(final ReferenceCatalog catalog, final long time) {
        if (catalog.model.termDays().isEmpty()) {
            return;
        }
        final int number = account.documents.size();
        final Fraction total = account.documents.get(number - 1).total();
        if (total.signum() < 0) {
            payAhead(total.negated());
            return;
        }
        final long overdueFrom =
                ReferenceCycle.midnightAfter(time, catalog.model.termDays().get() + 1, account.zone);
        ReferenceAccount.checkTime(time);
        ReferenceAccount.checkTime(overdueFrom);
        account.invoices.put(number, new Invoice(total, overdueFrom));
        allocate();
    }

    void pay(final Fraction amount, final Optional<Integer> directed) {
        if (directed.isPresent() && !account.invoices.containsKey(directed.get())) {
            throw new Refusal(ResultCode.UNKNOWN_NAME);
        }
        account.paidAhead = account.paidAhead.plus(amount).inRange();
        directed.ifPresent(this::allocate);
        allocate();
    }

    void credited(final ReferenceCatalog catalog, final int number, final Fraction amount) {
        if (catalog.model.termDays().isPresent()) {
            pay(amount, account.invoices.containsKey(number) ? Optional.of(number) : Optional.empty());
        }
    }

    void refund(final Fraction amount) {
        if (amount.isAbove(account.paidAhead)) {
            throw new Refusal(ResultCode.UNFUNDED);
        }
        account.paidAhead = account.paidAhead.minus(amount);
    }

    /** Open invoices less what was paid ahead. */
    Fraction owed() {
        return account.invoices.values().stream()
                .map(Invoice::open)
                .reduce(Fraction.ZERO, Fraction::plus)
                .minus(account.paidAhead);
    }

    private void payAhead(final Fraction amount) {
        account.paidAhead = account.paidAhead.plus(amount).inRange();
        allocate();
    }

    private void allocate() {
        account.invoices.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<Integer, Invoice> entry) ->
                                entry.getValue().overdueFrom())
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .toList()
                .forEach(this::allocate);
    }

    private void allocate(final int number) {
        final Invoice invoice = account.invoices.get(number);
        final Fraction paid = invoice.open().min(account.paidAhead);
        account.paidAhead = account.paidAhead.minus(paid);
        account.invoices.put(number, new Invoice(invoice.open().minus(paid), invoice.overdueFrom()));
        account.invoices.values().removeIf(other -> other.open().signum() == 0);
    }
}
