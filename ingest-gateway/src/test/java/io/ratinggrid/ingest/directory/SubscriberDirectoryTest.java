package io.ratinggrid.ingest.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.AttributeValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SubscriberDirectoryTest {
    private static final long FROM = SubscriberDirectory.ALWAYS_FROM;
    private static final long UNTIL = SubscriberDirectory.ALWAYS_UNTIL;

    @TempDir
    Path data;

    private SubscriberDirectory directory;
    private final Resolved resolved = new Resolved();

    @BeforeEach
    void open() {
        directory = SubscriberDirectory.open(data.resolve("directory.log"));
    }

    @Test
    void shouldNumberSubscribersInTheirOrder() {
        assertEquals(1, directory.addSubscriber("A", "x"));
        assertEquals(2, directory.addSubscriber("A", "y"));
        assertEquals(1, directory.addSubscriber("B", "x"));
        assertEquals(2, directory.addSubscriber("A", "y"), "known already");
        assertEquals(1, directory.ordinal("A", "x"));
        assertEquals(0, directory.ordinal("A", "z"));
        assertEquals(0, directory.ordinal("C", "x"));
    }

    @Test
    void shouldResolveByTimeOfEvent() {
        add("msisdn:447700900123", "A", "x", 100, 200);
        add("msisdn:447700900123", "B", "y", 200, UNTIL);
        assertEquals("none", ownerAt(99));
        assertEquals("A/1", ownerAt(100));
        assertEquals("A/1", ownerAt(199));
        assertEquals("B/1", ownerAt(200));
        assertEquals("none", owner("imsi:447700900123", 150), "another kind of identity");
        assertTrue(directory.isKnown("msisdn:447700900123"));
        assertFalse(directory.isKnown("msisdn:1"));
    }

    @Test
    void shouldRefuseIdentityThatAnotherHasAtThatTime() {
        add("user:a", "A", "x", 100, 200);
        assertEquals(Optional.of("A"), tryAdd("user:a", "B", "y", 199, 300));
        assertEquals(Optional.of("A"), tryAdd("user:a", "B", "y", FROM, UNTIL));
        assertEquals(Optional.empty(), tryAdd("user:a", "B", "y", 200, 300));
        assertEquals("A/1", owner("user:a", 199));
    }

    @Test
    void shouldTakeLaterWordOnEndOfInterval() {
        add("user:a", "A", "x", 100, UNTIL);
        add("user:a", "A", "x", 100, 150);
        add("user:a", "B", "y", 150, UNTIL);
        assertEquals("A/1", owner("user:a", 149));
        assertEquals("B/1", owner("user:a", 150));
        reopen();
        assertEquals("A/1", owner("user:a", 149));
        assertEquals("B/1", owner("user:a", 150));
        assertEquals(2, directory.identities());
    }

    @Test
    void shouldAnswerLikeMapAfterReopening() {
        final Random random = new Random(5);
        final Map<String, String> expected = new HashMap<>();
        for (int i = 0; i < 20_000; i++) {
            final String account = "account-" + random.nextInt(3_000);
            final String subscriber = "line-" + random.nextInt(4);
            final String identity = "msisdn:" + (447_000_000_000L + random.nextInt(30_000));
            if (tryAdd(identity, account, subscriber, FROM, UNTIL).isEmpty()) {
                expected.put(identity, account + "/" + directory.ordinal(account, subscriber));
            }
        }
        reopen();
        assertEquals(expected.size(), directory.identities());
        expected.forEach((identity, owner) -> {
            final byte[] key = identity.getBytes(UTF_8);
            assertTrue(directory.resolve(key, key.length, random.nextLong(), resolved));
            final String account = owner.substring(0, owner.indexOf('/'));
            assertEquals(AccountKey.of(account), resolved.account());
            assertEquals(owner, account + "/" + resolved.subscriber());
        });
    }

    private void reopen() {
        directory.close();
        open();
    }

    private void add(
            final String identity, final String account, final String subscriber, final long from, final long until) {
        assertEquals(Optional.empty(), tryAdd(identity, account, subscriber, from, until));
    }

    private Optional<String> tryAdd(
            final String identity, final String account, final String subscriber, final long from, final long until) {
        final int ordinal = directory.addSubscriber(account, subscriber);
        return directory.addIdentity(identity, account, ordinal, from, until);
    }

    private String ownerAt(final long timeMs) {
        return owner("msisdn:447700900123", timeMs);
    }

    private String owner(final String identity, final long timeMs) {
        final byte[] key = identity.getBytes(UTF_8);
        if (!directory.resolve(key, key.length, timeMs, resolved)) {
            return "none";
        }
        return (resolved.account() == AccountKey.of("A") ? "A" : "B") + "/" + resolved.subscriber();
    }

    @Test
    void shouldEndAnIntervalWhereItsIdentityMovesAndKeepThat() {
        final Path file = data.resolve("moved.log");
        final String identity = "msisdn:447700900123";
        try (SubscriberDirectory moved = SubscriberDirectory.open(file)) {
            moved.addSubscriber("A", "x");
            moved.addIdentity(identity, "A", 1, FROM, UNTIL);
            assertTrue(moved.moveIdentity(identity, 1_500, 1_000, "B", 7));
            assertFalse(moved.moveIdentity(identity, 1_500, 1_000, "B", 7), "is there already");
            assertFalse(moved.moveIdentity("msisdn:1", 1_500, 1_000, "B", 7), "is nobody's");
            assertTrue(moved.moveIdentity(identity, 3_000, 2_000, "A", 1));
            assertEquals(Optional.of(identity), moved.identityOf(AttributeValue.hash(identity)));
            moved.force(false);
        }
        try (SubscriberDirectory moved = SubscriberDirectory.open(file)) {
            assertEquals("A/1", ownerOf(moved, identity, 999));
            assertEquals("B/7", ownerOf(moved, identity, 1_000));
            assertEquals("B/7", ownerOf(moved, identity, 1_999));
            assertEquals("A/1", ownerOf(moved, identity, 2_000));
            assertEquals(Optional.empty(), moved.identityOf(1));
        }
    }

    private static String ownerOf(final SubscriberDirectory moved, final String identity, final long timeMs) {
        final byte[] bytes = identity.getBytes(UTF_8);
        final Resolved resolved = new Resolved();
        assertTrue(moved.resolve(bytes, bytes.length, timeMs, resolved));
        assertEquals(AttributeValue.hash(identity), resolved.identity());
        return moved.accountName(resolved.account()).orElseThrow() + "/" + resolved.subscriber();
    }
}
