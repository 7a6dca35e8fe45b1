package io.ratinggrid.rating.journal;

/**
 * What one entry did for one stream: it carried out its commands {@code firstNumber} to {@code lastNumber}. An empty run
 * ({@code firstNumber == lastNumber + 1}) changes only the session.
 *
 * @param streamHigh upper half of the stream's id
 * @param streamLow lower half of the stream's id
 * @param session number of the process that sent it; a lower one is fenced
 * @param chain checksum chain over all commands of the stream to this partition, up to {@code lastNumber}
 * @param previousSequence the entry with the stream's run before this one, 0 for none
 */
public record StreamRun(
        long streamHigh,
        long streamLow,
        long session,
        long firstNumber,
        long lastNumber,
        long chain,
        long previousSequence) {

    public StreamRun {
        if (firstNumber < 1 || lastNumber < firstNumber - 1 || lastNumber - firstNumber >= Integer.MAX_VALUE) {
            throw new IllegalArgumentException("firstNumber=" + firstNumber + " lastNumber=" + lastNumber);
        }
    }

    /** How many commands of the stream the entry carried out. */
    public int count() {
        return (int) (lastNumber - firstNumber + 1);
    }
}
