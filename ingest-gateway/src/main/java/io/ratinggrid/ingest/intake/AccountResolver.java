package io.ratinggrid.ingest.intake;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import io.ratinggrid.ingest.directory.Resolved;
import io.ratinggrid.ingest.directory.SubscriberDirectory;
import io.ratinggrid.ingest.input.Decoded;
import io.ratinggrid.ingest.input.DecodedList;
import io.ratinggrid.ingest.input.InvalidRecordException;
import io.ratinggrid.ingest.json.RawHash;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;

/** Finds the account and subscriber of records, and enters those that records bring into the directory. One thread. */
public final class AccountResolver {
    private final SubscriberDirectory directory;
    private final Resolved resolved = new Resolved();

    public AccountResolver(final SubscriberDirectory directory) {
        this.directory = directory;
    }

    /** Sets account and subscriber of the command; the time that counts is the event's own. */
    public Resolution resolve(final Decoded record) {
        final Command command = record.command;
        if (record.unknownService != null) {
            return new Resolution(
                    ResultCode.NO_TARIFF, "service", record.unknownService, "is no service of the catalog");
        }
        if (record.everyAccount) {
            command.account = 0;
            return Resolution.FOUND;
        }
        if (record.account == null) {
            return record.subscriber == null ? byIdentity(record) : ofSubscriber(record);
        }
        command.account = RawHash.longOf(record.account).orElseGet(() -> AccountKey.of(record.account));
        if (record.subscriber != null && command.subscriber == 0) {
            final Resolution found = bySubscriber(record);
            if (!found.found()) {
                return found;
            }
        }
        return record.identity.length() == 0 ? Resolution.FOUND : confirmIdentity(record);
    }

    private Resolution byIdentity(final Decoded record) {
        final Command command = record.command;
        if (directory.resolve(record.identity.bytes(), record.identity.length(), timeOf(command), resolved)) {
            command.account = resolved.account();
            command.subscriber = resolved.subscriber();
            command.identity = resolved.identity();
            return Resolution.FOUND;
        }
        final String identity = record.identityText();
        return new Resolution(
                ResultCode.UNKNOWN_SUBSCRIBER,
                "identity",
                identity,
                directory.isKnown(identity) ? "belonged to no account at that time" : "belongs to no account");
    }

    private static long timeOf(final Command command) {
        return switch (command.type) {
            case USAGE -> command.startMs;
            case MOVE_IDENTITY -> command.fromMs;
            default -> command.atMs;
        };
    }

    private Resolution bySubscriber(final Decoded record) {
        final Optional<Integer> raw = RawHash.ordinalOf(record.subscriber);
        final int ordinal = raw.isPresent() ? raw.get() : directory.ordinal(record.account, record.subscriber);
        record.command.subscriber = ordinal;
        return ordinal > 0
                ? Resolution.FOUND
                : new Resolution(
                        ResultCode.UNKNOWN_SUBSCRIBER,
                        "subscriber",
                        record.subscriber,
                        "is no subscriber of account '" + record.account + "'");
    }

    /** The identity and the account, and the subscriber if there is one, that a record gives must agree. */
    private Resolution confirmIdentity(final Decoded record) {
        final long account = record.command.account;
        final int subscriber = record.command.subscriber;
        final Resolution found = byIdentity(record);
        if (found.found() && record.command.account != account) {
            return disagreeing(record, "account", record.account);
        }
        if (found.found() && subscriber != 0 && record.command.subscriber != subscriber) {
            return disagreeing(record, "subscriber", record.subscriber);
        }
        return found;
    }

    /** An identity, and the name of a subscriber that must be its. */
    private Resolution ofSubscriber(final Decoded record) {
        final Resolution found = byIdentity(record);
        if (!found.found()) {
            return found;
        }
        final int subscriber = RawHash.ordinalOf(record.subscriber)
                .or(() -> directory
                        .accountName(record.command.account)
                        .map(account -> directory.ordinal(account, record.subscriber)))
                .orElse(0);
        return record.command.subscriber == subscriber ? found : disagreeing(record, "subscriber", record.subscriber);
    }

    private static Resolution disagreeing(final Decoded record, final String what, final String name) {
        return new Resolution(
                ResultCode.UNKNOWN_SUBSCRIBER,
                "identity",
                record.identityText(),
                "belonged to another " + what + " than '" + name + "' at that time");
    }

    /**
     * Enters the accounts, subscribers and identities of one line into the directory, all or nothing.
     *
     * @return true if the line brought any
     * @throws InvalidRecordException if an identity belongs to another subscriber at that time
     */
    public boolean enter(final DecodedList line) throws InvalidRecordException {
        boolean brings = false;
        for (int i = 0; i < line.size(); i++) {
            brings |= isAboutDirectory(line.get(i).command.type);
        }
        if (brings) {
            synchronized (directory) {
                check(line);
                for (int i = 0; i < line.size(); i++) {
                    enter(line.get(i));
                }
            }
        }
        return brings;
    }

    private static boolean isAboutDirectory(final CommandType type) {
        return type == CommandType.OPEN_ACCOUNT || type == CommandType.ADD_SUBSCRIBER;
    }

    private void check(final DecodedList line) throws InvalidRecordException {
        final Map<String, String> ownerOf = new HashMap<>();
        final Set<String> added = new HashSet<>();
        for (int i = 0; i < line.size(); i++) {
            final Decoded record = line.get(i);
            if (record.command.type == CommandType.ADD_SUBSCRIBER) {
                added.add(record.subscriber);
                checkRoom(record, added.size());
            } else if (record.subscriber != null && !added.contains(record.subscriber)) {
                checkSubscriber(record);
            }
            for (final Decoded.IdentityClaim claim : record.claims) {
                checkClaim(record, claim);
                final String other = ownerOf.put(claim.identity(), record.subscriber);
                if (other != null && !other.equals(record.subscriber)) {
                    throw wrongIdentity(claim, "is given to two subscribers of this line");
                }
            }
        }
    }

    /** {@code more}: subscribers of its account that the line names, new ones or not. */
    private void checkRoom(final Decoded record, final int more) throws InvalidRecordException {
        if (directory.ordinal(record.account, record.subscriber) == 0
                && directory.subscribers(record.account) + more > SubscriberDirectory.SUBSCRIBER_LIMIT) {
            throw new InvalidRecordException(
                    "subscriber",
                    record.subscriber,
                    0,
                    "is one more than an account can have",
                    "at most " + SubscriberDirectory.SUBSCRIBER_LIMIT + ", in several accounts");
        }
    }

    private void checkSubscriber(final Decoded record) throws InvalidRecordException {
        if (directory.ordinal(record.account, record.subscriber) == 0) {
            throw new InvalidRecordException(
                    "subscriber", record.subscriber, 0, "is no subscriber of this account", "one that is named before");
        }
    }

    private void checkClaim(final Decoded record, final Decoded.IdentityClaim claim) throws InvalidRecordException {
        final Optional<String> owner = directory.ownerBeside(
                claim.identity(), record.account, record.subscriber, claim.fromMs(), claim.untilMs());
        if (owner.isPresent()) {
            throw wrongIdentity(claim, "belongs to a subscriber of account '" + owner.get() + "' in part of that time");
        }
    }

    private static InvalidRecordException wrongIdentity(final Decoded.IdentityClaim claim, final String wrong) {
        return new InvalidRecordException(
                "identities", claim.identity(), 0, wrong, "another time, or end it there first");
    }

    private void enter(final Decoded record) {
        switch (record.command.type) {
            case OPEN_ACCOUNT -> directory.addAccount(record.account);
            case ADD_SUBSCRIBER -> {
                final int ordinal = directory.addSubscriber(record.account, record.subscriber);
                record.command.subscriber = ordinal;
                for (final Decoded.IdentityClaim claim : record.claims) {
                    directory.addIdentity(claim.identity(), record.account, ordinal, claim.fromMs(), claim.untilMs());
                }
            }
            default -> {
                // Names no one new.
            }
        }
    }
}
