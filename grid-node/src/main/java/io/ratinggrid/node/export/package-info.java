/** The journal as a feed: every committed entry once, for rated events, explanations and checks. */
package io.ratinggrid.node.export;
