package dev.legwork.desk.lease;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a process from an account that is, or was last, served through another gateway: a client id
 * keeps two processes apart only at one. Says so once for each reason.
 */
final class GatewayGuard {
  private static final Logger LOG = LoggerFactory.getLogger(GatewayGuard.class);

  private final String account;
  private final GatewayName gateway;
  private final LeaseSeeker.Listener listener;
  private String refusal = "";

  GatewayGuard(String account, GatewayName gateway, LeaseSeeker.Listener listener) {
    this.account = account;
    this.gateway = gateway;
    this.listener = listener;
  }

  /**
   * Whether the lease may not be taken by this process.
   *
   * @param isFree whether its holder is gone
   */
  boolean refuses(Optional<LeaseTable.Row> row, boolean isFree) {
    if (!gateway.mayFollow(row.flatMap(LeaseTable.Row::gateway))) {
      refuse(why(row.orElseThrow(), isFree));
      return true;
    }
    if (!refusal.isEmpty()) {
      refusal = "";
      listener.waiting();
    }
    return false;
  }

  /**
   * Whether a holder that says nothing may be pushed aside: its session ends before ours begins.
   */
  boolean mayPushAside(Optional<LeaseTable.Row> row) {
    return gateway.isSameAs(row.flatMap(LeaseTable.Row::gateway));
  }

  private void refuse(String why) {
    if (!why.equals(refusal)) {
      LOG.error("account {}: {}", account, why);
      refusal = why;
      listener.refused(why);
    }
  }

  private String why(LeaseTable.Row row, boolean isFree) {
    String last = row.gateway().orElseThrow();
    return """
    this worker's gateway is %s, and %s %s the account through %s: it does not serve the account. \
    Either correct legwork.broker.host and port (or legwork.broker.gateway-name, if both are the \
    same gateway), or stop every worker that uses %s and start this one with \
    legwork.broker.former-gateway=%s\
    """
        .formatted(
            gateway.own(), row.holder(), isFree ? "last served" : "serves", last, last, last);
  }
}
