package io.ratinggrid.node.notice;

/**
 * A channel that is on.
 *
 * @param name in metrics and messages
 * @param pace how notices go by it
 */
public record PacedChannel(String name, NoticeChannel channel, NoticeContext pace) {}
