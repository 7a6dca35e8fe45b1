package io.ratinggrid.rating.reference;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import io.ratinggrid.rating.catalog.Symbol;
import io.ratinggrid.rating.catalog.model.BucketModel;
import io.ratinggrid.rating.catalog.model.CatalogModel;
import io.ratinggrid.rating.catalog.model.Dimension;
import io.ratinggrid.rating.command.AccountKey;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.GrantAmount;
import io.ratinggrid.rating.command.Payer;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.quantity.Measure;
import io.ratinggrid.rating.quantity.Quantities;

/**
 * Turns the words of a request into commands: one, or as many as it says.
 *
 * <pre>
 * SERVICE QUANTITY [line N] [to NUMBER] [start TIME] [session N [ends]] [amount X] [by IDENTITY] [NAME=VALUE]
 * open [credit X] [zone Z] [day N] [every DAYS FIRST] [currency C]     add NAME
 * subscribe PLAN [grant BUCKET QUANTITY]
 * top-up BUCKET QUANTITY [price X on LINE] | adjust BUCKET [-]QUANTITY   [line N] [from TIME] [until TIME]
 * transfer BUCKET QUANTITY goes ACCOUNT [receiver NAME] [line N] [until TIME]     deliver N | settle N (of those that were sent)
 * cancel-event ID [from TIME]     deliver N     replace-event ID SERVICE QUANTITY [as usage]     move-event ID unbilled|prepaid [from TIME]
 * reserve|commit SESSION SERVICE QUANTITY [group N] [and SERVICE QUANTITY [group N]] [ends] | update SESSION SERVICE USED QUANTITY
 * release SESSION     [line N] [start TIME] [validity SECONDS]
 * move IDENTITY goes ACCOUNT [receiver NAME] [from TIME]
 * change PLAN PLAN [grant BUCKET QUANTITY] | cancel PLAN | pause PLAN | resume PLAN     [quantity N] [line N] [from TIME] [at-cycle-end]
 * credit-note N [AMOUNT LINE]     void N
 * adjust-line LINE [AMOUNT]     close     invoice     advance TIME     payment AMOUNT [for N]     refund AMOUNT     again     conflict
 * </pre>
 *
 * Each may begin with {@code at TIME}, usage with {@code in N parts} (whole seconds, octets or base units, the remainder on the last), and end
 * with {@code id ID} and {@code of ACCOUNT}, which is else a. Times are instants, or times of the day of the request
 * before; without {@code at} it is the time of that. Usage is of line 1, everything else of the account (line 0).
 */
final class RuleRequest {
    private static final Set<String> OPTIONS = Set.of(
            "line",
            "to",
            "start",
            "session",
            "ends",
            "group",
            "and",
            "validity",
            "amount",
            "credit",
            "price",
            "grant",
            "on",
            "zone",
            "day",
            "every",
            "for",
            "currency",
            "quantity",
            "at-cycle-end",
            "from",
            "until",
            "id",
            "elsewhere",
            "goes",
            "receiver",
            "by",
            "of");

    private final List<CatalogModel> catalogs;
    private Instant now = Instant.parse("2026-06-02T10:00:00Z");
    private Command last;
    private ReferenceTransfers transfers;
    private int nextId;
    private String lastService = "";
    /** Whole units that the last usage is cut into. */
    private long cutUnit;

    RuleRequest(final List<CatalogModel> catalogs) {
        this.catalogs = catalogs;
    }

    /** The commands that open an account in London with three lines, and subscribe it to the first plan. */
    List<Command> opening() {
        final String plan = catalogs.get(0).plans().get(0).name();
        return Stream.of("open", "add one", "add two", "add three", "subscribe " + plan)
                .flatMap(request -> parse(request).stream())
                .toList();
    }

    /** The commands that a request means. */
    List<Command> parse(final String request) {
        final Deque<String> words = new ArrayDeque<>(Arrays.asList(request.split(" +")));
        if (words.peek().equals("at")) {
            words.pop();
            now = time(words.pop());
        }
        if (!words.peek().equals("in")) {
            return List.of(one(words));
        }
        words.pop();
        final int parts = Integer.parseInt(words.pop());
        words.pop();
        return cut(one(words), parts);
    }

    private List<Command> cut(final Command whole, final int parts) {
        final List<Command> commands = new ArrayList<>();
        final String id = new String(whole.id(), StandardCharsets.UTF_8);
        long left = whole.quantity;
        for (int part = 1; part <= parts; part++) {
            final Command command = Commands.copy(whole);
            command.quantity = part == parts ? left : whole.quantity / cutUnit / parts * cutUnit;
            Commands.identify(command, "test", id + "/" + part);
            commands.add(Commands.sealed(command));
            left -= command.quantity;
        }
        return commands;
    }

    private Command one(final Deque<String> words) {
        final Command command = command(words);
        while (!words.isEmpty()) {
            option(command, words.pop(), words);
        }
        last = Commands.copy(Commands.sealed(command));
        return command;
    }

    private Command command(final Deque<String> words) {
        final String verb = words.pop();
        return switch (verb) {
            case "open" -> open();
            case "add" -> named(CommandType.ADD_SUBSCRIBER, words.pop());
            case "change" -> change(words);
            case "cancel" -> named(CommandType.CANCEL, words.pop());
            case "pause" -> named(CommandType.PAUSE, words.pop());
            case "resume" -> named(CommandType.RESUME, words.pop());
            case "subscribe" -> named(CommandType.SUBSCRIBE, words.pop());
            case "top-up" -> bucket(CommandType.TOP_UP, words);
            case "transfer" -> bucket(CommandType.TRANSFER, words);
            case "move" -> move(words.pop());
            case "deliver" -> Commands.copy(sent(words.pop()).receive());
            case "settle" -> settle(sent(words.pop()));
            case "cancel-event" -> cancelEvent(words.pop());
            case "replace-event" -> replaceEvent(words);
            case "move-event" -> moveEvent(words);
            case "adjust" -> bucket(CommandType.ADJUST, words);
            case "adjust-line" -> adjustLine(words);
            case "close" -> next(CommandType.CLOSE_CYCLE);
            case "invoice" -> next(CommandType.INVOICE);
            case "advance" -> advance(words);
            case "reserve" -> session(CommandType.RESERVE, words);
            case "update" -> update(words);
            case "commit" -> session(CommandType.COMMIT, words);
            case "release" -> session(CommandType.RELEASE, words);
            case "payment" -> pay(CommandType.PAYMENT, words.pop());
            case "refund" -> pay(CommandType.REFUND, words.pop());
            case "credit-note" -> creditNote(words);
            case "void" -> makeVoid(words.pop());
            case "again" -> repeated(0);
            case "conflict" -> repeated(1);
            default -> usage(verb, words);
        };
    }

    /** Delivers and settles what was sent there. */
    void follow(final ReferenceTransfers sent) {
        transfers = sent;
    }

    private ReferenceTransfers.Sent sent(final String number) {
        return transfers.sent().get(Integer.parseInt(number) - 1);
    }

    private Command settle(final ReferenceTransfers.Sent sent) {
        return Commands.settle(sent, transfers.answer(sent).orElseThrow());
    }

    private static void of(final Command command, final String account) {
        command.account = AccountKey.of(account);
        command.name = command.type == CommandType.OPEN_ACCOUNT ? account : command.name;
    }

    private Command next(final CommandType type) {
        final Command command = Commands.of(type, "a", 0, now.toEpochMilli());
        Commands.identify(command, "test", Integer.toString(nextId++));
        return command;
    }

    private Command named(final CommandType type, final String name) {
        final Command command = next(type);
        command.name = name;
        return command;
    }

    private Command move(final String identity) {
        final Command move = named(CommandType.MOVE_IDENTITY, identity);
        move.fromMs = move.atMs;
        return move;
    }

    private Command cancelEvent(final String id) {
        final Command cancel = named(CommandType.CANCEL_EVENT, id);
        cancel.text = "test";
        return cancel;
    }

    private Command moveEvent(final Deque<String> words) {
        final Command move = named(CommandType.MOVE_EVENT, words.pop());
        move.text = "test";
        move.payer = Payer.ofWord(words.pop()).orElseThrow();
        return move;
    }

    private Command change(final Deque<String> words) {
        final Command change = named(CommandType.CHANGE_PLAN, words.pop());
        change.text = words.pop();
        return change;
    }

    private Command open() {
        final Command open = named(CommandType.OPEN_ACCOUNT, "a");
        open.text = catalogs.get(0).currency();
        open.zone = "Europe/London";
        open.cycleRule = 1;
        return open;
    }

    private Command advance(final Deque<String> words) {
        final Command advance = next(CommandType.ADVANCE_TIME);
        advance.fromMs = time(words.pop()).toEpochMilli();
        return advance;
    }

    private Command repeated(final int more) {
        final Command repeated = Commands.copy(last);
        repeated.atMs = now.toEpochMilli();
        repeated.quantity += more;
        repeated.requestNumber += more;
        return repeated;
    }

    private Command pay(final CommandType type, final String amount) {
        final Command command = named(type, "transfer from a bank");
        amount(command, amount);
        return command;
    }

    private Command update(final Deque<String> words) {
        final Command update = session(CommandType.COMMIT, words);
        update.type = CommandType.RESERVE;
        final SessionGroup group = update.group(0);
        group.hasRequest = true;
        group.requested = Quantities.parse(quantity(words), measure(lastService));
        return update;
    }

    private Command session(final CommandType type, final Deque<String> words) {
        final Command command = named(type, words.pop());
        command.subscriber = 1;
        command.session = Long.parseLong(command.name);
        if (type != CommandType.RELEASE) {
            group(command, words);
        }
        return command;
    }

    private void group(final Command command, final Deque<String> words) {
        final SessionGroup group = command.addGroup();
        lastService = words.pop();
        final long quantity = Quantities.parse(quantity(words), measure(lastService));
        group.service = Symbol.of(lastService);
        group.hasRequest = command.type == CommandType.RESERVE;
        group.hasUsed = command.type == CommandType.COMMIT;
        group.requested = group.hasRequest ? quantity : 0;
        group.used = group.hasUsed ? quantity : 0;
    }

    private Command creditNote(final Deque<String> words) {
        final Command note = next(CommandType.CREDIT_NOTE);
        note.quantity = Long.parseLong(words.pop());
        if (!words.isEmpty() && !OPTIONS.contains(words.peek())) {
            amount(note, words.pop());
            note.name = words.pop();
        }
        return note;
    }

    private Command makeVoid(final String number) {
        final Command makeVoid = next(CommandType.VOID_INVOICE);
        makeVoid.quantity = Long.parseLong(number);
        return makeVoid;
    }

    private Command adjustLine(final Deque<String> words) {
        final Command adjust = named(CommandType.ADJUST, words.pop());
        adjust.text = "line";
        if (!words.isEmpty() && !OPTIONS.contains(words.peek())) {
            amount(adjust, words.pop());
        }
        return adjust;
    }

    private Command bucket(final CommandType type, final Deque<String> words) {
        final Command command = named(type, words.pop());
        final Optional<BucketModel> bucket = catalogs.stream()
                .flatMap(catalog -> catalog.buckets().stream())
                .filter(model -> model.name().equals(command.name))
                .findFirst();
        final String quantity = quantity(words);
        if (bucket.map(BucketModel::money).orElse(false)) {
            amount(command, quantity);
        } else {
            command.quantity =
                    Quantities.parse(quantity, bucket.map(Measure::of).orElse(Measure.EVENTS));
        }
        return command;
    }

    private static void grant(final Command command, final Command bucket) {
        command.grantAmounts = Stream.concat(
                        command.grantAmounts.stream(),
                        Stream.of(
                                bucket.hasAmount
                                        ? new GrantAmount(bucket.name, bucket.amountUnscaled, bucket.amountDecimals)
                                        : new GrantAmount(bucket.name, bucket.quantity, 0)))
                .toList();
    }

    private Command replaceEvent(final Deque<String> words) {
        final String event = words.pop();
        final Command replace = usage(words.pop(), words);
        replace.type = CommandType.REPLACE_EVENT;
        replace.name = event;
        replace.text = "test";
        return replace;
    }

    private Command usage(final String service, final Deque<String> words) {
        final Command event = next(CommandType.USAGE);
        final Measure measure = measure(service);
        cutUnit = measure.dimension() == Dimension.TIME ? 1_000 : 1;
        event.subscriber = 1;
        event.service = Symbol.of(service);
        event.startMs = now.toEpochMilli();
        event.quantity = Quantities.parse(quantity(words), measure);
        return event;
    }

    private Measure measure(final String service) {
        return catalogs.stream()
                .flatMap(catalog -> catalog.services().stream())
                .filter(model -> model.name().equals(service))
                .findFirst()
                .map(model -> Measure.of(model))
                .orElse(Measure.EVENTS);
    }

    /** A number, and its unit if the next word is one. */
    private static String quantity(final Deque<String> words) {
        final String number = words.pop();
        final boolean hasUnit = !words.isEmpty()
                && !OPTIONS.contains(words.peek())
                && !words.peek().contains("=");
        return hasUnit ? number + " " + words.pop() : number;
    }

    private void option(final Command command, final String option, final Deque<String> words) {
        switch (option) {
            case "line" -> command.subscriber = Integer.parseInt(words.pop());
            case "to" -> Commands.number(command, words.pop());
            case "start" -> command.startMs = time(words.pop()).toEpochMilli();
            case "session" -> command.session = Long.parseLong(words.pop());
            case "group" -> command.group(command.groups - 1).group = Integer.parseInt(words.pop());
            case "and" -> group(command, words);
            case "validity" -> command.validitySeconds = Long.parseLong(words.pop());
            case "ends" -> command.sessionEnds = true;
            case "amount", "credit", "price" -> amount(command, words.pop());
            case "grant" -> grant(command, bucket(command.type, words));
            case "on", "currency" -> command.text = words.pop();
            case "zone" -> command.zone = words.pop();
            case "day" -> command.cycleRule = Integer.parseInt(words.pop());
            case "every" ->
                command.cycleRule = ReferenceCycle.rule(Integer.parseInt(words.pop()), LocalDate.parse(words.pop()));
            case "quantity", "for" -> command.quantity = Long.parseLong(words.pop());
            case "at-cycle-end" -> command.atCycleEnd = true;
            case "from" -> command.fromMs = time(words.pop()).toEpochMilli();
            case "until" -> command.untilMs = time(words.pop()).toEpochMilli();
            case "id" -> Commands.identify(command, "test", words.pop());
            case "elsewhere" -> command.account++;
            case "by" -> Commands.identity(command, words.pop());
            case "goes" -> command.text = words.pop();
            case "receiver" -> command.zone = words.pop();
            case "of" -> of(command, words.pop());
            default -> attribute(command, option);
        }
    }

    private static void attribute(final Command command, final String word) {
        final int equals = word.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("word=" + word + " is no part of a request");
        }
        Commands.attribute(command, word.substring(0, equals), word.substring(equals + 1));
    }

    private static void amount(final Command command, final String text) {
        final BigDecimal amount = new BigDecimal(text);
        Commands.amount(command, amount.unscaledValue().longValueExact(), amount.scale());
    }

    private Instant time(final String text) {
        return text.contains("T")
                ? Instant.parse(text)
                : LocalDate.ofInstant(now, ZoneOffset.UTC)
                        .atTime(LocalTime.parse(text))
                        .toInstant(ZoneOffset.UTC);
    }
}
