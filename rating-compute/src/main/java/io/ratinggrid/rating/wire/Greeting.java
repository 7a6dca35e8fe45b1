package io.ratinggrid.rating.wire;

/**
 * How a sender introduces itself.
 *
 * @param version of the frames it speaks, {@link FrameCodec#VERSION}
 * @param name    of the gateway, for logs
 * @param token   the secret that both sides were given, empty for none
 */
public record Greeting(int version, String name, String token) {
    @Override
    public String toString() {
        return "Greeting[version=" + version + ", name=" + name + "]";
    }
}
