package dev.legwork.desk;

import dev.legwork.tws.message.ClientMessage;
import dev.legwork.tws.message.ServerMessage.AccountSummary;
import dev.legwork.tws.session.Pacer;
import java.math.BigDecimal;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The account's available funds as the broker tells them: at once when the session begins, and
 * again every few minutes.
 */
final class AccountFunds {
  private static final String TAG = "AvailableFunds";

  private static final Logger LOG = LoggerFactory.getLogger(AccountFunds.class);

  private final DeskSettings settings;
  private final Outbox outbox;
  private final RequestIds ids;
  private int reqId;
  private BigDecimal available;

  AccountFunds(DeskSettings settings, Outbox outbox, RequestIds ids) {
    this.settings = settings;
    this.outbox = outbox;
    this.ids = ids;
  }

  /** A session serves: subscribes, where anybody wants to know, unless it has. */
  void subscribe() {
    if (settings.margin().judges() && reqId == 0) {
      reqId = ids.next();
      outbox.send(Pacer.Priority.DATA, new ClientMessage.ReqAccountSummary(reqId, "All", TAG));
    }
  }

  void on(AccountSummary row) {
    if (row.reqId() == reqId && row.account().equals(settings.account()) && row.tag().equals(TAG)) {
      available = number(row);
    }
  }

  private static BigDecimal number(AccountSummary row) {
    try {
      return new BigDecimal(row.value());
    } catch (NumberFormatException e) {
      LOG.error("The broker tells available funds that are no number: {}", row);
      return null;
    }
  }

  /** USD; empty while nobody told. */
  Optional<BigDecimal> available() {
    return Optional.ofNullable(available);
  }

  void sessionLost() {
    reqId = 0;
    available = null;
  }
}
