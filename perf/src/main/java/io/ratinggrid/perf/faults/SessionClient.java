package io.ratinggrid.perf.faults;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Opens sessions on one account, uses some of what it is granted, leaves some sessions to lapse, tops up now and then, sends money to another account and back, through whichever node or gateway: what is not
 * answered is sent again, elsewhere, until it is. One thread.
 */
final class SessionClient {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int OK = 200;
    private static final int UNPROCESSABLE = 422;
    private static final String REFUSED = "UNFUNDED";
    private static final Duration TIMEOUT = Duration.ofSeconds(12);
    private static final long PAUSE_MS = 50;
    private static final int MOST_REQUEST = 40;
    /** So short that what is held lapses in the race, of sessions that never end and of those that wait for a node that was killed. */
    static final int VALIDITY_SECONDS = 2;

    private final Cluster cluster;
    private final String account;
    private final String other;
    private final int number;
    private final Random random;
    private final String openedAt;
    private final long giveUpNs;
    private final List<SessionOperation> operations = new ArrayList<>();
    private final List<String> answers = new ArrayList<>();
    private int sessions;

    /**
     * {@code other}: account that money goes to and comes from; {@code openedAt}: from when on every top-up holds, so that it may pay for whatever began before it came; {@code giveUpNs}: when an
     * answer that has not come is an error.
     */
    SessionClient(
            final Cluster cluster,
            final String account,
            final String other,
            final int number,
            final long seed,
            final String openedAt,
            final long giveUpNs) {
        this.cluster = cluster;
        this.account = account;
        this.other = other;
        this.number = number;
        this.openedAt = openedAt;
        this.giveUpNs = giveUpNs;
        random = new Random(seed);
    }

    /** Sessions one after the other until a time. */
    void run(final long untilNs) throws InterruptedException {
        while (System.nanoTime() < untilNs) {
            session("c" + number + "-" + ++sessions, untilNs);
        }
    }

    /** What was asked of the account, in order; each was answered. */
    List<SessionOperation> operations() {
        return operations;
    }

    /** The bodies of the answers. */
    List<String> answers() {
        return answers;
    }

    private void session(final String session, final long untilNs) throws InterruptedException {
        int request = 1;
        SessionOperation last = ask(session, request, SessionOperation.NONE, 1 + random.nextInt(MOST_REQUEST), false);
        while (last.granted() > 0 && random.nextInt(3) > 0 && System.nanoTime() < untilNs) {
            last = ask(session, ++request, used(last), 1 + random.nextInt(MOST_REQUEST), false);
        }
        final int end = random.nextInt(8);
        if (end < 2) {
            ask(session, ++request, SessionOperation.NONE, SessionOperation.NONE, true);
        } else if (end < 7) {
            ask(session, ++request, used(last), SessionOperation.NONE, true);
        }
        money(session);
    }

    /** Now and then, in or out. */
    private void money(final String session) throws InterruptedException {
        switch (random.nextInt(18)) {
            case 0, 1, 2 -> topUp("t-" + session, 1 + random.nextInt(60));
            case 3, 4 -> transfer("out-" + session, account, 1 + random.nextInt(20), other);
            case 5 -> transfer("lost-" + session, account, 1 + random.nextInt(20), "nobody");
            case 6, 7 -> transfer("in-" + session, other, 1 + random.nextInt(20), account);
            default -> {
                // Mostly not.
            }
        }
    }

    /** Mostly what was granted, or less; at times more. */
    private long used(final SessionOperation last) {
        return random.nextInt(8) == 0
                ? last.granted() + random.nextInt(4)
                : random.nextInt((int) Math.max(0, last.granted()) + 1);
    }

    private SessionOperation ask(
            final String session, final int request, final long used, final long requested, final boolean last)
            throws InterruptedException {
        final String verb =
                requested != SessionOperation.NONE ? "reserve" : used != SessionOperation.NONE ? "commit" : "release";
        final String group = verb.equals("release")
                ? ""
                : "{\"service\": \"data\""
                        + (used == SessionOperation.NONE ? "" : ", \"used\": \"" + used + " MB\"")
                        + (requested == SessionOperation.NONE ? "" : ", \"request\": \"" + requested + " MB\"") + "}";
        final SessionOperation operation =
                SessionOperation.request(session, request, used, requested, last, System.nanoTime());
        final JsonNode answer = send(
                "/accounts/" + account + "/sessions/" + session + "/" + verb,
                "",
                "{\"number\": " + request + ", \"validity\": " + VALIDITY_SECONDS + ", \"last\": " + last
                        + ", \"groups\": [" + group + "]}",
                false);
        final JsonNode said = answer.at("/groups/0");
        final SessionOperation answered = operation.answered(
                System.nanoTime(),
                requested == SessionOperation.NONE
                        ? SessionOperation.NONE
                        : said.path("granted").asLong() / 1_000_000,
                used == SessionOperation.NONE ? SessionOperation.NONE : cents(said.at("/charged/amount")),
                requested == SessionOperation.NONE ? SessionOperation.NONE : cents(said.at("/remaining/money/amount")));
        operations.add(answered);
        answers.add(answer.toString());
        return answered;
    }

    private static long cents(final JsonNode amount) {
        return new BigDecimal(amount.asString()).movePointRight(2).longValueExact();
    }

    /** Gateways take top-ups. */
    void topUp(final String id, final long cents) throws InterruptedException {
        topUp(id, account, cents);
    }

    void topUp(final String id, final String to, final long cents) throws InterruptedException {
        money(SessionOperation.money(id, cents, System.nanoTime()), to, "top-ups", "");
    }

    private void transfer(final String id, final String from, final long cents, final String to)
            throws InterruptedException {
        money(SessionOperation.money(id, -cents, System.nanoTime()), from, "transfers", ", \"to\": \"" + to + "\"");
    }

    private void money(final SessionOperation operation, final String of, final String path, final String more)
            throws InterruptedException {
        final JsonNode answer = send(
                "/accounts/" + of + "/" + path,
                operation.id(),
                "{\"at\": \"" + openedAt + "\", \"bucket\": \"wallet\", \"amount\": \""
                        + BigDecimal.valueOf(Math.abs(operation.cents()), 2).toPlainString()
                        + "\", \"until\": \"2090-01-01T00:00:00Z\"" + more + "}",
                true);
        final long sent = REFUSED.equals(answer.path("result").asString()) ? 0 : -operation.cents();
        if (of.equals(account)) {
            operations.add(operation.answered(System.nanoTime(), SessionOperation.NONE, sent, SessionOperation.NONE));
            answers.add(answer.toString());
        }
    }

    private JsonNode send(final String path, final String key, final String body, final boolean toGateway)
            throws InterruptedException {
        while (System.nanoTime() < giveUpNs) {
            final List<Member> members = new ArrayList<>(cluster.gateways());
            if (!toGateway) {
                members.addAll(cluster.nodes());
            }
            final Member member = members.get(random.nextInt(members.size()));
            final HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://" + member.http() + path))
                    .timeout(TIMEOUT)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            if (!key.isEmpty()) {
                request.header("Idempotency-Key", key);
            }
            try {
                final HttpResponse<String> response =
                        Http.client().send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == OK || response.statusCode() == UNPROCESSABLE) {
                    return JSON.readTree(response.body());
                }
                if (response.statusCode() < 500) {
                    throw new HarnessException(
                            path + " " + body + " status=" + response.statusCode() + " " + response.body());
                }
            } catch (final IOException e) {
                // It may have been taken: the same again tells.
            }
            Thread.sleep(PAUSE_MS);
        }
        throw new HarnessException(path + " " + body + " was never answered");
    }
}
