package io.ratinggrid.perf.figures;

import java.io.IOException;

import io.ratinggrid.perf.rig.Child;
import io.ratinggrid.perf.rig.Figures;
import io.ratinggrid.perf.rig.Jvms;
import io.ratinggrid.perf.rig.RigSettings;
import io.ratinggrid.perf.workload.CanonicalCatalog;

/** What an account and an event need of memory, in a process that has nothing but engines. */
final class MemoryPart implements Part.Measuring {
    static final String ACCOUNT = "memory: bytes of a hot account on the heap";
    static final String COPY = "memory: bytes of a hot account with the grid's copy";
    static final String ALLOCATED = "memory: bytes that our code allocates an event";

    @Override
    public void measure(final RigSettings settings, final Findings found) throws IOException, InterruptedException {
        CanonicalCatalog.write(settings.catalog(), settings.deck());
        final String file = settings.write().toString();
        try (Child child = new Child(settings.directory(), MemoryMain.class, Jvms.node(settings), file).start()) {
            final Figures seen = child.tell("measure");
            final double heap = (double) seen.of("heap bytes") / settings.accounts();
            found.put(ACCOUNT, heap);
            found.put(COPY, heap + (double) seen.of("image bytes") / settings.accounts());
            found.put(ALLOCATED, (double) seen.of("allocated bytes") / seen.of("allocating events"));
        }
    }
}
