package io.ratinggrid.perf.faults;

/** The way from one place to another, which can be cut: what is on it then arrives once it is whole again, as with TCP. Any thread. */
final class Way {
    private boolean cut;

    synchronized void cut(final boolean isCut) {
        cut = isCut;
        notifyAll();
    }

    /** Returns when it is whole. */
    synchronized void await() throws InterruptedException {
        while (cut) {
            wait();
        }
    }
}
