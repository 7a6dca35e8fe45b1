/** The places where a state machine meets the outside: real parts implement them, and so does a simulator. */
package io.ratinggrid.seam;
