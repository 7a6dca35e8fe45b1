package io.ratinggrid.node.mail;

import jakarta.mail.internet.InternetAddress;

/**
 * Somebody who is told of an account.
 *
 * @param language of the template, a BCP 47 tag
 */
record Contact(InternetAddress address, String language) {}
