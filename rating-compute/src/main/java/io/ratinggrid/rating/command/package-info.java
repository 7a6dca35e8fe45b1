/** What can be asked of an account, as objects and as bytes in the queue and on the wire. */
package io.ratinggrid.rating.command;
