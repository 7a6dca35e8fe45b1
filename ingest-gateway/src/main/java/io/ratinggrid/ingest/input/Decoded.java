package io.ratinggrid.ingest.input;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;

/**
 * A command as an input says it, before it is known which account it is for: a command with the names that lead there.
 * Reused; one thread.
 */
public final class Decoded {
    public final Command command = new Command();
    /** Account as named by the input, null: to be found by {@link #identity}. */
    public String account;
    /** Subscriber as named within the account, null: not given. */
    public String subscriber;
    /** Type, colon, value in UTF-8; empty: not given. */
    public final ByteSink identity = new ByteSink(64);
    /** Service that the catalog does not have (yet), so that the quantity has no unit; null: it has it. */
    public String unknownService;
    /** For close-cycle and advance-time: to every account of every partition. */
    public boolean everyAccount;
    /** Identities that an add-subscriber brings. */
    public final List<IdentityClaim> claims = new ArrayList<>();

    /** An identity of a subscriber with its time. */
    public record IdentityClaim(String identity, long fromMs, long untilMs) {}

    public void reset(final CommandType type) {
        command.reset(type);
        account = null;
        subscriber = null;
        identity.truncate(0);
        unknownService = null;
        everyAccount = false;
        claims.clear();
    }

    public void identity(final String typeAndValue) {
        identity.truncate(0);
        final byte[] bytes = typeAndValue.getBytes(StandardCharsets.UTF_8);
        identity.putBytes(bytes, 0, bytes.length);
    }

    /** The identity as text, empty if not given. */
    public String identityText() {
        return new String(identity.bytes(), 0, identity.length(), StandardCharsets.UTF_8);
    }
}
