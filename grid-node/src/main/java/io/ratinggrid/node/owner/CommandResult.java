package io.ratinggrid.node.owner;

import io.ratinggrid.rating.command.ResultCode;

/**
 * What became of one online command.
 *
 * @param record its journaled result record
 */
public record CommandResult(ResultCode code, byte[] record) {}
