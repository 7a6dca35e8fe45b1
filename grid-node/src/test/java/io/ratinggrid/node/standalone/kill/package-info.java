/** Kills a process with queue, sender, owners and Ignite in it at named steps, for real, and checks that the books balance.
 * {@code KillChild} is the process, {@code KillSystemTest} the one who kills. */
package io.ratinggrid.node.standalone.kill;
