package io.ratinggrid.perf.generator;

import java.util.Arrays;
import java.util.List;

import io.ratinggrid.perf.charge.ChargeMain;
import io.ratinggrid.perf.rig.GeneratorMain;
import io.ratinggrid.perf.rig.Jvms;

/** What runs may have started here, and nothing else. */
enum LoadMain {
    EVENTS(GeneratorMain.class, Jvms.GENERATOR),
    REQUESTS(ChargeMain.class, Jvms.GATEWAY);

    private final Class<?> main;
    private final List<String> flags;

    LoadMain(final Class<?> main, final List<String> flags) {
        this.main = main;
        this.flags = flags;
    }

    /**
     * By the simple name of its main class.
     *
     * @throws IllegalArgumentException if there is none
     */
    static LoadMain of(final String name) {
        return Arrays.stream(values())
                .filter(one -> one.main.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("process=" + name + " is not started here"));
    }

    Class<?> main() {
        return main;
    }

    /** Of its JVM. */
    List<String> flags() {
        return flags;
    }
}
