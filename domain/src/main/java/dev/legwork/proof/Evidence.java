package dev.legwork.proof;

import java.math.BigDecimal;
import java.util.OptionalLong;

/**
 * What a desk knows of one order. Times are the desk's monotonic clock, ns.
 *
 * @param quantity of the order; of a combo, like all quantities here, in units
 * @param executed sum of its effective executions; of a combo the units of which every leg executed
 * @param everExecuted the same with the most that any version of an execution said
 * @param filledSeen the highest filled or cumulative quantity that was ever reported for it
 * @param begun what its executions show to have been begun; more than {@code executed} only for a
 *     combo of which some leg's executions are not known yet
 * @param terminalAt when the first terminal answer came (Filled, Cancelled, ApiCancelled, a reject
 *     of the new order, 10148 naming a final state); empty: none yet
 * @param queryBegunAt when the latest execution query that ended COMPLETE was begun; empty: none
 * @param lastHeardAt when anything about the order was last heard
 * @param neverWritten its bytes certainly never left
 */
public record Evidence(
    BigDecimal quantity,
    BigDecimal executed,
    BigDecimal everExecuted,
    BigDecimal filledSeen,
    BigDecimal begun,
    OptionalLong terminalAt,
    OptionalLong queryBegunAt,
    long lastHeardAt,
    boolean neverWritten) {}
