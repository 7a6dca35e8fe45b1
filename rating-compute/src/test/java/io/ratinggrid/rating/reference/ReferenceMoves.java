package io.ratinggrid.rating.reference;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;

/** When identities were away from accounts, as docs/RATING.md says. Not thread-safe. */
final class ReferenceMoves {

    private record Place(long account, long identity) {}

    /** In [from, until) it was elsewhere; an item in the outbox as long as that was not answered. */
    private record Away(long from, long until, Optional<Long> item) {
        boolean isOpen() {
            return until == Long.MAX_VALUE;
        }
    }

    private final Map<Place, List<Away>> away = new HashMap<>();
    /** When it came last; of those that came and have not left since. */
    private final Map<Place, Long> came = new HashMap<>();

    boolean isAway(final Command event) {
        return event.identity != 0
                && absences(new Place(event.account, event.identity)).stream()
                        .anyMatch(one -> event.startMs >= one.from() && event.startMs < one.until());
    }

    private List<Away> absences(final Place place) {
        return away.computeIfAbsent(place, unused -> new ArrayList<>());
    }

    private Optional<Away> open(final Place place) {
        return absences(place).stream().filter(Away::isOpen).findFirst();
    }

    /** Refuses what cannot leave; it leaves by {@link #left}. */
    void checkLeaving(final Command command) {
        final boolean valid = !command.name.isEmpty()
                && !command.text.isEmpty()
                && command.fromMs > 0
                && AccountKey.of(command.text) != command.account;
        require(valid, ResultCode.INVALID_VALUE);
        final Place place = new Place(command.account, AttributeValue.hash(command.name));
        open(place).ifPresent(gone -> {
            throw new Refusal(command.fromMs < gone.from() ? ResultCode.INVALID_VALUE : ResultCode.IDENTITY_MOVED);
        });
        require(came.getOrDefault(place, -1L) < command.fromMs, ResultCode.INVALID_VALUE);
    }

    void left(final Command command, final long item) {
        final Place place = new Place(command.account, AttributeValue.hash(command.name));
        absences(place).add(new Away(command.fromMs, Long.MAX_VALUE, Optional.of(item)));
    }

    void come(final Command command) {
        final Place place = new Place(command.account, command.identity);
        final Optional<Away> gone = open(place);
        require(gone.isPresent() || !came.containsKey(place), ResultCode.ALREADY_EXISTS);
        if (gone.isPresent()) {
            require(gone.get().item().isEmpty() && command.fromMs > gone.get().from(), ResultCode.INVALID_VALUE);
            absences(place).remove(gone.get());
            absences(place).add(new Away(gone.get().from(), command.fromMs, Optional.empty()));
        }
        came.put(place, command.fromMs);
    }

    void settle(final Command command) {
        for (final Map.Entry<Place, List<Away>> entry : away.entrySet()) {
            final List<Away> absences = entry.getValue();
            final Optional<Away> found = absences.stream()
                    .filter(one -> entry.getKey().account() == command.account
                            && one.item().equals(Optional.of(command.item)))
                    .findFirst();
            if (found.isPresent()) {
                absences.remove(found.get());
                if (command.answer == ResultCode.DONE.number()) {
                    absences.add(new Away(found.get().from(), Long.MAX_VALUE, Optional.empty()));
                }
                return;
            }
        }
        throw new Refusal(ResultCode.ALREADY_SETTLED);
    }

    private static void require(final boolean condition, final ResultCode otherwise) {
        if (!condition) {
            throw new Refusal(otherwise);
        }
    }
}
