package io.ratinggrid.perf.simulator;

import io.ratinggrid.persistence.journal.AppendCallback;
import io.ratinggrid.persistence.journal.JournalStore;
import io.ratinggrid.persistence.snapshot.SnapshotStore;

/** The simulated stores of a grid that is well, with time that passes while a caller waits. */
final class SteppedStores {
    private static final long WAIT_US = 1_000_000;

    final SimTime time = new SimTime();
    final Members members;
    final SimStores stores;
    final SimNetwork network;

    SteppedStores(final Scale scale) {
        final Chance chance = new Chance(7, 1);
        final Trace trace = new Trace(time, false);
        network = new SimNetwork(time, chance.split(), scale.places());
        members = new Members(scale, time, chance.split(), network, trace);
        stores = new SimStores(scale, time, chance.split(), members, network, trace);
        members.start();
        for (int node = 0; node < scale.nodes(); node++) {
            members.started(node, new Life(time));
        }
    }

    /** The journal as a node has it; an append is over when its call returns. */
    JournalStore journal(final int node) {
        final JournalStore journal = stores.journal(node, members.life(node));
        return new JournalStore() {
            @Override
            public void append(
                    final int partition, final long sequence, final byte[] entry, final AppendCallback callback) {
                journal.append(partition, sequence, entry, callback);
                pass();
            }

            @Override
            public boolean putAgain(final int partition, final long sequence, final byte[] entry) {
                return journal.putAgain(partition, sequence, entry);
            }

            @Override
            public void remove(final int partition, final long first, final long last) {
                journal.remove(partition, first, last);
            }

            @Override
            public byte[] readOwnCopy(final int partition, final long sequence) {
                return journal.readOwnCopy(partition, sequence);
            }

            @Override
            public byte[] read(final int partition, final long sequence) {
                return journal.read(partition, sequence);
            }
        };
    }

    SnapshotStore snapshots(final int node) {
        return stores.snapshots(node);
    }

    void pass() {
        time.runUntil(time.nowUs() + WAIT_US);
    }
}
