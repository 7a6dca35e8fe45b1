package io.ratinggrid.node.output;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.LineSlot;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.command.SessionGroup;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.money.Money;
import io.ratinggrid.rating.partition.ResultRecord;

/** What a caller who waited is told of a command, from its journaled record: the same each time it is sent. One thread. */
public final class OnlineAnswer {
    private final Money money;
    private final IntFunction<String> names;
    private final ByteSource source = new ByteSource();
    private final Effect effect = new Effect();
    private final Map<Integer, Part> groups = new LinkedHashMap<>();
    private Part current = new Part();
    /** What follows is no part of what was asked for. */
    private boolean isOver;

    /** What is said of one rating group, or of an event. */
    private static final class Part {
        private String service = "";
        private boolean isUsed;
        private boolean isRated;
        private long used;
        private long counted;
        private long unfunded;
        private long charged;
        private Map<String, Object> quota = Map.of();
        private ResultCode quotaCode;

        private ResultCode code() {
            if (quotaCode != null) {
                return quotaCode;
            }
            if (isUsed && !isRated) {
                return ResultCode.UNFUNDED;
            }
            return unfunded > 0 ? ResultCode.PARTLY_FUNDED : ResultCode.DONE;
        }
    }

    /** {@code names} has the names behind symbols of services. */
    public OnlineAnswer(final Money money, final IntFunction<String> names) {
        this.money = money;
        this.names = names;
    }

    /** The members of the answer, in order. Quantities are base units. */
    public Map<String, Object> of(final ResultRecord record) {
        groups.clear();
        current = new Part();
        isOver = false;
        final Command command = record.command();
        for (int i = 0; i < command.groups; i++) {
            final SessionGroup group = command.group(i);
            final Part part = new Part();
            part.service = group.service == 0 ? "" : names.apply(group.service);
            groups.put(group.group, part);
        }
        record.effects(source);
        while (source.remaining() > 0) {
            effect.decode(source);
            add();
        }
        return command.type.ofSession() ? session(record) : event(record);
    }

    private void add() {
        switch (effect.kind()) {
            case USED -> {
                current = groups.get(effect.intField(0));
                current.isUsed = true;
                current.used = effect.field(3);
            }
            case RATED -> {
                current.isRated = true;
                current.counted += effect.field(5);
                current.unfunded += effect.field(6);
            }
            case CHARGED ->
                current.charged +=
                        current.isRated && !isOver && (effect.intField(2) & LineSlot.FEE) == 0 ? effect.field(3) : 0;
            case QUOTA -> {
                final Part part = groups.get(effect.intField(0));
                part.quotaCode = ResultCode.of(effect.intField(1));
                part.quota = quota();
            }
            case REFILLED -> isOver = true;
            default -> {
                // Says nothing that a caller asks for.
            }
        }
    }

    private Map<String, Object> quota() {
        final Map<String, Object> said = new LinkedHashMap<>();
        said.put("granted", effect.field(2));
        if (effect.field(2) > 0) {
            said.put("validity", effect.field(3));
            said.put("threshold", effect.field(4));
        }
        if (effect.field(5) != 0) {
            said.put("tariff-change", Instant.ofEpochSecond(effect.field(5)).toString());
        }
        said.put("final", effect.field(6) != 0);
        said.put("remaining", Map.of("units", effect.field(7), "money", money(effect.field(8))));
        return said;
    }

    private Map<String, Object> session(final ResultRecord record) {
        final Map<String, Object> said = new LinkedHashMap<>();
        said.put("v", Json.FORMAT);
        said.put("result", record.code().name());
        said.put("session", record.command().name);
        said.put("number", record.command().requestNumber);
        final List<Map<String, Object>> all = new ArrayList<>();
        groups.forEach((group, part) -> {
            final Map<String, Object> one = new LinkedHashMap<>();
            one.put("group", group);
            if (!part.service.isEmpty()) {
                one.put("service", part.service);
            }
            one.put("result", part.code().name());
            if (part.isUsed) {
                putCharge(one, part);
            }
            one.putAll(part.quota);
            all.add(one);
        });
        said.put("groups", all);
        return said;
    }

    private Map<String, Object> event(final ResultRecord record) {
        final Command command = record.command();
        final Map<String, Object> said = new LinkedHashMap<>();
        said.put("v", Json.FORMAT);
        said.put("result", record.code().name());
        said.put("id", new String(command.id, 0, command.idLength, StandardCharsets.UTF_8));
        if (command.type.isUsage()) {
            said.put("service", names.apply(command.service));
            current.used = command.quantity;
            putCharge(said, current);
        }
        return said;
    }

    private void putCharge(final Map<String, Object> said, final Part part) {
        said.put("used", part.used);
        said.put("rated", part.counted);
        if (part.unfunded > 0) {
            said.put("unfunded", part.unfunded);
        }
        said.put("charged", money(part.charged));
    }

    private Map<String, Object> money(final long scaled) {
        return Map.of("amount", money.decimal(scaled).toPlainString(), "currency", money.code());
    }
}
