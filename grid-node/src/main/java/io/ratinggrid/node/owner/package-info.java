/** The owner of one partition: the state machine that recovers it, carries out commands, journals them and then answers.
 * Stepped by messages on one thread; no threads, locks or waiting inside. */
package io.ratinggrid.node.owner;
