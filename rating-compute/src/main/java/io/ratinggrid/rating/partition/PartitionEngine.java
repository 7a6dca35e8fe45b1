package io.ratinggrid.rating.partition;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.ratinggrid.rating.ByteSink;
import io.ratinggrid.rating.ByteSource;
import io.ratinggrid.rating.account.Account;
import io.ratinggrid.rating.account.AccountSlot;
import io.ratinggrid.rating.account.CancelledSlot;
import io.ratinggrid.rating.account.EffectApplier;
import io.ratinggrid.rating.account.ReversalSlot;
import io.ratinggrid.rating.account.Seconds;
import io.ratinggrid.rating.account.SlotKind;
import io.ratinggrid.rating.account.StateRecord;
import io.ratinggrid.rating.catalog.CatalogBook;
import io.ratinggrid.rating.catalog.CatalogHistory;
import io.ratinggrid.rating.charging.RatingEngine;
import io.ratinggrid.rating.command.Command;
import io.ratinggrid.rating.command.CommandCodec;
import io.ratinggrid.rating.command.CommandType;
import io.ratinggrid.rating.command.ResultCode;
import io.ratinggrid.rating.effect.Effect;
import io.ratinggrid.rating.effect.EffectKind;
import io.ratinggrid.rating.effect.EffectWriter;

/** Accounts of one partition with their duplicate windows, and the rating engine over them. */
public class PartitionEngine implements PartitionLogic {
    /** What time could not do at an account is tried again so much later. */
    private static final long DUE_AGAIN_SECONDS = 3_600;

    private static final Comparator<Account> BY_KEY = Comparator.comparingLong(Account::key);

    private final PartitionSettings settings;
    private final PublishedCatalogs published;
    private final RatingEngine engine;
    private final EffectApplier applier = new EffectApplier();
    private final Outbox outbox = new Outbox();
    private final NoticeIndex notices = new NoticeIndex();
    private final ReceivedTransfers received = new ReceivedTransfers();
    private final NumberSeries series = new NumberSeries();
    private final MovedIdentities moved = new MovedIdentities();
    private final IdentityMoves moves = new IdentityMoves(moved);
    private final PendingItems items = new PendingItems(outbox, moved);
    private final OpenAccounts accounts;
    private final ChunkChanges chunks;
    private final DueTimes dues = new DueTimes();
    private final DuplicateWindow duplicates = new DuplicateWindow(this::oldestDay);
    private final PackedClaims claims = new PackedClaims();
    private final EventReversals reversals = new EventReversals(duplicates);
    private final ByteSink records = new ByteSink(1 << 16);
    private final ByteSink effects = new ByteSink(1 << 12);
    private final ByteSource source = new ByteSource();
    private final ByteSource effectSource = new ByteSource();
    private final Effect effect = new Effect();
    private final Command command = new Command();
    private final Command replacement = new Command();
    private final ByteSource replacementSource = new ByteSource();
    private final Command due = new Command();
    private final ByteSink dueBytes = new ByteSink(64);
    private final ResultRecord record = new ResultRecord();
    private long sequence;
    private long timeMs;
    private int recordCount;

    /** With catalogs that are there from the start. */
    public PartitionEngine(final CatalogHistory catalogs, final PartitionSettings settings) {
        this(catalogs, CatalogBook.EMPTY, settings);
    }

    /** With catalogs that are published by commands, which name them by hash. */
    public PartitionEngine(final CatalogBook book, final PartitionSettings settings) {
        this(CatalogHistory.EMPTY, book, settings);
    }

    private PartitionEngine(final CatalogHistory catalogs, final CatalogBook book, final PartitionSettings settings) {
        this.settings = settings;
        published = new PublishedCatalogs(catalogs, book);
        engine = new RatingEngine(catalogs);
        accounts = new OpenAccounts(settings.chunks());
        chunks = new ChunkChanges(settings.chunks());
    }

    /** Takes up a book that a catalog was added to, before it is published. */
    public void book(final CatalogBook book) {
        published.book(book);
    }

    /** The catalogs that rate in this partition. */
    public CatalogHistory catalogs() {
        return published.history();
    }

    /** Time of the latest journal entry, milliseconds; 0: none has been seen since the images. */
    public long timeMs() {
        return timeMs;
    }

    /** An open account, or null. Not to be changed. */
    public Account account(final long key) {
        final int index = accounts.indexOf(key);
        return index == OpenAccounts.NONE ? null : accounts.get(index);
    }

    /**
     * Journal sequence of the entry in which an account's command was carried out, 0 if its duplicate window does not know the
     * id: it was never carried out, or so long ago that it is forgotten.
     */
    public long sequenceOf(final long key, final int origin, final byte[] id) {
        return placeOf(key, origin, id).sequence();
    }

    /** Where the journal tells of an account's event, as far as its duplicate window knows the id. */
    public EventPlace placeOf(final long key, final int origin, final byte[] id) {
        final int index = accounts.indexOf(key);
        if (index == OpenAccounts.NONE || id.length == 0 || id.length > Command.ID_LIMIT_BYTES) {
            return EventPlace.NONE;
        }
        final Command asked = new Command();
        asked.account = key;
        asked.origin = origin;
        asked.id(id);
        final int found = duplicates.find(asked, oldestDay(index));
        if (found == DuplicateWindow.NONE) {
            return EventPlace.NONE;
        }
        final StateRecord head = accounts.get(index).head();
        final long high = DuplicateWindow.highOf(asked);
        final long low = DuplicateWindow.lowOf(asked);
        final long asking = ReversalSlot.askedBy(head, high, low);
        return new EventPlace(
                duplicates.sequence(found),
                duplicates.isCancelled(found),
                asking == 0 ? CancelledSlot.askedBy(head, high, low) : asking);
    }

    /**
     * What usage would come to if it came now: the record that it would leave. Nothing changes. Copies the account; nothing is
     * looked up in its duplicate window.
     */
    public ResultRecord price(final byte[] usage) {
        final Command asked = new Command();
        CommandCodec.decode(new ByteSource().wrap(usage, 0, usage.length), asked);
        final Account account = account(asked.account);
        final ByteSink wouldBe = new ByteSink(1 << 10);
        final ResultCode code = account == null
                ? ResultCode.UNKNOWN_ACCOUNT
                : new RatingEngine(published.history()).execute(account.copy(), sequence, asked, wouldBe);
        final ByteSink priced = new ByteSink(1 << 10);
        ResultRecord.write(priced, code, usage, 0, usage.length, wouldBe);
        return new ResultRecord().decode(new ByteSource().wrap(priced.bytes(), 0, priced.length()));
    }

    /** Visits every account, in order of their keys. */
    public void forEachAccount(final Consumer<Account> consumer) {
        final List<Account> found = new ArrayList<>();
        accounts.forEach(found::add);
        found.sort(BY_KEY);
        found.forEach(consumer);
    }

    @Override
    public int pending() {
        return outbox.size();
    }

    /** When an identity left an account of this partition and came to it, oldest first; {@code identity}: hash of its text. */
    public List<IdentityMark> marks(final long key, final long identity) {
        return moved.of(key, identity).stream().map(IdentityMark::of).toList();
    }

    /**
     * Items that are not settled, oldest first, at most so many of those that are wanted; none of accounts that are set aside, which
     * take no answer.
     */
    public List<PendingItem> pendingItems(final int most, final Predicate<PendingItem> wanted) {
        return items.find(most, wanted, timeMs, this::account);
    }

    @Override
    public int notices() {
        return notices.pendingAccounts();
    }

    @Override
    public long noticesMoved() {
        return engine.noticesMoved() + applier.noticesMoved();
    }

    /** At most so many of the notices that are to be delivered and wanted. */
    public List<PendingNotice> pendingNotices(final int most, final Predicate<PendingNotice> wanted) {
        return notices.find(false, most, wanted, this::account);
    }

    /** The notices of an account that are not delivered, given up or not. */
    public List<PendingNotice> notices(final Account account) {
        final List<PendingNotice> found = new ArrayList<>();
        final StateRecord head = account.head();
        for (int slot = head.first(SlotKind.NOTICE); slot >= 0; slot = head.next(SlotKind.NOTICE, slot)) {
            found.add(PendingNotice.of(account, slot));
        }
        return found;
    }

    /** At most so many of the notices that were given up. */
    public List<PendingNotice> givenUpNotices(final int most) {
        return notices.find(true, most, notice -> true, this::account);
    }

    @Override
    public void beginEntry(final long newSequence, final long newTimeMs) {
        sequence = newSequence;
        timeMs = newTimeMs;
        records.truncate(0);
        recordCount = 0;
    }

    @Override
    public ResultCode execute(final byte[] bytes, final int offset, final int length) {
        effects.truncate(0);
        CommandCodec.decode(source.wrap(bytes, offset, length), command);
        final ResultCode code = execute();
        ResultRecord.write(records, code, bytes, offset, length, effects);
        recordCount++;
        return code;
    }

    @Override
    public long dueMs() {
        return dues.firstAt() == Seconds.FOREVER ? Long.MAX_VALUE : dues.firstAt() * 1000;
    }

    @Override
    public ResultCode executeDue() {
        final int index = dues.first();
        final long at = dues.firstAt();
        due.reset(CommandType.ADVANCE_TIME);
        due.account = accounts.get(index).key();
        due.atMs = timeMs;
        due.fromMs = at * 1000;
        dueBytes.truncate(0);
        CommandCodec.encode(due, dueBytes);
        final ResultCode code = execute(dueBytes.bytes(), 0, dueBytes.length());
        if (dues.at(index) <= at) {
            dues.set(index, Math.min(timeMs / 1000 + DUE_AGAIN_SECONDS, Seconds.FOREVER));
        }
        return code;
    }

    private ResultCode execute() {
        if (command.type == CommandType.PUBLISH_CATALOG) {
            return publish();
        }
        if (command.type.receivesItem()) {
            return receiveItem();
        }
        final int index = accounts.indexOf(command.account);
        if (index == OpenAccounts.NONE) {
            return command.type == CommandType.OPEN_ACCOUNT ? open() : ResultCode.UNKNOWN_ACCOUNT;
        }
        return execute(index);
    }

    /** An item is answered once, also by an account that is not open: its first answer stands. */
    private ResultCode receiveItem() {
        chunks.touch(command.account, sequence);
        received.settled(command.sourcePartition, command.settledBelow);
        if (received.isSettled(command.sourcePartition, command.item)) {
            return ResultCode.ALREADY_SETTLED;
        }
        if (command.type == CommandType.ASSIGN_NUMBER) {
            return assignNumber();
        }
        final ResultCode first = received.find(command.sourcePartition, command.item);
        if (first != null) {
            return first == ResultCode.DONE ? ResultCode.DUPLICATE : first;
        }
        final int index = accounts.indexOf(command.account);
        final ResultCode code = index == OpenAccounts.NONE ? ResultCode.UNKNOWN_ACCOUNT : executeNew(index);
        received.put(command.sourcePartition, command.item, command.account, code);
        return code;
    }

    /** The next number of a series; the number that an item got before if it did. */
    private ResultCode assignNumber() {
        final long before = received.number(command.sourcePartition, command.item);
        final long number = before == 0 ? series.next(command.account) : before;
        new EffectWriter(effects)
                .put(EffectKind.NUMBER_ASSIGNED)
                .field(command.bucket)
                .field(command.quantity)
                .field(number);
        if (before != 0) {
            return ResultCode.DUPLICATE;
        }
        keepNumber(number);
        return ResultCode.DONE;
    }

    private void keepNumber(final long number) {
        series.assigned(command.account, number);
        received.put(command.sourcePartition, command.item, command.account, ResultCode.DONE, number);
    }

    private ResultCode publish() {
        final ResultCode code = published.publish(command);
        takeUpPublished();
        return code;
    }

    private ResultCode execute(final int index) {
        final long levels = engine.levelsSet();
        chunks.touch(command.account, sequence);
        final ResultCode code = command.idLength == 0 ? executeNew(index) : executeOnce(index);
        if (isReceived() && code != ResultCode.TOO_MUCH_AT_ONCE) {
            engine.receive(accounts.get(index), sequence, DuplicateWindow.day(command.atMs), effects);
        }
        if (EventReversals.isStep(command.type)) {
            reversals.mark(command.account, effectSource.wrap(effects.bytes(), 0, effects.length()), oldestDay(index));
            claimReplacement(code, index, engine.levelsSet() != levels);
        }
        if (command.idLength > 0 && isAnswer(code)) {
            claim(index, engine.levelsSet() != levels);
        }
        return code;
    }

    /** The account's window of days moves on with what is received of usage. */
    private boolean isReceived() {
        return command.type == CommandType.USAGE || command.type.ofSession();
    }

    /** It stands, if the command comes again: it was carried out, or a session was told that there is nothing left for it. */
    private boolean isAnswer(final ResultCode code) {
        return code.kind() == ResultCode.Kind.RATED || command.type.ofSession() && code == ResultCode.UNFUNDED;
    }

    private ResultCode executeOnce(final int index) {
        final boolean usage = command.type == CommandType.USAGE;
        final int oldestDay = isReceived()
                ? Math.max(oldestDay(index), DuplicateWindow.day(command.atMs) - settings.duplicateWindowDays())
                : oldestDay(index);
        if (usage && DuplicateWindow.day(command.startMs) < oldestDay) {
            return ResultCode.TOO_OLD_TO_CHECK;
        }
        final int found = duplicates.find(command, oldestDay);
        if (found != DuplicateWindow.NONE) {
            return duplicates.content(found) == command.content ? ResultCode.DUPLICATE : ResultCode.CONFLICT;
        }
        return executeNew(index);
    }

    private ResultCode executeNew(final int index) {
        if (command.type == CommandType.USAGE && moved.isAway(command.account, command.identity, command.startMs)) {
            return ResultCode.IDENTITY_MOVED;
        }
        final long sent = engine.itemsSent();
        final long times = engine.timesSet();
        final long noticed = engine.noticesMoved();
        ResultCode code;
        try {
            code = executeStep(index);
            keepOutbox(code, effectSource.wrap(effects.bytes(), 0, effects.length()));
        } catch (final IllegalStateException broken) {
            engine.quarantine();
            code = ResultCode.ACCOUNT_QUARANTINED;
        }
        if (engine.itemsSent() != sent) {
            outbox.put(accounts.get(index));
        }
        if (engine.timesSet() != times) {
            setDue(index);
        }
        if (engine.noticesMoved() != noticed) {
            notices.refresh(accounts.get(index));
        }
        return code;
    }

    private ResultCode executeStep(final int index) {
        if (IdentityMoves.isStep(command.type)) {
            return moves.execute(accounts.get(index), command, outbox.nextItem(), effects);
        }
        return command.type.asksReversal() ? ask(accounts.get(index), oldestDay(index)) : executeRating(index);
    }

    private ResultCode ask(final Account account, final int oldestDay) {
        final ResultCode checked = engine.check(account, command);
        return checked == ResultCode.DONE
                ? reversals.ask(account, command, oldestDay, outbox.nextItem(), sequence, effects)
                : checked;
    }

    private ResultCode executeRating(final int index) {
        engine.nextItem(outbox.nextItem());
        return engine.execute(accounts.get(index), sequence, command, effects);
    }

    /** Takes up what a step of the outbox did, live as in recovery; documents that wait for numbers come with their account. */
    private void keepOutbox(final ResultCode code, final ByteSource itsEffects) {
        if (command.type.sendsItem() && code == ResultCode.DONE) {
            outbox.put(itemOf(itsEffects), command.account);
        } else if (command.type.settlesItem() && code == ResultCode.DONE
                || command.type == CommandType.REVERSE_EVENT && isReversalOver(code)) {
            outbox.settled(command.item);
        }
    }

    private static boolean isReversalOver(final ResultCode code) {
        return code != ResultCode.ALREADY_SETTLED && code != ResultCode.ACCOUNT_QUARANTINED;
    }

    private ResultCode open() {
        final ResultCode code;
        try {
            code = engine.open(command, effects);
        } catch (final IllegalArgumentException invalid) {
            effects.truncate(0);
            return ResultCode.INVALID_VALUE;
        } catch (final ArithmeticException overflow) {
            effects.truncate(0);
            return ResultCode.AMOUNT_OVERFLOW;
        }
        if (code == ResultCode.DONE) {
            applyEffects(effects.bytes(), 0, effects.length());
            claim(accounts.indexOf(command.account), false);
        }
        return code;
    }

    /** {@code levelSet}: it set a level, which cannot be taken back; nor can what is no usage. */
    private void claim(final int index, final boolean levelSet) {
        if (command.idLength > 0) {
            chunks.touch(command.account, sequence);
            duplicates.claim(
                    DuplicateWindow.groupOf(command.account),
                    index,
                    DuplicateWindow.highOf(command),
                    DuplicateWindow.lowOf(command),
                    command.content,
                    levelSet || command.type != CommandType.USAGE ? ClaimTail.fixed(sequence) : sequence,
                    claimDay(index));
        }
    }

    /** Of usage the day of its start, which is in the window; whatever else is carried out is found from now on, be its own day before it. */
    private int claimDay(final int index) {
        return command.type == CommandType.USAGE
                ? DuplicateWindow.day(command.startMs)
                : Math.max(
                        DuplicateWindow.day(command.atMs),
                        AccountSlot.receiptDay(accounts.get(index).head()));
    }

    private void claimReplacement(final ResultCode code, final int index, final boolean levelSet) {
        if (command.replacement.length > 0 && code.kind() == ResultCode.Kind.RATED) {
            CommandCodec.decode(
                    replacementSource.wrap(command.replacement, 0, command.replacement.length), replacement);
            reversals.claim(replacement, index, oldestDay(index), sequence, levelSet);
        }
    }

    /** First day of the duplicate window of an account: journaled, so the same live and recovered. */
    private int oldestDay(final int index) {
        return AccountSlot.receiptDay(accounts.get(index).head()) - settings.duplicateWindowDays();
    }

    /** Applies to the command's account; opens it first if the effects begin so. */
    private void applyEffects(final byte[] bytes, final int offset, final int length) {
        if (length == 0 || command.type == CommandType.ASSIGN_NUMBER) {
            return;
        }
        chunks.touch(command.account, sequence);
        final int index = accounts.indexOf(command.account);
        if (index != OpenAccounts.NONE) {
            applier.apply(accounts.get(index), sequence, bytes, offset, length);
            return;
        }
        effectSource.wrap(bytes, offset, length);
        final Account opened = EffectApplier.open(effect.decode(effectSource));
        opened.head().sequence(sequence);
        final int begun = effectSource.position() - offset;
        applier.apply(opened, sequence, bytes, effectSource.position(), length - begun);
        accounts.put(opened);
    }

    @Override
    public ByteSink records() {
        return records;
    }

    @Override
    public int recordCount() {
        return recordCount;
    }

    @Override
    public void apply(
            final long entrySequence, final long entryTimeMs, final byte[] bytes, final int offset, final int length) {
        sequence = entrySequence;
        timeMs = entryTimeMs;
        source.wrap(bytes, offset, length);
        while (source.remaining() > 0) {
            applyRecord();
        }
    }

    private void applyRecord() {
        record.decode(source);
        copyKeys(record.command());
        if (command.type == CommandType.PUBLISH_CATALOG) {
            recoverPublished();
            return;
        }
        recoverItem();
        if (!chunks.isLoaded(command.account, sequence)) {
            final long levels = applier.levelsSet();
            final long sent = applier.itemsSent();
            final long times = applier.timesSet();
            final long noticed = applier.noticesMoved();
            applyEffects(record.bytes(), record.effectsOffset(), record.effectsLength());
            recoverMove();
            final int index = accounts.indexOf(command.account);
            if (applier.itemsSent() != sent) {
                outbox.put(accounts.get(index));
            }
            if (applier.timesSet() != times) {
                setDue(index);
            }
            if (applier.noticesMoved() != noticed) {
                notices.refresh(accounts.get(index));
            }
            if (EventReversals.isStep(command.type) && record.effectsLength() > 0) {
                reversals.mark(command.account, record.effects(effectSource), oldestDay(index));
                claimReplacement(record.code(), index, applier.levelsSet() != levels);
            }
            if (isAnswer(record.code())) {
                claim(index, applier.levelsSet() != levels);
            }
        }
    }

    private void recoverMove() {
        if (IdentityMoves.isStep(command.type) && record.code() == ResultCode.DONE) {
            chunks.touch(command.account, sequence);
            moves.apply(
                    record.command(),
                    accounts.get(accounts.indexOf(command.account)),
                    itemOf(record.effects(effectSource)));
        }
    }

    /** Images of later chunks may know the item already; what is said twice changes nothing. */
    private void recoverItem() {
        if (command.type.receivesItem()) {
            chunks.touch(command.account, sequence);
            received.settled(command.sourcePartition, command.settledBelow);
            if (command.type == CommandType.ASSIGN_NUMBER) {
                recoverNumber();
            } else if (record.code() != ResultCode.ALREADY_SETTLED && record.code() != ResultCode.DUPLICATE) {
                received.put(command.sourcePartition, command.item, command.account, record.code());
            }
        } else if (command.type.sendsItem()
                || command.type.settlesItem()
                || command.type == CommandType.REVERSE_EVENT) {
            keepOutbox(record.code(), record.effects(effectSource));
        }
    }

    private void recoverNumber() {
        if (record.code() == ResultCode.DONE) {
            keepNumber(PendingNumber.numberOf(record));
        }
    }

    private long itemOf(final ByteSource itsEffects) {
        while (itsEffects.remaining() > 0) {
            final EffectKind kind = effect.decode(itsEffects).kind();
            if (kind == EffectKind.TRANSIT_PUT
                    || kind == EffectKind.IDENTITY_LEFT
                    || kind == EffectKind.REVERSAL_ASKED
                    || kind == EffectKind.REPLACEMENT_ASKED) {
                return effect.field(0);
            }
        }
        return 0;
    }

    /**
     * Images of later chunks may know the catalog already. One that none knows must get into the next images, though no account has
     * changed: the journal before them is not read again.
     */
    private void recoverPublished() {
        if (record.code() == ResultCode.DONE && !published.contains(record.command().text)) {
            published.add(record.command().text);
            takeUpPublished();
        }
    }

    private void takeUpPublished() {
        takeUpCatalogs();
        chunks.touchAll(sequence);
    }

    private void takeUpCatalogs() {
        if (published.history() == engine.catalogs()) {
            return;
        }
        engine.catalogs(published.history());
        for (int index = 0; index < accounts.size(); index++) {
            setDue(index);
        }
    }

    private void setDue(final int index) {
        dues.set(index, engine.dueAt(accounts.get(index)));
    }

    /** What applying needs of a decoded command. */
    private void copyKeys(final Command decoded) {
        command.reset(decoded.type);
        command.account = decoded.account;
        command.atMs = decoded.atMs;
        command.startMs = decoded.startMs;
        command.origin = decoded.origin;
        command.content = decoded.content;
        command.item = decoded.item;
        command.sourcePartition = decoded.sourcePartition;
        command.settledBelow = decoded.settledBelow;
        command.replacement = decoded.replacement;
        command.idLength = decoded.idLength;
        System.arraycopy(decoded.id, 0, command.id, 0, decoded.idLength);
    }

    @Override
    public int chunks() {
        return settings.chunks();
    }

    @Override
    public boolean isDirty(final int chunk) {
        return chunks.isDirty(chunk);
    }

    @Override
    public void imaged(final int chunk, final long upTo) {
        chunks.imaged(chunk, upTo);
    }

    @Override
    public void outdated(final int chunk, final long upTo) {
        chunks.outdated(chunk, upTo);
    }

    @Override
    public void writeChunk(final int chunk, final ByteSink sink) {
        sink.putByte(ChunkImage.FORMAT);
        sink.putLong(sequence);
        published.write(sink);
        final List<Account> owners = accountsOf(chunk);
        ChunkImage.writeAccounts(sink, owners);
        claims.begin(sink, accounts, owners);
        duplicates.forEach(chunk, settings.chunks(), claims::put);
        claims.end();
        sink.putVar(outbox.nextItem() - 1);
        received.write(sink, account -> chunks.chunkOf(account) == chunk);
        moved.write(sink, account -> chunks.chunkOf(account) == chunk);
        series.write(sink, key -> chunks.chunkOf(key) == chunk);
        chunks.written(chunk, sequence);
    }

    private List<Account> accountsOf(final int chunk) {
        final List<Account> found = new ArrayList<>();
        accounts.forEach(chunk, found::add);
        found.sort(BY_KEY);
        return found;
    }

    @Override
    public long readChunk(final int chunk, final byte[] image) {
        final ByteSource bytes = ChunkImage.open(image);
        final long imageSequence = bytes.getLong();
        published.read(bytes);
        takeUpCatalogs();
        final int firstOwner = accounts.size();
        ChunkImage.readAccounts(bytes, image, this::restore);
        final RestoredClaims restored = new RestoredClaims(duplicates, accounts, firstOwner);
        ChunkImage.readClaims(bytes, image, accounts, firstOwner, restored);
        if (ChunkImage.hasTransfers(image)) {
            outbox.numbered(bytes.getVar());
            received.read(bytes, ChunkImage.hasSeries(image));
        }
        if (ChunkImage.hasMoves(image)) {
            moved.read(bytes, this::restore);
        }
        if (ChunkImage.hasSeries(image)) {
            series.read(bytes);
        }
        chunks.loaded(chunk, imageSequence);
        sequence = Math.max(sequence, imageSequence);
        return imageSequence;
    }

    @Override
    public long sequenceOf(final byte[] image) {
        return ChunkImage.open(image).getLong();
    }

    private void restore(final Account account) {
        accounts.put(account);
        setDue(accounts.size() - 1);
        outbox.put(account);
        notices.refresh(account);
    }

    private void restore(final MovedIdentities.Mark mark) {
        if (mark.isUnderWay()) {
            outbox.put(mark.item(), mark.account());
        }
    }
}
