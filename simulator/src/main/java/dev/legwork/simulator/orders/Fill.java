package dev.legwork.simulator.orders;

import dev.legwork.simulator.contracts.Instrument;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * What IB calls an execution.
 *
 * @param execId unique; a correction repeats all but the digits after the last dot
 * @param instrument the contract; null in the summary row of a combination
 * @param comboSymbol the underlying's symbol in a combination's summary row; null otherwise
 * @param quantity shares, contracts or combinations; 0 when a correction busts the trade
 * @param price USD per share
 * @param at venue time
 * @param cumulative executed of the order (for a leg: of that leg) up to and with this one
 * @param averagePrice of those
 * @param commission USD; null in a combination's summary row
 * @param realized USD realised by this fill after commission; null if it only opens
 */
public record Fill(
    String execId,
    long permId,
    int clientId,
    int orderId,
    String orderRef,
    String account,
    Instrument instrument,
    String comboSymbol,
    Side side,
    long quantity,
    BigDecimal price,
    Instant at,
    long cumulative,
    BigDecimal averagePrice,
    BigDecimal commission,
    BigDecimal realized) {

  /** Whether this row sums up a combination; the legs' rows carry the positions. */
  public boolean isSummary() {
    return instrument == null;
  }

  /** What all versions of this execution share: the execId up to its last dot. */
  public String key() {
    return execId.substring(0, execId.lastIndexOf('.'));
  }

  /** The same execution with another quantity and price, under the next suffix. */
  public Fill correctedTo(long nextQuantity, BigDecimal nextPrice, BigDecimal nextCommission) {
    int version = Integer.parseInt(execId.substring(execId.lastIndexOf('.') + 1)) + 1;
    return new Fill(
        String.format(java.util.Locale.ROOT, "%s.%02d", key(), version),
        permId,
        clientId,
        orderId,
        orderRef,
        account,
        instrument,
        comboSymbol,
        side,
        nextQuantity,
        nextPrice,
        at,
        cumulative - quantity + nextQuantity,
        averagePrice,
        nextCommission,
        realized);
  }

  /** The same execution with another commission, USD; negative for a rebate. */
  public Fill charged(BigDecimal nextCommission) {
    return new Fill(
        execId,
        permId,
        clientId,
        orderId,
        orderRef,
        account,
        instrument,
        comboSymbol,
        side,
        quantity,
        price,
        at,
        cumulative,
        averagePrice,
        nextCommission,
        realized);
  }
}
