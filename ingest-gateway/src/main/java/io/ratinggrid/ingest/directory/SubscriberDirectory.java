package io.ratinggrid.ingest.directory;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import io.ratinggrid.ingest.store.AppendLog;
import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import org.agrona.collections.Long2LongHashMap;

/**
 * Which subscriber of which account an identity belonged to at a time. Kept in a log that is read at the start; what is added
 * survives once {@link #force} has returned, and the command that brought it may be appended only then. Any thread.
 *
 * <pre>
 *  log entry  u8 1  text account                                        its index is its place in the log
 *             u8 2  var account index  text subscriber id               its ordinal is its place in the account
 *             u8 3  var account index  var ordinal  text identity  signed from  signed until
 * </pre>
 */
public final class SubscriberDirectory implements AutoCloseable {
    /** No end, no beginning. */
    public static final long ALWAYS_FROM = Long.MIN_VALUE;

    public static final long ALWAYS_UNTIL = Long.MAX_VALUE;
    /** Most subscribers of one account. */
    public static final int SUBSCRIBER_LIMIT = 65_535;

    private static final int ACCOUNT = 1;
    private static final int SUBSCRIBER = 2;
    private static final int IDENTITY = 3;

    private final IdentityTable accounts = new IdentityTable();
    private long[] accountKeys = new long[256];
    private int[] subscriberCounts = new int[256];
    /** Filled when a name is first asked for. */
    private final Long2LongHashMap indexOfKey = new Long2LongHashMap(IdentityTable.NONE);

    /** An entry of each identity by its hash; filled when one is first asked for. */
    private final Long2LongHashMap identityOfHash = new Long2LongHashMap(IdentityTable.NONE);

    private int hashedIdentities;

    private final IdentityTable lines = new IdentityTable();
    private final IdentityTable identities = new IdentityTable();
    private final ByteSink entry = new ByteSink(256);
    private final ByteSink key = new ByteSink(256);
    private final AppendLog log;

    private SubscriberDirectory(final Path file) {
        log = AppendLog.open(file, this::replay);
    }

    /** Opens the directory kept in {@code file}, made if missing. */
    public static SubscriberDirectory open(final Path file) {
        return new SubscriberDirectory(file);
    }

    // -- asking

    /**
     * Finds the subscriber that an identity belonged to.
     *
     * @param identity type, colon, value in UTF-8: {@code msisdn:447700900123}
     * @return false if it belonged to none then
     */
    public synchronized boolean resolve(
            final byte[] identity, final int length, final long timeMs, final Resolved into) {
        into.identity = AttributeValue.hash(identity, length);
        final int i = at(identities.first(identity, length, into.identity), timeMs);
        if (i == IdentityTable.NONE) {
            return false;
        }
        into.account = accountKeys[identities.account(i)];
        into.subscriber = identities.subscriber(i);
        return true;
    }

    /** The entry, of the same key as a first one, in whose interval a time lies; the latest word counts. */
    private int at(final int first, final long timeMs) {
        int i = first;
        while (i != IdentityTable.NONE && (timeMs < identities.from(i) || timeMs >= identities.until(i))) {
            i = identities.next(i);
        }
        return i;
    }

    /** The identity whose text has a hash ({@code AttributeValue#hash}); empty: none that is known. */
    public synchronized Optional<String> identityOf(final long hash) {
        for (; hashedIdentities < identities.size(); hashedIdentities++) {
            identityOfHash.put(AttributeValue.hash(identities.key(hashedIdentities)), hashedIdentities);
        }
        final int entry = (int) identityOfHash.get(hash);
        return entry == IdentityTable.NONE ? Optional.empty() : Optional.of(identities.key(entry));
    }

    /** Whether any interval of the identity is known, for saying why it was not found. */
    public synchronized boolean isKnown(final String identity) {
        final byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
        return identities.first(bytes, bytes.length) != IdentityTable.NONE;
    }

    /** Ordinal of a subscriber in its account, from 1; 0 if there is none of that name. */
    public synchronized int ordinal(final String accountId, final String subscriberId) {
        final int account = accountIndex(accountId);
        return account == IdentityTable.NONE ? 0 : ordinal(account, subscriberId);
    }

    public synchronized boolean hasAccount(final String accountId) {
        return accountIndex(accountId) != IdentityTable.NONE;
    }

    /** Keys of all accounts, in order of their opening. */
    public synchronized long[] accountKeys() {
        return Arrays.copyOf(accountKeys, accounts.size());
    }

    /** The name of an account, empty if it is not known. */
    public synchronized Optional<String> accountName(final long accountKey) {
        for (int known = indexOfKey.size(); known < accounts.size(); known++) {
            indexOfKey.put(accountKeys[known], known);
        }
        final int index = (int) indexOfKey.get(accountKey);
        return index == IdentityTable.NONE ? Optional.empty() : Optional.of(accounts.key(index));
    }

    /** Identities with their intervals. */
    public synchronized int identities() {
        return identities.size();
    }

    public synchronized int accounts() {
        return accounts.size();
    }

    /**
     * The account that has an identity in part of [{@code fromMs}, {@code untilMs}), other than as {@link #addIdentity} of
     * this subscriber would replace; empty: it is free.
     */
    public synchronized Optional<String> ownerBeside(
            final String identity,
            final String accountId,
            final String subscriberId,
            final long fromMs,
            final long untilMs) {
        final int account = accountIndex(accountId);
        final int ordinal = account == IdentityTable.NONE ? 0 : ordinal(account, subscriberId);
        return ownerBeside(identity, account, ordinal, fromMs, untilMs);
    }

    private Optional<String> ownerBeside(
            final String identity, final int account, final int ordinal, final long fromMs, final long untilMs) {
        keyOf(identity);
        for (int i = identities.first(key.bytes(), key.length()); i != IdentityTable.NONE; i = identities.next(i)) {
            if (!isOwn(i, account, ordinal, fromMs) && fromMs < identities.until(i) && untilMs > identities.from(i)) {
                return Optional.of(accounts.key(identities.account(i)));
            }
        }
        return Optional.empty();
    }

    // -- adding

    public synchronized void addAccount(final String accountId) {
        if (hasAccount(accountId)) {
            return;
        }
        entry.truncate(0);
        entry.putByte(ACCOUNT);
        entry.putText(accountId);
        log.append(entry);
        putAccount(accountId);
    }

    /** How many subscribers an account has, 0 if it is not known. */
    public synchronized int subscribers(final String accountId) {
        return hasAccount(accountId) ? subscriberCounts[accountIndex(accountId)] : 0;
    }

    /**
     * The ordinal of a subscriber, who is added if new; his account too.
     *
     * @throws IllegalArgumentException if the account has {@value #SUBSCRIBER_LIMIT} already
     */
    public synchronized int addSubscriber(final String accountId, final String subscriberId) {
        addAccount(accountId);
        final int account = accountIndex(accountId);
        final int known = ordinal(account, subscriberId);
        if (known != 0) {
            return known;
        }
        if (subscriberCounts[account] == SUBSCRIBER_LIMIT) {
            throw new IllegalArgumentException(
                    "account=" + accountId + " subscribers=" + SUBSCRIBER_LIMIT + " is the limit");
        }
        entry.truncate(0);
        entry.putByte(SUBSCRIBER);
        entry.putVar(account);
        entry.putText(subscriberId);
        log.append(entry);
        return putSubscriber(account, subscriberId);
    }

    /**
     * Says that an identity belongs to a subscriber in [{@code fromMs}, {@code untilMs}). Said again with another end, the
     * later word counts.
     *
     * @return the account that has it in part of that time, and then nothing changes; empty: done
     */
    public synchronized Optional<String> addIdentity(
            final String identity, final String accountId, final int ordinal, final long fromMs, final long untilMs) {
        final int account = accountIndex(accountId);
        final Optional<String> owner = ownerBeside(identity, account, ordinal, fromMs, untilMs);
        if (owner.isPresent() || isSaid(identity, account, ordinal, fromMs, untilMs)) {
            return owner;
        }
        addInterval(identity, account, ordinal, fromMs, untilMs);
        return Optional.empty();
    }

    private void addInterval(
            final String identity, final int account, final int ordinal, final long fromMs, final long untilMs) {
        entry.truncate(0);
        entry.putByte(IDENTITY);
        entry.putVar(account);
        entry.putVar(ordinal);
        entry.putText(identity);
        entry.putSigned(fromMs);
        entry.putSigned(untilMs);
        log.append(entry);
        putIdentity(identity, account, ordinal, fromMs, untilMs);
    }

    /**
     * Says that an identity has moved: the interval in which {@code timeMs} lies ends at {@code fromMs}, and what is left of it is a
     * subscriber's of another account, which is added if new. The new interval is written first, and found first, so that a death in
     * between leaves no time without an account.
     *
     * @param ordinal the subscriber's, as the grid says it
     * @return false if nothing was to be changed: at that time it is that account's, or nobody's
     */
    public synchronized boolean moveIdentity(
            final String identity, final long timeMs, final long fromMs, final String accountId, final int ordinal) {
        addAccount(accountId);
        final int account = accountIndex(accountId);
        keyOf(identity);
        final int left = at(identities.first(key.bytes(), key.length()), timeMs);
        if (left == IdentityTable.NONE || identities.account(left) == account || fromMs > timeMs) {
            return false;
        }
        final long leftFrom = identities.from(left);
        final long moved = Math.max(fromMs, leftFrom);
        addInterval(identity, account, ordinal, moved, identities.until(left));
        addInterval(identity, identities.account(left), identities.subscriber(left), leftFrom, moved);
        return true;
    }

    /** What was added survives the death of the process when this returns; with {@code power} a loss of power too. */
    public synchronized void force(final boolean power) {
        if (power) {
            log.force();
        } else {
            log.flush();
        }
    }

    @Override
    public synchronized void close() {
        log.close();
    }

    // -- the tables

    private void replay(final ByteSource source) {
        final int kind = source.getByte();
        switch (kind) {
            case ACCOUNT -> putAccount(source.getText());
            case SUBSCRIBER -> putSubscriber((int) source.getVar(), source.getText());
            case IDENTITY -> {
                final int account = (int) source.getVar();
                final int ordinal = (int) source.getVar();
                putIdentity(source.getText(), account, ordinal, source.getSigned(), source.getSigned());
            }
            default -> throw new IllegalArgumentException("directoryEntry=" + kind + " is unknown");
        }
    }

    private void putAccount(final String accountId) {
        final int index = accounts.size();
        if (index == accountKeys.length) {
            accountKeys = Arrays.copyOf(accountKeys, index * 2);
            subscriberCounts = Arrays.copyOf(subscriberCounts, index * 2);
        }
        keyOf(accountId);
        accounts.add(key.bytes(), key.length(), index, 0, ALWAYS_FROM, ALWAYS_UNTIL);
        accountKeys[index] = AccountKey.of(accountId);
    }

    private int accountIndex(final String accountId) {
        keyOf(accountId);
        return accounts.first(key.bytes(), key.length());
    }

    private int putSubscriber(final int account, final String subscriberId) {
        final int ordinal = ++subscriberCounts[account];
        lineKeyOf(account, subscriberId);
        lines.add(key.bytes(), key.length(), account, ordinal, ALWAYS_FROM, ALWAYS_UNTIL);
        return ordinal;
    }

    private void putIdentity(
            final String identity, final int account, final int ordinal, final long fromMs, final long untilMs) {
        keyOf(identity);
        for (int i = identities.first(key.bytes(), key.length()); i != IdentityTable.NONE; i = identities.next(i)) {
            if (isOwn(i, account, ordinal, fromMs)) {
                identities.until(i, untilMs);
                return;
            }
        }
        identities.add(key.bytes(), key.length(), account, ordinal, fromMs, untilMs);
    }

    private boolean isSaid(
            final String identity, final int account, final int ordinal, final long fromMs, final long untilMs) {
        keyOf(identity);
        for (int i = identities.first(key.bytes(), key.length()); i != IdentityTable.NONE; i = identities.next(i)) {
            if (isOwn(i, account, ordinal, fromMs) && identities.until(i) == untilMs) {
                return true;
            }
        }
        return false;
    }

    private boolean isOwn(final int i, final int account, final int ordinal, final long fromMs) {
        return identities.account(i) == account && identities.subscriber(i) == ordinal && identities.from(i) == fromMs;
    }

    private int ordinal(final int account, final String subscriberId) {
        lineKeyOf(account, subscriberId);
        final int found = lines.first(key.bytes(), key.length());
        return found == IdentityTable.NONE ? 0 : lines.subscriber(found);
    }

    private void keyOf(final String identity) {
        key.truncate(0);
        final byte[] bytes = identity.getBytes(StandardCharsets.UTF_8);
        key.putBytes(bytes, 0, bytes.length);
    }

    private void lineKeyOf(final int account, final String subscriberId) {
        keyOf(subscriberId);
        key.putInt(account);
    }
}
