package io.ratinggrid.node.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;

import io.ratinggrid.rating.partition.PendingNotice;
import org.junit.jupiter.api.Test;

/** What a node says of channels that fail. */
class ChannelMessagesTest {
    private static final PendingNotice NOTICE = new PendingNotice(0x7f, "a", 3, 1, "", 0, 0, 0, 50, 1, 1, 2, false);

    private final List<String> said = new ArrayList<>();
    private long nowNs = 5;
    private final ChannelMessages messages = new ChannelMessages(NoticeListener.NONE, said::add, () -> nowNs);

    @Test
    void shouldSayOnceThatAChannelFailsAndOnceThatItTakesAgain() {
        for (int i = 0; i < 3; i++) {
            messages.failed("kafka", NOTICE, "no");
        }
        messages.taken("webhook", NOTICE);
        messages.taken("kafka", NOTICE);
        messages.taken("kafka", NOTICE);
        assertEquals(
                List.of(
                        "notices: kafka did not take 000000000000007f-3, it is tried again: no",
                        "notices: kafka takes them again"),
                said);
    }

    @Test
    void shouldNotFloodWhereSomeAreTakenAndSomeNot() {
        for (int i = 0; i < 120; i++) {
            messages.failed("kafka", NOTICE, "no");
            messages.taken("kafka", NOTICE);
            nowNs += 1_000_000_000L;
        }
        assertEquals(4, said.size(), said::toString);
    }
}
