/** What processes of a run say to each other over TCP: events on their way to a gateway and their answers, verbs and figures. */
package io.ratinggrid.perf.wire;
