package io.ratinggrid.node.demo;

/**
 * One figure as it came out.
 *
 * @param figure   number of the worked figure
 * @param script   name of the case
 * @param quantity what it is a figure of, in words
 */
public record FigureResult(int figure, String script, String quantity, String total, String expected) {

    public boolean ok() {
        return total.equals(expected);
    }
}
