/** Notices by e-mail: who is written to, in which language, and by which server. */
package io.ratinggrid.node.mail;
