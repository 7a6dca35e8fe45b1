package io.ratinggrid.perf.wire;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a process listens.
 *
 * @param host name or address, one of IPv6 without brackets
 * @param port 0 to 65,535
 */
public record HostPort(String host, int port) {
    private static final Pattern FORM = Pattern.compile("\\[?([^\\[\\]]+?)\\]?:(\\d{1,5})");
    private static final int MOST = 65_535;

    /** Reads HOST:PORT; {@code option}: that it is from, for people. */
    public static HostPort of(final String option, final String text) {
        final Matcher matched = FORM.matcher(text);
        if (!matched.matches() || Integer.parseInt(matched.group(2)) > MOST) {
            throw new IllegalArgumentException(option + "=" + text + ", must be as 10.0.0.7:4100");
        }
        return new HostPort(matched.group(1), Integer.parseInt(matched.group(2)));
    }

    @Override
    public String toString() {
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
    }
}
