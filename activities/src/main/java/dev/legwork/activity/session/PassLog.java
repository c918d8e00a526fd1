package dev.legwork.activity.session;

import dev.legwork.ledger.session.SessionStore;
import dev.legwork.session.LastPass;
import dev.legwork.session.Tally;
import dev.legwork.strategy.Funnel;
import dev.legwork.strategy.Opportunity;
import dev.legwork.strategy.ScanOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the ledger what passes brought, for people who watch; never more often than once a second.
 */
final class PassLog {
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(PassLog.class);

  private final SessionStore sessions;
  private final String session;
  private Instant toldAt = Instant.EPOCH;
  private LastPass last;
  private int untold;

  PassLog(SessionStore sessions, String session) {
    this.sessions = sessions;
    this.session = session;
  }

  void passed(Instant at, ScanOutcome outcome, List<String> troubles) {
    untold++;
    last =
        new LastPass(
            at,
            outcome.funnels().stream().map(PassLog::tally).toList(),
            troubles,
            outcome.best().map(PassLog::line).orElse(null));
    if (Duration.between(toldAt, at).compareTo(BETWEEN) >= 0) {
      toldAt = at;
      tell();
    }
  }

  /** Only for people: a ledger that is away keeps nobody from looking. */
  void tell() {
    if (untold == 0) {
      return;
    }
    try {
      sessions.looked(session, untold, last);
      untold = 0;
    } catch (RuntimeException away) {
      LOG.warn("session {}: its passes are not told: {}", session, away.toString());
    }
  }

  static Tally tally(Funnel funnel) {
    Map<String, Long> refused = new LinkedHashMap<>();
    for (Funnel.Stage stage : funnel.stages()) {
      if (stage.refused() > 0) {
        refused.put(stage.code(), stage.refused());
      }
    }
    return new Tally(
        funnel.strategy(),
        funnel.symbols(),
        funnel.expiries(),
        funnel.pairs(),
        refused,
        funnel.opportunities());
  }

  private static String line(Opportunity best) {
    return "%s %s: net %s, worst case %s a share, %s USD after costs, score %s"
        .formatted(
            best.strategy(),
            best.id(),
            best.figures().netDebit().toPlainString(),
            best.figures().minProfit().toPlainString(),
            best.figures().minProfitNet().toPlainString(),
            best.score().toPlainString());
  }
}
