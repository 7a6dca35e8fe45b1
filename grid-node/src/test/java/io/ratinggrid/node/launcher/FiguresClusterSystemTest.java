package io.ratinggrid.node.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import io.ratinggrid.node.server.NodeServer;
import io.ratinggrid.persistence.storage.FreePorts;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The worked figures over HTTP: every script of every figure goes through one gateway into three nodes, a step of each at a
 * time; the node that is a process of its own is SIGKILLed with a step on its way. What is asked, any node and the gateway answer.
 */
@Tag("slow")
@Timeout(300)
final class FiguresClusterSystemTest {
    private static final List<Integer> FIGURES = List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15);
    private static final List<String> VOLUMES = List.of(" kB", " MB", " GB", " TB");
    private static final int NODES = 3;
    private static final int KILLED = 1;
    /** Before this step of the scripts is answered. */
    private static final int KILL_AT = 2;
    /** Connections; what is alive gives answers. */
    private static final int MOST_BROKEN = 2;

    private static final Set<String> CARRIED_OUT = Set.of("DONE", "DUPLICATE");
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @TempDir
    private Path directory;

    private final FigureCatalogs catalogs = new FigureCatalogs();
    private final HttpClient client = HttpClient.newHttpClient();
    private final Servers servers = new Servers();
    /** HTTP ports of what is alive: nodes, then the gateway. */
    private final List<Integer> ports = new ArrayList<>();

    private final List<String> wrong = new ArrayList<>();
    /** By account and id, what became of each command. */
    private final Map<String, String> carriedOut = new HashMap<>();

    private Program killed;
    private int gateway;
    private int asked;
    /** Connections that ended before the answer. */
    private int broken;

    private int figures;

    /** A script as it goes on: account, commands and what is expected after each. */
    private record Script(int figure, String account, String original, List<String> commands, JsonNode expect) {
        String at(final int step) {
            return commands.get(step);
        }
    }

    @BeforeEach
    void start() throws Exception {
        for (final int figure : FIGURES) {
            catalogs.add(figure);
        }
        final Path catalog = Files.createDirectory(directory.resolve("catalog"));
        Files.writeString(catalog.resolve("catalog.yaml"), catalogs.text());
        final List<Integer> discovery = new ArrayList<>();
        final List<Integer> streams = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            discovery.add(FreePorts.one());
            streams.add(FreePorts.one());
            ports.add(FreePorts.one());
        }
        final List<CompletableFuture<ConfigurableApplicationContext>> here = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            final Path file = Files.writeString(
                    directory.resolve("node-" + i + ".yaml"), node(i, catalog, discovery, streams.get(i)));
            if (i == KILLED) {
                killed = Program.start(directory.resolve("node-" + i + ".log"), "node", "--config", file);
            } else {
                here.add(CompletableFuture.supplyAsync(() -> NodeServer.run(file)));
            }
        }
        for (final CompletableFuture<ConfigurableApplicationContext> node : here) {
            servers.add(node.get());
        }
        killed.awaitLog(" answers HTTP at ");
        gateway = FreePorts.one();
        ports.add(gateway);
        servers.add(GatewayServer.run(Files.writeString(directory.resolve("gateway.yaml"), gateway(catalog, streams))));
    }

    private String node(final int index, final Path catalog, final List<Integer> discovery, final int streams) {
        return """
                node:
                  name: node-%d
                  data: %s
                  catalog: %s
                  discovery-port: %d
                  gateway-port: %d
                  peers: [%s]
                  memory: 128MB
                  tick: 0s
                grid:
                  partitions: 16
                  backups: 1
                  founding-nodes: %d
                server:
                  port: %d
                """
                .formatted(
                        index,
                        directory.resolve("data-" + index),
                        catalog,
                        discovery.get(index),
                        streams,
                        peers(discovery),
                        NODES,
                        ports.get(index));
    }

    private String gateway(final Path catalog, final List<Integer> streams) {
        return """
                gateway:
                  name: gateway-1
                  data: %s
                  catalog: %s
                  nodes: [%s]
                  partitions: 16
                server:
                  address: 127.0.0.1
                  port: %d
                """
                .formatted(directory.resolve("gateway"), catalog, peers(streams), gateway);
    }

    private static String peers(final List<Integer> ports) {
        return ports.stream().map(port -> "\"127.0.0.1:" + port + "\"").collect(Collectors.joining(", "));
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (killed != null) {
            killed.kill(0);
        }
        servers.close();
    }

    @Test
    void shouldComeToTheFiguresThoughANodeDies() throws Exception {
        final List<Script> scripts = new ArrayList<>();
        for (final int figure : FIGURES) {
            scripts.addAll(scripts(figure));
        }
        final int steps = scripts.stream()
                .mapToInt(script -> script.commands.size())
                .max()
                .orElseThrow();
        assertTrue(steps > KILL_AT);
        for (int step = 0; step < steps; step++) {
            carryOut(scripts, step);
        }
        assertEquals(List.of(), wrong);
        assertTrue(figures >= 60, "figures=" + figures);
        System.out.println("figures over HTTP: " + figures);
    }

    private List<Script> scripts(final int figure) throws IOException {
        final List<Script> scripts = new ArrayList<>();
        for (final JsonNode one : FigureCatalogs.expected(figure).path("cases")) {
            final List<String> lines = Files.readAllLines(FigureCatalogs.directory(figure)
                    .resolve(one.path("commands").asString()));
            final Set<String> originals = lines.stream()
                    .map(line -> JSON.readTree(line).path("account").asString())
                    .collect(Collectors.toSet());
            assertEquals(1, originals.size(), "accounts of a script");
            final String original = originals.iterator().next();
            final String account = "figure-" + figure + "-" + one.path("case").asString();
            final List<String> commands = new ArrayList<>();
            for (final String line :
                    Files.readAllLines(FigureCatalogs.directory(figure).resolve("accounts.jsonl"))) {
                if (JSON.readTree(line).path("account").asString().equals(original)) {
                    commands.add(catalogs.command(figure, line, account));
                }
            }
            for (final String line : lines) {
                commands.add(catalogs.command(figure, line, account));
            }
            scripts.add(new Script(figure, account, original, commands, one.path("expect")));
        }
        return scripts;
    }

    /** One step of every script in one body; then what is expected after it. */
    private void carryOut(final List<Script> all, final int step) throws Exception {
        final List<Script> scripts =
                all.stream().filter(script -> script.commands.size() > step).toList();
        final String body = scripts.stream().map(script -> script.at(step)).collect(Collectors.joining("\n", "", "\n"));
        final CompletableFuture<JsonNode> answer = CompletableFuture.supplyAsync(() -> post(body));
        if (step == KILL_AT) {
            killed.kill(0);
            ports.remove(KILLED);
        }
        final JsonNode results = answer.get();
        assertEquals(0, results.path("rejected").asInt(), results::toString);
        for (int i = 0; i < scripts.size(); i++) {
            final JsonNode command = JSON.readTree(scripts.get(i).at(step));
            carriedOut.put(
                    scripts.get(i).account + " " + command.path("id").asString(""),
                    results.path("results").path(i).asString(""));
            if (!command.path("type").asString().equals("usage")) {
                final String result = results.path("results").path(i).asString("");
                assertTrue(CARRIED_OUT.contains(result), () -> command + " " + result);
            }
        }
        for (final Script script : scripts) {
            final String id = JSON.readTree(script.at(step)).path("id").asString("");
            if (!id.isEmpty()) {
                check(script, id);
            }
            if (step == script.commands.size() - 1) {
                check(script, "");
            }
        }
    }

    /** Until all is committed: what was carried out is only found to be a repeat. */
    private JsonNode post(final String body) {
        final long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (System.nanoTime() < deadlineNs) {
            final Optional<HttpResponse<String>> response = send(HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + gateway + "/commands?answer=committed&timeout=20s"))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build());
            if (response.isPresent() && response.get().statusCode() == 200) {
                return JSON.readTree(response.get().body());
            }
            pause();
        }
        throw new AssertionError("not committed: " + body);
    }

    private JsonNode get(final String path) {
        final long deadlineNs = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Optional<HttpResponse<String>> response = Optional.empty();
        while (System.nanoTime() < deadlineNs) {
            final int port = ports.get(asked++ % ports.size());
            response = send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .build());
            final int status = response.map(HttpResponse::statusCode).orElse(503);
            if (status == 200) {
                return JSON.readTree(response.orElseThrow().body());
            }
            assertEquals(503, status, path + " " + body(response));
            pause();
        }
        throw new AssertionError(path + " " + body(response));
    }

    private static String body(final Optional<HttpResponse<String>> response) {
        return response.map(HttpResponse::body).orElse("no answer");
    }

    /** Empty: the connection ended before its answer, as any may; whoever asked asks again. Told of, and few. */
    private Optional<HttpResponse<String>> send(final HttpRequest request) {
        try {
            return Optional.of(client.send(request, HttpResponse.BodyHandlers.ofString()));
        } catch (final IOException e) {
            broken++;
            System.out.println(request.method() + " " + request.uri() + " without an answer: " + e);
            assertTrue(broken <= MOST_BROKEN, e::toString);
            return Optional.empty();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(request.uri().toString(), e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** {@code after}: id of a command; empty: the end. */
    private void check(final Script script, final String after) {
        for (final JsonNode check : script.expect) {
            if (check.path("after").asString("").equals(after)) {
                figures++;
                final String value = check.path("value").asString();
                final String found = read(script, check);
                if (!found.equals(value)) {
                    wrong.add("figure " + script.figure + " " + check + " found " + found);
                }
            }
        }
    }

    private String read(final Script script, final JsonNode check) {
        final String path = "/accounts/" + script.account;
        final String of = check.path("of").asString("");
        assertEquals(script.original, check.path("account").asString());
        return switch (check.path("quantity").asString()) {
            case "unbilled" -> unbilled(get(path + "/unbilled"), of).toPlainString();
            case "documents" -> documents(get(path + "/invoices"));
            case "billed" -> billed(get(path + "/invoices")).toPlainString();
            case "documents-and-unbilled" ->
                billed(get(path + "/invoices"))
                        .add(unbilled(get(path + "/unbilled"), ""))
                        .toPlainString();
            case "last-document" -> lastDocument(path, of);
            case "remaining" ->
                remaining(get(path + "/usage"), catalogs.name(script.figure, of), unit(check)) + unit(check);
            case "remaining-rolled" -> rolled(get(path + "/usage"), catalogs.name(script.figure, of)) + unit(check);
            case "pool-draws" ->
                stream(get(path + "/usage").path("members"))
                                .map(one -> number(one.path("drawn")))
                                .collect(Collectors.joining(", "))
                        + unit(check);
            case "charged" -> event(path, of).path("charged").path("amount").asString();
            case "rated" -> inUnit(event(path, of).path("rated").asLong(), check);
            case "unfunded" -> inUnit(event(path, of).path("unfunded").asLong(), check);
            case "covered" -> inUnit(units(event(path, of), "bucket"), check);
            case "priced" -> inUnit(units(event(path, of), "priced"), check);
            case "result" -> result(script, path, of);
            case "statement" -> statement(lastStatement(script, path)) + unit(check);
            case "statement-end" -> statementEnd(lastStatement(script, path));
            default -> throw new AssertionError(check.toString());
        };
    }

    private JsonNode event(final String path, final String id) {
        return get(path + "/events?id=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                .path(0);
    }

    /** A repeat is told only that it is one: what it repeats knows better. */
    private String result(final Script script, final String path, final String id) {
        final String result = carriedOut.get(script.account + " " + id);
        return result.equals("DUPLICATE") ? event(path, id).path("result").asString() : result;
    }

    private static long units(final JsonNode event, final String kind) {
        return stream(event.path("parts"))
                .filter(part -> part.path("kind").asString().equals(kind))
                .mapToLong(part -> part.path("units").asLong())
                .sum();
    }

    /** Octets as the figure writes them. */
    private static String inUnit(final long octets, final JsonNode check) {
        assertEquals(" GB", unit(check));
        return BigDecimal.valueOf(octets, 9).stripTrailingZeros().toPlainString() + " GB";
    }

    /** With the blank before it. */
    private static String unit(final JsonNode check) {
        final String value = check.path("value").asString();
        return value.substring(value.lastIndexOf(' '));
    }

    /** Volumes in one unit; of anything else the number. */
    private static BigDecimal in(final String unit, final String quantity) {
        final BigDecimal number = new BigDecimal(quantity.replaceFirst(" .*", ""));
        final int from = VOLUMES.indexOf(quantity.replaceFirst("[^ ]*", ""));
        return from < 0 || number.signum() == 0
                ? number
                : new BigDecimal(number.scaleByPowerOfTen(3 * (from - VOLUMES.indexOf(unit)))
                        .stripTrailingZeros()
                        .toPlainString());
    }

    private static String number(final JsonNode quantity) {
        return quantity.asString().replaceFirst(" .*", "");
    }

    private static BigDecimal rolled(final JsonNode usage, final String bucket) {
        return stream(usage.path("buckets"))
                .filter(one -> one.path("bucket").asString().equals(bucket)
                        && one.path("rolled-over").asBoolean())
                .map(one -> new BigDecimal(number(one.path("remaining"))))
                .reduce(BigDecimal::add)
                .orElseThrow();
    }

    /** Of the last command so far that turned a cycle. */
    private JsonNode lastStatement(final Script script, final String path) {
        final List<JsonNode> statements = new ArrayList<>();
        for (final String line : script.commands) {
            final String id = JSON.readTree(line).path("id").asString("");
            if (carriedOut.containsKey(script.account + " " + id)
                    && JSON.readTree(line).path("type").asString().equals("advance-time")) {
                stream(event(path, id).path("documents"))
                        .filter(one -> one.path("kind").asString().equals("statement"))
                        .forEach(statements::add);
            }
        }
        return statements.get(statements.size() - 1).path("buckets");
    }

    private static BigDecimal sum(final JsonNode buckets, final String member) {
        return stream(buckets)
                .map(bucket -> new BigDecimal(number(bucket.path(member))))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static String statement(final JsonNode buckets) {
        final BigDecimal drawn = sum(buckets, "drawn");
        final BigDecimal all = sum(buckets, "opening").add(sum(buckets, "granted"));
        return sum(buckets, "opening") + " + " + sum(buckets, "granted") + " - " + drawn + " = " + all.subtract(drawn);
    }

    private static String statementEnd(final JsonNode buckets) {
        return sum(buckets, "expired") + " expire, " + sum(buckets, "rolled-over") + " roll over, "
                + sum(buckets, "closing") + " stay";
    }

    private static BigDecimal unbilled(final JsonNode unbilled, final String line) {
        if (line.isEmpty()) {
            return new BigDecimal(unbilled.path("unbilled").path("amount").asString());
        }
        return stream(unbilled.path("lines"))
                .filter(one -> one.path("line").asString().equals(line))
                .map(one -> new BigDecimal(one.path("unbilled").asString()))
                .reduce(BigDecimal.ZERO.setScale(2), BigDecimal::add);
    }

    private static List<JsonNode> issued(final JsonNode invoices) {
        return stream(invoices.path("invoices"))
                .filter(one -> !one.path("state").asString().equals("draft"))
                .toList();
    }

    private static String documents(final JsonNode invoices) {
        final List<JsonNode> issued = issued(invoices);
        return issued.isEmpty()
                ? "none"
                : issued.stream()
                        .map(one -> one.path("kind").asString() + " "
                                + one.path("total").asString())
                        .collect(Collectors.joining(", "));
    }

    private static BigDecimal billed(final JsonNode invoices) {
        return issued(invoices).stream()
                .map(one -> new BigDecimal(one.path("total").asString()))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String lastDocument(final String path, final String line) {
        final List<JsonNode> issued = issued(get(path + "/invoices"));
        final int last = issued.get(issued.size() - 1).path("number").asInt();
        return stream(get(path + "/invoices/" + last).path("lines"))
                .filter(one -> one.path("line").asString().equals(line))
                .map(one -> one.path("total-so-far").asString() + " less "
                        + one.path("billed-before").asString() + " = "
                        + one.path("amount").asString())
                .findFirst()
                .orElse("none");
    }

    private static String remaining(final JsonNode usage, final String bucket, final String unit) {
        return stream(usage.path("buckets"))
                .filter(one -> bucket.isEmpty() || one.path("bucket").asString().equals(bucket))
                .map(one -> in(unit, one.path("remaining").asString()))
                .reduce(BigDecimal::add)
                .map(BigDecimal::toPlainString)
                .orElse("no bucket");
    }

    private static Stream<JsonNode> stream(final JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
